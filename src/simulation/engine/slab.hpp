#pragma once

/// Records with dense 32-bit names and a free list: memory grows with what is in flight, never with
/// what was sent.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace eventarch::simulation {

using Slot = std::uint32_t;
inline constexpr Slot no_slot = 0xFFFFFFFF;

template <class Record>
class Slab {
 public:
  /// A fresh record. Names of released ones come back, the last one first.
  Slot allocate() {
    ++live_;
    if (live_ > peak_) peak_ = live_;
    if (free_.empty()) {
      records_.emplace_back();
      return static_cast<Slot>(records_.size() - 1);
    }
    const Slot slot = free_.back();
    free_.pop_back();
    records_[slot] = fresh;
    return slot;
  }
  void release(Slot slot) {
    --live_;
    free_.push_back(slot);
  }

  [[nodiscard]] Record& operator[](Slot slot) { return records_[slot]; }
  [[nodiscard]] const Record& operator[](Slot slot) const { return records_[slot]; }
  [[nodiscard]] std::size_t live() const { return live_; }
  [[nodiscard]] std::size_t peak() const { return peak_; }

 private:
  static constexpr Record fresh{};

  std::vector<Record> records_;
  std::vector<Slot> free_;
  std::size_t live_ = 0;
  std::size_t peak_ = 0;
};

}  // namespace eventarch::simulation
