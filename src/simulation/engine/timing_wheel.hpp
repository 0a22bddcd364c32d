#pragma once

/// The pending events as a wheel of slots that feeds a small heap. Slot n holds the events of one
/// span of time, unsorted; when the clock reaches it they go to the heap, which sorts a few at a
/// time, and an event that is alone in its slot goes without. What lies beyond one turn waits in a
/// heap of its own. Slots are lists through one pool, so that what is touched is as much as is
/// pending.

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/engine/pending_event.hpp"
#include "simulation/engine/pending_heap.hpp"

namespace eventarch::simulation {

/// Same interface and same order as `PendingHeap`.
class TimingWheel {
 public:
  /// `slot_width` is about the mean time between events; rounded down to a power of two, since a
  /// shift finds the slot. Any width gives the same order; a bad one costs time.
  explicit TimingWheel(Time slot_width = 16 * one_microsecond)
      : shift_(static_cast<unsigned>(std::bit_width(slot_width == 0 ? 1 : slot_width) - 1)) {
    slots_.fill(none);
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void clear() {
    slots_.fill(none);
    pool_.clear();
    free_ = none;
    occupied_.fill(0);
    near_.clear();
    far_.clear();
    current_ = 0;
    size_ = 0;
  }

  void push(const PendingEvent& event) {
    ++size_;
    place(event.time, event.order, event.subject, event.generation);
  }

  /// Requires: not empty.
  [[nodiscard]] const PendingEvent& top() {
    if (near_.empty()) sort(advance());
    return near_.top();
  }

  /// Requires: not empty.
  PendingEvent pop() {
    --size_;
    if (near_.empty()) {
      const std::uint32_t first = advance();
      if (near_.empty() && pool_[first].next == none) return take(first);
      sort(first);
    }
    return near_.pop();
  }

 private:
  static constexpr std::size_t slot_count = 2048;
  static constexpr std::size_t word_bits = 64;
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  struct Node {
    PendingEvent event;
    std::uint32_t next = none;
  };

  // By its parts: they come in registers, where an event would come through memory.
  void place(Time time, std::uint64_t order, std::uint32_t subject, std::uint32_t generation) {
    const std::uint64_t slot = time >> shift_;
    if (slot <= current_) {
      near_.push({time, order, subject, generation});
    } else if (slot - current_ < slot_count) {
      const std::size_t index = slot % slot_count;
      const std::uint32_t node = free_node();
      pool_[node].event = {time, order, subject, generation};
      pool_[node].next = slots_[index];
      slots_[index] = node;
      occupied_[index / word_bits] |= std::uint64_t{1} << (index % word_bits);
    } else {
      far_.push({time, order, subject, generation});
    }
  }

  std::uint32_t free_node() {
    const std::uint32_t node = free_;
    if (node != none) {
      free_ = pool_[node].next;
      return node;
    }
    pool_.emplace_back();
    return static_cast<std::uint32_t>(pool_.size() - 1);
  }
  PendingEvent take(std::uint32_t node) {
    pool_[node].next = free_;
    free_ = node;
    return pool_[node].event;
  }
  void sort(std::uint32_t node) {
    while (node != none) {
      const std::uint32_t next = pool_[node].next;
      near_.push(take(node));
      node = next;
    }
  }

  /// The next slot that holds something within this turn, as a distance from the current one; 0
  /// where there is none.
  [[nodiscard]] std::uint64_t distance_to_next() const {
    std::uint64_t distance = 1;
    while (distance < slot_count) {
      const std::size_t index = (current_ + distance) % slot_count;
      const std::uint64_t word = occupied_[index / word_bits] >> (index % word_bits);
      if (word != 0) return distance + static_cast<std::uint64_t>(std::countr_zero(word));
      distance += word_bits - index % word_bits;
    }
    return 0;
  }

  /// Moves to the next slot that holds something, and empties it: the first node of what it held,
  /// none where that comes from beyond the turn and is near already. Requires: events pending, none
  /// near.
  std::uint32_t advance() {
    assert(near_.empty());
    const std::uint64_t distance = distance_to_next();
    std::uint64_t next = distance == 0 ? never : current_ + distance;
    if (!far_.empty()) next = std::min(next, far_.top().time >> shift_);
    current_ = next;
    const std::size_t index = current_ % slot_count;
    const std::uint32_t first = slots_[index];
    slots_[index] = none;
    occupied_[index / word_bits] &= ~(std::uint64_t{1} << (index % word_bits));
    while (!far_.empty() && (far_.top().time >> shift_) - current_ < slot_count) {
      const PendingEvent event = far_.pop();
      place(event.time, event.order, event.subject, event.generation);
    }
    return first;
  }

  unsigned shift_;
  std::uint64_t current_ = 0;  ///< slot whose events are near
  std::size_t size_ = 0;
  std::array<std::uint32_t, slot_count> slots_;  ///< the first node of each
  std::vector<Node> pool_;
  std::uint32_t free_ = none;  ///< the first node that is not in use
  std::array<std::uint64_t, slot_count / word_bits> occupied_{};
  PendingHeap near_;
  PendingHeap far_;
};

}  // namespace eventarch::simulation
