#pragma once

/// Which message lies at which offset of a partition, for the offsets that some group may still
/// read.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "simulation/cache_line.hpp"
#include "simulation/history/event.hpp"

namespace eventarch::simulation {

class alignas(cache_line) PartitionLog {
 public:
  std::uint64_t begin() const { return begin_; }
  std::uint64_t end() const { return end_; }

  /// The message there; nothing for a marker, a hole, or an offset that is no longer held.
  std::uint32_t at(std::uint64_t offset) const {
    return offset >= begin_ && offset < end_ ? ring_[offset & mask_] : nothing;
  }

  /// Puts a message (or nothing, for a marker) at an offset; holes before it stay empty.
  /// An offset that is no longer held is ignored.
  void put(std::uint64_t offset, std::uint32_t message) {
    if (offset < begin_) return;
    if (begin_ == end_ && offset > end_ + gap_max) begin_ = end_ = offset;  // starts far from 0
    while (end_ < offset) append(nothing);
    if (end_ == offset) return append(message);
    ring_[offset & mask_] = message;
  }

  void cut_end(std::uint64_t end) { end_ = std::max(begin_, std::min(end_, end)); }
  void cut_begin(std::uint64_t begin) { begin_ = std::max(begin_, std::min(end_, begin)); }

  std::size_t memory() const { return capacity() * sizeof(std::uint32_t); }

  // What else is known of the partition.
  std::uint64_t high_watermark = 0;
  std::uint64_t groups = 0;  ///< a bit for each that reads it
  std::uint32_t leader_epoch = 0;
  bool was_truncated = false;
  bool offsets = false;  ///< of its topic

 private:
  static constexpr std::uint64_t gap_max = 1024;

  [[nodiscard]] std::size_t capacity() const { return std::size_t{mask_} + 1; }

  void append(std::uint32_t message) {
    if (end_ - begin_ == capacity()) grow();
    ring_[end_++ & mask_] = message;
  }
  [[gnu::cold]] void grow() {
    auto larger = std::make_unique<std::uint32_t[]>(capacity() * 2);
    const auto mask = static_cast<std::uint32_t>(capacity() * 2 - 1);
    for (std::uint64_t offset = begin_; offset < end_; ++offset) {
      larger[offset & mask] = ring_[offset & mask_];
    }
    ring_ = std::move(larger);
    mask_ = mask;
  }

  static constexpr std::uint32_t smallest = 16;

  std::uint32_t mask_ = smallest - 1;  ///< one less than the size, which is a power of two
  std::unique_ptr<std::uint32_t[]> ring_ = std::make_unique<std::uint32_t[]>(smallest);
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

/// Where a group stands in a partition.
struct GroupCursor {
  std::uint64_t committed = 0;  ///< the furthest commit
  std::uint64_t position = 0;   ///< next offset that its consumer reads
  std::uint64_t start = 0;      ///< where the assignment of its consumer began
  std::uint32_t last_message = nothing;
  std::uint16_t consumer = nobody;
};

}  // namespace eventarch::simulation
