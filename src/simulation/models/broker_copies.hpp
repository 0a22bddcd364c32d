#pragma once

/// How long the way through a broker takes, and when a record counts as stored.
///
/// The way is drawn once for a stretch of time and partition, and split: a quarter to the leader,
/// half to the copies, a quarter to the consumers. Congestion lasts longer than a message; a delay
/// drawn for each message would let one slow message hold up all behind it, and the planning
/// figures of the catalogue already hold that.

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "simulation/models/partition.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class BrokerCopies {
 public:
  explicit BrokerCopies(World<Pending>& world)
      : world_(world),
        ways_(StreamName{world.setup.seed, "broker", 0, "ways"}),
        stretch_(std::max<Time>(one_millisecond,
                                40 * world.setup.broker.draw(~std::uint64_t{0} / 100 * 99))),
        steady_(stretch_ / 10 * 9) {}

  /// Steady for nine tenths of a stretch, then it moves to that of the next: a jump would send many
  /// messages off at once.
  void take_way(Partition& one, std::uint32_t partition) {
    if (world_.now >= one.steady_until) change_way(one, partition);
  }

  /// When each follower will have a record that the leader has now.
  [[nodiscard]] CopyTimes copy(Partition& one) {
    CopyTimes copied{};
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      const bool copies = !one.isolated && i != one.lagging;
      if (copies) {
        one.last_copied[i] = std::max(one.last_copied[i], world_.now + one.copying[i]);
      }
      copied[i] = copies ? one.last_copied[i] : never;
    }
    if (world_.setup.followers != 0) return copied;
    // The copies of a service, or the disk of the only one.
    one.last_copied[0] = std::max(one.last_copied[0], world_.now + one.way / 2);
    copied[0] = one.last_copied[0];
    return copied;
  }

  void schedule_stored_at(const Partition& one, std::uint32_t partition, std::uint64_t offset,
                          const CopyTimes& copied) {
    const Time when = stored_time(one, copied);
    if (when == never) return;
    world_.at(std::max(when, world_.now), Step::stored, static_cast<std::uint16_t>(partition),
              static_cast<std::uint32_t>(offset), one.copying_generation);
  }
  /// This and what follows belongs to faults.
  void schedule_stored(Partition& one, std::uint32_t partition) {
    for (std::uint64_t i = std::max(one.high_watermark, one.log.begin()); i < one.log.end(); ++i) {
      schedule_stored_at(one, partition, i, one.copied.at(i));
    }
  }

  void copy_everything(Partition& one, std::uint32_t partition) {
    take_way(one, partition);
    for (std::uint64_t i = one.log.begin(); i < one.log.end(); ++i) {
      for (std::uint32_t f = 0; f < world_.setup.followers; ++f) {
        Time& copied = one.copied.at(i)[f];
        copied = std::min(copied, world_.now + one.copying[f]);
      }
    }
    one.last_copied.fill(world_.now);
  }

  /// Copies that had not arrived will not.
  void forget_copies(Partition& one) {
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) stop_copying(one, i);
  }
  void stop_copying(Partition& one, std::uint32_t follower) {
    for (std::uint64_t i = one.log.begin(); i < one.log.end(); ++i) {
      Time& copied = one.copied.at(i)[follower];
      if (copied > world_.now) copied = never;
    }
  }
  [[nodiscard]] std::uint64_t end_of_copy(const Partition& one, std::uint32_t follower) const {
    std::uint64_t end = one.log.begin();
    while (end < one.log.end() && one.copied.at(end)[follower] <= world_.now) ++end;
    return end;
  }
  /// Kafka takes any replica in sync, Raft only one that has all that a majority has; where copies
  /// are asynchronous nothing keeps the one that lacks most from it.
  void choose_successor(Partition& one) {
    std::uint64_t least = one.log.end();
    std::uint64_t most = one.log.begin();
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      if ((one.in_sync >> i & 1U) == 0) continue;
      least = std::min(least, end_of_copy(one, i));
      most = std::max(most, end_of_copy(one, i));
    }
    one.end_at_election = world_.plan.broker.replication == Replication::majority ? most : least;
  }

 private:
  [[gnu::noinline]] void change_way(Partition& one, std::uint32_t partition) {
    const std::uint64_t stretch = world_.now / stretch_;
    if (stretch != one.stretch) begin_stretch(one, partition, stretch);
    const Time steady_until = stretch * stretch_ + steady_;
    one.steady_until = world_.now < steady_until ? steady_until : 0;
    one.way = one.this_way;
    if (world_.now >= steady_until) {
      const double moved =
          static_cast<double>(world_.now - steady_until) / static_cast<double>(stretch_ - steady_);
      one.way = from_nanoseconds(static_cast<double>(one.this_way) * (1 - moved) +
                                 static_cast<double>(one.next_way) * moved);
    }
    // The follower that decides takes half of the way; others are faster, or do not count.
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      one.copying[i] = from_nanoseconds(static_cast<double>(one.way) / 2 * one.slowness[i]);
    }
  }
  void begin_stretch(Partition& one, std::uint32_t partition, std::uint64_t stretch) {
    one.this_way = stretch == one.stretch + 1
                       ? one.next_way
                       : world_.setup.broker.draw(ways_.at(stretch, partition));
    const TwoDraws next = ways_.both_at(stretch + 1, partition);
    one.next_way = world_.setup.broker.draw(next.first);
    one.stretch = stretch;
    const std::uint32_t decisive = deciding_follower();
    for (std::uint32_t i = 0; i < world_.setup.followers; ++i) {
      const double other = unit_interval(mixed(next.second + i));
      one.slowness[i] = i == decisive ? 1 : i < decisive ? other : 1 + other;
    }
  }
  /// Followers are numbered by their speed, fastest first.
  [[nodiscard]] std::uint32_t deciding_follower() const {
    const std::uint32_t followers = world_.setup.followers;
    if (followers == 0) return 0;
    if (world_.plan.broker.replication == Replication::asynchronous) return 0;
    if (world_.plan.broker.replication != Replication::majority) return followers - 1;
    return (followers + 1) / 2 - 1;  // with the leader more than half of followers + 1
  }

  /// When a record counts as stored; never where too few copy it.
  [[nodiscard]] Time stored_time(const Partition& one, const CopyTimes& copied) const {
    const std::uint32_t followers = world_.setup.followers;
    if (followers == 0) return copied[0];
    if (world_.plan.broker.replication == Replication::in_sync) {
      Time last = 0;
      for (std::uint32_t i = 0; i < followers; ++i) {
        if ((one.in_sync >> i & 1U) != 0) last = std::max(last, copied[i]);
      }
      return last;
    }
    return nth_fastest(copied, deciding_follower());
  }
  [[nodiscard]] Time nth_fastest(CopyTimes times, std::uint32_t nth) const {
    for (std::uint32_t i = 1; i < world_.setup.followers; ++i) {  // insertion sort of four at most
      for (std::uint32_t j = i; j > 0 && times[j] < times[j - 1]; --j)
        std::swap(times[j], times[j - 1]);
    }
    return times[nth];
  }

  World<Pending>& world_;
  RandomStream ways_;
  Time stretch_;  ///< forty times the 99th percentile: there are few changes, and slow ones
  Time steady_;
};

}  // namespace eventarch::simulation
