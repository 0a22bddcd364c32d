#pragma once

/// What becomes of a partition whose leader dies, is cut off, or loses its followers. A leader that
/// has the only copy is not replaced: the partition waits until its machine is back.

#include <algorithm>
#include <cstdint>

#include "simulation/models/partitions.hpp"
#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class LeaderFaults {
 public:
  LeaderFaults(World<Pending>& world, Partitions<Pending>& partitions)
      : world_(world), partitions_(partitions) {}

  void leader_dies(std::uint32_t partition, bool isolated) {
    Partition& one = partitions_[partition];
    if (one.failing || alone()) return;
    one.failing = true;
    one.isolated = isolated;
    ++one.copying_generation;  // what was being copied is not finished by this leader
    partitions_.copies().choose_successor(one);
    if (isolated) {
      partitions_.copies().forget_copies(one);
    } else {
      one.reachable = false;
      ++one.connection;
      world_.record({.partition = partition,
                     .actor = world_.replica_actor(one.leader),
                     .kind = EventKind::crash});
    }
    world_.at(world_.now + election(), Step::elected, 0, partition);
  }

  /// One follower stops copying; when it no longer counts, all others die.
  void collapse(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    if (one.failing || alone()) return;
    one.failing = true;
    one.lagging = world_.setup.followers - 1;
    one.end_at_election = partitions_.copies().end_of_copy(one, one.lagging);
    partitions_.copies().stop_copying(one, one.lagging);
    ++one.copying_generation;
    partitions_.copies().schedule_stored(one, partition);
    world_.at(world_.now + replica_lag, Step::out_of_sync, 0, partition);
  }
  void out_of_sync(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    one.in_sync &= ~(1U << one.lagging);
    ++one.copying_generation;
    partitions_.copies().schedule_stored(one, partition);
    // Right after what waited was confirmed, and before anybody has read it.
    world_.at(world_.now + one.way / 8, Step::leader_lost, 0, partition);
  }
  void leader_lost(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    crash_leader(one, partition);
    one.unclean = world_.plan.unclean_election;
    if (one.end_at_election < one.high_watermark) world_.count_hit();
    if (!one.unclean) one.end_at_election = one.log.end();
    // Without a replica in sync the partition waits until the machine is back.
    world_.at(world_.now + (one.unclean ? election() : machine_restart), Step::elected, 0,
              partition);
  }
  /// All followers are lost at once. What they had counts on; nothing more reaches them.
  void followers_die(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    if (one.failing) return;
    one.failing = true;
    one.alone = alone();
    if (one.alone) return world_.at(world_.now + one_second, Step::alone_lost, 0, partition);
    one.isolated = true;
    ++one.copying_generation;
    partitions_.copies().choose_successor(one);
    partitions_.copies().forget_copies(one);
    partitions_.copies().schedule_stored(one, partition);
    world_.at(world_.now + election(), Step::left_alone, 0, partition);
  }
  /// The leader is the only replica that counts, where replicas can fall out of the count.
  void left_alone(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    if (world_.plan.broker.replication == Replication::in_sync) one.in_sync = 0;
    ++one.copying_generation;
    partitions_.copies().schedule_stored(one, partition);
    world_.at(world_.now + one_second, Step::alone_lost, 0, partition);
  }
  /// It restarts without what was not yet on its disk. As the last one in sync it leads again, and
  /// the others follow it; under Raft one of those that have more does.
  void alone_lost(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    crash_leader(one, partition);
    const std::uint64_t on_disk = end_of_what_is_older_than(one, unflushed);
    if (on_disk < one.high_watermark) world_.count_hit();
    one.end_at_election =
        one.in_sync == 0 ? on_disk : std::max({on_disk, one.end_at_election, one.log.begin()});
    world_.at(world_.now + machine_restart, Step::elected, 0, partition);
  }

  /// Whether the leader has the only copy.
  [[nodiscard]] bool alone() const { return world_.setup.followers == 0; }
  /// What becomes of the only copy.
  enum class OnlyCopy : std::uint8_t {
    unreachable,  ///< for a while
    restarts,     ///< its machine does, without what was not yet on the disk
    lost,         ///< with the disk
  };
  /// Tells since when what was appended is gone; never: nothing is. Requires: alone().
  Time only_copy_fails(std::uint32_t partition, OnlyCopy what) {
    Partition& one = partitions_[partition];
    if (one.failing) return never;
    one.failing = true;
    one.alone = true;
    const std::uint64_t end = end_that_is_left(one, what);
    if (what == OnlyCopy::unreachable) {
      one.reachable = false;
      ++one.connection;
      ++one.copying_generation;
    } else {
      crash_leader(one, partition);
    }
    // At once, and not when it is back: until then nobody reads what it had.
    if (end < one.log.end()) partitions_.truncate(one, partition, end);
    one.end_at_election = end;
    world_.at(world_.now + machine_restart, Step::elected, 0, partition);
    if (what == OnlyCopy::unreachable) return never;
    if (what == OnlyCopy::lost) return 0;
    return confirms_from_memory(world_.plan) ? before(unwritten) : never;
  }

  /// Every copy loses what was appended within the last moments.
  void power_lost(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    if (one.failing) return;
    one.failing = true;
    one.reachable = false;
    ++one.connection;
    ++one.copying_generation;
    one.end_at_election = end_of_what_is_older_than(one, unwritten);
    world_.record({.partition = partition,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::crash});
    world_.at(world_.now + machine_restart, Step::elected, 0, partition);
  }

  void elected(std::uint32_t partition) {
    Partition& one = partitions_[partition];
    const std::uint64_t end = one.end_at_election;
    const bool shorter = end < one.log.end();
    ++one.epoch;
    ++one.connection;
    ++one.copying_generation;
    if (one.in_sync != 0) one.leader = (one.leader + 1) % (world_.setup.followers + 1);
    world_.record({.value = end,
                   .partition = partition,
                   .epoch = one.epoch,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::elect,
                   .outcome = one.unclean ? Outcome::unclean
                              : one.alone ? Outcome::alone
                                          : Outcome::none});
    if (shorter) partitions_.truncate(one, partition, end);
    one.reachable = true;
    one.isolated = false;
    one.failing = false;
    one.unclean = false;
    one.alone = false;
    one.lagging = followers_most;
    one.in_sync = (1U << world_.setup.followers) - 1;
    partitions_.copies().copy_everything(one, partition);
    partitions_.copies().schedule_stored(one, partition);
    partitions_.expect_unconfirmed(one);
    partitions_.send_unconfirmed(one, partition);
    if (world_.aim != nullptr) world_.end_fault();
  }

 private:
  void crash_leader(Partition& one, std::uint32_t partition) {
    one.reachable = false;
    ++one.connection;
    ++one.copying_generation;
    world_.record({.partition = partition,
                   .actor = world_.replica_actor(one.leader),
                   .kind = EventKind::crash});
  }

  static constexpr Time replica_lag = 30 * one_second;      // replica.lag.time.max.ms of Kafka
  static constexpr Time machine_restart = 60 * one_second;  // estimate
  static constexpr Time unwritten = one_second;             // what a power loss takes, estimate
  /// How long a page may wait to be written: vm.dirty_expire_centisecs of Linux.
  static constexpr Time unflushed = 30 * one_second;

  [[nodiscard]] Time before(Time age) const { return world_.now > age ? world_.now - age : 0; }
  [[nodiscard]] std::uint64_t end_that_is_left(Partition& one, OnlyCopy what) {
    if (what == OnlyCopy::unreachable) return one.log.end();
    if (what == OnlyCopy::lost) return one.log.begin();
    return confirms_from_memory(world_.plan) ? end_of_what_is_older_than(one, unwritten)
                                             : partitions_.copies().end_of_copy(one, 0);
  }
  [[nodiscard]] std::uint64_t end_of_what_is_older_than(Partition& one, Time age) const {
    const Time written = before(age);
    std::uint64_t end = one.log.begin();
    while (end < one.log.end() && world_.messages[one.log.at(end)].appended < written) ++end;
    return end;
  }
  [[nodiscard]] Time election() const {
    return std::max<Time>(one_millisecond, from_milliseconds(world_.plan.broker.election_ms));
  }

  World<Pending>& world_;
  Partitions<Pending>& partitions_;
};

}  // namespace eventarch::simulation
