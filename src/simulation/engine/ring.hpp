#pragma once

/// A queue in a ring whose size is a power of two; it grows by doubling and never shrinks.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace eventarch::simulation {

/// Positions count from 0 over the whole life of the ring, so that a position names an element for
/// as long as it is held: the offset of a record in a log.
template <class Value>
class Ring {
 public:
  [[nodiscard]] std::uint64_t begin() const { return begin_; }
  [[nodiscard]] std::uint64_t end() const { return end_; }
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }

  void push_back(const Value& value) {
    if (size() == capacity()) grow();
    values_[end_++ & mask_] = value;
  }
  /// Requires: begin() > 0, or empty.
  void push_front(const Value& value) {
    if (size() == capacity()) grow();
    values_[--begin_ & mask_] = value;
  }
  Value pop_front() {
    assert(!empty());
    return values_[begin_++ & mask_];
  }
  Value pop_back() {
    assert(!empty());
    return values_[--end_ & mask_];
  }
  void clear() { begin_ = end_; }
  /// Goes on at another position. Requires: empty.
  void restart(std::uint64_t position) {
    assert(empty());
    begin_ = end_ = position;
  }

  [[nodiscard]] Value& at(std::uint64_t position) {
    assert(position >= begin_ && position < end_);
    return values_[position & mask_];
  }
  [[nodiscard]] const Value& at(std::uint64_t position) const {
    assert(position >= begin_ && position < end_);
    return values_[position & mask_];
  }
  [[nodiscard]] const Value& front() const { return at(begin_); }
  [[nodiscard]] const Value& back() const { return at(end_ - 1); }

 private:
  [[nodiscard]] std::uint64_t capacity() const { return mask_ + 1; }
  [[gnu::cold]] void grow() {
    constexpr std::uint64_t smallest = 16;
    const std::uint64_t larger = capacity() == 0 ? smallest : capacity() * 2;
    auto values = std::make_unique<Value[]>(larger);
    for (std::uint64_t position = begin_; position != end_; ++position) {
      values[position & (larger - 1)] = values_[position & mask_];
    }
    values_ = std::move(values);
    mask_ = larger - 1;
  }

  std::unique_ptr<Value[]> values_;
  std::uint64_t mask_ = UINT64_MAX;  ///< one less than what there is room for
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace eventarch::simulation
