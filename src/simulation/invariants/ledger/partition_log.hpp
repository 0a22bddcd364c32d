#pragma once

/// Which message lies at which offset of a partition, for the offsets that some group may still
/// read.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/history/event.hpp"

namespace eventarch::simulation {

class PartitionLog {
 public:
  std::uint64_t begin() const { return begin_; }
  std::uint64_t end() const { return end_; }

  /// The message there; nothing for a marker, a hole, or an offset that is no longer held.
  std::uint32_t at(std::uint64_t offset) const {
    return offset >= begin_ && offset < end_ ? ring_[offset & (ring_.size() - 1)] : nothing;
  }

  /// Puts a message (or nothing, for a marker) at an offset; holes before it stay empty.
  /// An offset that is no longer held is ignored.
  void put(std::uint64_t offset, std::uint32_t message) {
    if (offset < begin_) return;
    if (begin_ == end_ && offset > end_ + gap_max) begin_ = end_ = offset;  // starts far from 0
    while (end_ <= offset) {
      if (end_ - begin_ == ring_.size()) grow();
      ring_[end_++ & (ring_.size() - 1)] = nothing;
    }
    ring_[offset & (ring_.size() - 1)] = message;
  }

  void cut_end(std::uint64_t end) { end_ = std::max(begin_, std::min(end_, end)); }
  void cut_begin(std::uint64_t begin) { begin_ = std::max(begin_, std::min(end_, begin)); }

  std::size_t memory() const { return ring_.capacity() * sizeof(std::uint32_t); }

  // What else is known of the partition.
  std::uint64_t high_watermark = 0;
  std::uint32_t leader_epoch = 0;
  bool was_truncated = false;

 private:
  static constexpr std::uint64_t gap_max = 1024;

  void grow() {
    std::vector<std::uint32_t> larger(ring_.empty() ? 16 : ring_.size() * 2);
    for (std::uint64_t offset = begin_; offset < end_; ++offset) {
      larger[offset & (larger.size() - 1)] = ring_[offset & (ring_.size() - 1)];
    }
    ring_.swap(larger);
  }

  std::vector<std::uint32_t> ring_;  ///< its size is 0 or a power of two
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
