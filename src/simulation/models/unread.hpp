#pragma once

/// Messages that nobody reads: how many wait in a queue that can be full, which of them have
/// outlived their time, and what becomes of those.

#include <cstdint>
#include <vector>

#include "simulation/models/world.hpp"

namespace eventarch::simulation {

template <class Pending>
class Unread {
 public:
  explicit Unread(World<Pending>& world) : world_(world) {
    if (limited()) waiting_.resize(std::size_t{world.groups} * world.setup.partitions);
  }

  // --- Length. Each group has a queue of its own for each partition.
  void enters(std::uint16_t group, std::uint32_t partition, std::uint64_t messages) {
    if (limited()) waiting(group, partition) += messages;
  }
  void leaves(std::uint16_t group, std::uint32_t partition) {
    if (limited() && waiting(group, partition) > 0) --waiting(group, partition);
  }
  /// Whether one of the queues refuses what comes now. Then none of them stores it.
  [[nodiscard]] bool refuses(std::uint32_t partition) {
    if (!limited() || world_.plan.unread.overflow != Overflow::refuse_new) return false;
    for (std::uint16_t group = 0; group < world_.groups; ++group) {
      if (waiting(group, partition) < world_.setup.queue_length_most) continue;
      overflowed();
      return true;
    }
    return false;
  }
  /// Whether the oldest has to make room.
  [[nodiscard]] bool overflows(std::uint16_t group, std::uint32_t partition) {
    if (!limited() || world_.plan.unread.overflow == Overflow::refuse_new) return false;
    return waiting(group, partition) > world_.setup.queue_length_most;
  }

  // --- Age.
  [[nodiscard]] bool outlived(Slot slot) const {
    const Time kept = world_.setup.unread_kept;
    return kept != 0 && world_.now > world_.messages[slot].appended + kept;
  }

  /// Tells what becomes of a message for a group. `why` is expired or overflow.
  void gone(Slot slot, std::uint16_t group, Outcome why) {
    if (why == Outcome::overflow) overflowed();
    const UnreadPlan& rules = world_.plan.unread;
    const bool set_aside = why == Outcome::expired ? rules.expired == Expired::dead_lettered
                                                   : rules.overflow == Overflow::set_oldest_aside;
    world_.record_received(slot, {.group = group,
                                  .kind = set_aside ? EventKind::dead_letter : EventKind::drop,
                                  .outcome = why});
    if (set_aside) world_.record_about(slot, {.group = group, .kind = EventKind::acknowledge});
  }

 private:
  [[nodiscard]] bool limited() const { return world_.setup.queue_length_most != 0; }
  [[nodiscard]] std::uint64_t& waiting(std::uint16_t group, std::uint32_t partition) {
    return waiting_[std::size_t{group} * world_.setup.partitions + partition];
  }
  void overflowed() {
    if (!overflowed_) world_.count_hit();
    overflowed_ = true;
  }

  World<Pending>& world_;
  std::vector<std::uint64_t> waiting_;  ///< of each group, by partition
  bool overflowed_ = false;
};

}  // namespace eventarch::simulation
