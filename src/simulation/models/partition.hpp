#pragma once

/// A partition or queue on the side that writes it: its log, its copies, its leader, its producers.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/cache_line.hpp"
#include "simulation/engine/ring.hpp"
#include "simulation/engine/slab.hpp"
#include "simulation/engine/time.hpp"
#include "simulation/models/path_setup.hpp"

namespace eventarch::simulation {

/// When each follower has a record; never: not by itself.
using CopyTimes = std::array<Time, followers_most>;

/// There are many partitions, and each message passes one at every step: what belongs together lies
/// in one line of the cache, and what few need comes last.
struct alignas(cache_line) Partition {
  Ring<Slot> log;
  std::uint64_t high_watermark = 0;
  std::uint64_t visible = 0;  ///< end of what consumers can read
  Time last_visible = 0;      ///< what is on its way stays in order
  Time steady_until = 0;      ///< the way through the broker is the same until then

  // Producers.
  Ring<Slot> unsettled;  ///< sent and not confirmed, in order
  Time way = 0;          ///< through the broker now
  Time last_arrival = 0;
  Time batch_closes = 0;
  std::uint32_t next_sequence = 0;
  std::uint32_t connection = 0;

  // The leader.
  std::uint32_t expected = 0;  ///< the next sequence number of the producers
  std::uint32_t epoch = 1;
  std::uint32_t copying_generation = 0;
  std::uint32_t leader = 0;                ///< replica
  std::uint32_t in_sync = 0;               ///< a bit for each follower that counts
  std::uint32_t lagging = followers_most;  ///< the follower that does not copy
  bool reachable = true;                   ///< producers reach a leader
  bool isolated = false;                   ///< which its followers do not
  bool failing = false;                    ///< a fault of its leader is going on
  bool unclean = false;
  bool alone = false;       ///< the copy that is lost with it is the only one
  std::vector<Slot> early;  ///< came before one with a smaller sequence number

  // The followers.
  CopyTimes copying{};
  CopyTimes last_copied{};

  // The way through the broker in this stretch of time, and in the next.
  std::uint64_t stretch = UINT64_MAX - 1;
  Time this_way = 0;
  Time next_way = 0;
  std::array<double, followers_most> slowness{};

  // Faults.
  std::uint64_t end_at_election = 0;
  Ring<CopyTimes> copied;  ///< of the records of the log, where a fault may ask
};

}  // namespace eventarch::simulation
