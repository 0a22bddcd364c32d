#pragma once

/// The numbers that one run of the message path needs: a plan, cut to the slice that is simulated.

#include <cstdint>
#include <vector>

#include "simulation/engine/distribution.hpp"
#include "simulation/engine/time.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// Followers whose progress is kept; designs with more copies are simulated with this many.
inline constexpr std::uint32_t followers_most = 4;

/// Of a run, the time for which consumers stay away to fill a queue. It holds a tenth of the
/// messages.
inline constexpr double share_away_to_fill = 0.25;

struct PathSetup {
  const SimulationPlan* plan = nullptr;
  std::uint64_t seed = 1;
  std::uint64_t messages = 1000;  ///< to send
  double rate_per_second = 1000;  ///< offered; > 0
  std::uint32_t partitions = 1;
  std::vector<std::uint32_t> instances{1};  ///< of each group
  std::uint32_t keys = 1;
  /// Partitions take keys in turn, so that all carry the same; otherwise a hash places them.
  bool keys_in_turn = true;
  std::uint32_t followers = 2;
  std::uint32_t producers = 1;
  Distribution processing;
  Distribution broker;  ///< the way through the broker, publish to deliver
  Time batch_wait = 0;
  Time transaction_interval = 0;
  Time commit_delay = one_millisecond;  ///< from a finished message to the stored progress
  std::uint32_t received_at_once = 1;   ///< messages that one call brings at most
  std::vector<Time> calls_apart;        ///< of each group; empty: they can call at any time
  /// Who has a key goes on with it while messages of it wait, and confirms the others meanwhile.
  bool key_stays = false;
  Time horizon = never;                    ///< the run ends here at the latest
  std::uint64_t events_most = UINT64_MAX;  ///< likewise
  /// More messages in flight than this, and the run is called unstable and ends.
  std::uint64_t in_flight_most = 1'000'000;
  Time outage_from = 0;           ///< all consumers stop taking messages
  Time outage_for = 0;            ///< 0: they do not
  double outage_lag_left = 0.05;  ///< share of its lag with which it counts as over
  /// Whose messages alone count as lag, of each group: of an instance that owns its partitions.
  std::uint32_t lag_of_instance = UINT32_MAX;
  double failing_share = 0;                  ///< of attempts, each by itself
  double failing_for_good = 0;               ///< of messages, at every attempt and without a retry
  Time unread_kept = 0;                      ///< 0: for ever
  std::uint64_t queue_length_most = 0;       ///< messages in a queue; 0: unbounded
  std::uint32_t partitions_at_first = 0;     ///< fewer than `partitions`; 0: all are in use
  double surge_factor = 1;                   ///< of the rate, in the middle third of the run
  std::uint32_t slow_consumer = UINT32_MAX;  ///< of each group: takes four times as long
};

}  // namespace eventarch::simulation
