#pragma once

/// How the models carry out the faults of the table.

#include <cstdint>
#include <string_view>

namespace eventarch::simulation {

enum class Strike : std::uint8_t {
  not_modelled,
  // Marks a message, at the very event that opens the window.
  lose_request,
  lose_answer,
  poison,
  poison_for_good,
  change_schema,
  refuse_dead_letter,
  // Happens right after the event that opens the window.
  crash_consumer,
  crash_consumer_for_long,
  pause_consumer,
  rebalance,
  crash_leader,
  lose_leader,  ///< with its disk: it matters where nobody else has a copy
  isolate_leader,
  collapse_in_sync,
  lose_power,
  lose_last_replica,
  deduplication_down,
  deduplication_lost,
  clock_ahead,
  group_away,
  group_away_too_long,
  fill_queue,
  reconnect_all,
  add_partition,
  // Holds for the whole run.
  transient_failures,
  slow_consumer,
  rate_surge,
};

/// What a fault does to the message path; not_modelled where it does nothing there.
[[nodiscard]] Strike strike_of(std::string_view fault);

[[nodiscard]] constexpr bool marks(Strike strike) {
  return strike >= Strike::lose_request && strike <= Strike::refuse_dead_letter;
}
[[nodiscard]] constexpr bool holds_for_the_run(Strike strike) {
  return strike >= Strike::transient_failures;
}

/// It does harm some time after it strikes, or not at all; the model says when.
[[nodiscard]] constexpr bool harms_later(Strike strike) {
  return strike == Strike::collapse_in_sync || strike == Strike::lose_last_replica ||
         strike == Strike::group_away_too_long || strike == Strike::fill_queue;
}
/// The run needs its rest to heal: it strikes once.
[[nodiscard]] constexpr bool takes_the_run(Strike strike) {
  return harms_later(strike) || strike == Strike::crash_consumer_for_long ||
         strike == Strike::lose_power || strike == Strike::clock_ahead ||
         strike == Strike::group_away || strike == Strike::add_partition;
}

}  // namespace eventarch::simulation
