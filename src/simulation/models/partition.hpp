#pragma once

/// A partition or queue on the side that writes it: its log, its copies, its leader, its producers.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/engine/slab.hpp"
#include "simulation/engine/time.hpp"
#include "simulation/models/path_setup.hpp"

namespace eventarch::simulation {

/// A record of a log.
struct Entry {
  Slot slot = no_slot;
  std::uint32_t sequence = 0;
  std::array<Time, followers_most> copied{};  ///< when each follower has it; never: not by itself
};

struct Partition {
  Ring<Entry> log;
  std::uint64_t high_watermark = 0;
  std::uint64_t visible = 0;  ///< end of what consumers can read

  // The way through the broker in this stretch of time.
  std::uint64_t stretch = UINT64_MAX - 1;
  Time steady_until = 0;
  Time this_way = 0;
  Time next_way = 0;
  Time way = 0;
  std::array<double, followers_most> slowness{};
  std::array<Time, followers_most> copying{};

  // What is on its way stays in order.
  Time last_arrival = 0;
  Time last_visible = 0;
  std::array<Time, followers_most> last_copied{};

  // Producers.
  Time batch_closes = 0;
  Ring<Slot> unsettled;  ///< sent and not confirmed, in order
  std::uint32_t next_sequence = 0;
  std::uint32_t connection = 0;
  bool resending = false;  ///< everything unconfirmed is sent again, in order

  // The leader.
  std::uint32_t expected = 0;  ///< the next sequence number of the producers
  std::vector<Slot> early;     ///< came before one with a smaller sequence number
  std::uint32_t epoch = 1;
  std::uint32_t copying_generation = 0;
  std::uint32_t leader = 0;                ///< replica
  bool reachable = true;                   ///< producers reach a leader
  bool isolated = false;                   ///< which its followers do not
  bool failing = false;                    ///< a fault of its leader is going on
  std::uint32_t in_sync = 0;               ///< a bit for each follower that counts
  std::uint32_t lagging = followers_most;  ///< the follower that does not copy
  std::uint64_t end_at_election = 0;
  bool unclean = false;
};

}  // namespace eventarch::simulation
