#pragma once

/// A queue in a ring whose size is a power of two; it grows by doubling and never shrinks.

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

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
    if (size() == values_.size()) grow();
    values_[index(end_++)] = value;
  }
  /// Requires: begin() > 0, or empty.
  void push_front(const Value& value) {
    if (size() == values_.size()) grow();
    values_[index(--begin_)] = value;
  }
  Value pop_front() {
    assert(!empty());
    return values_[index(begin_++)];
  }
  Value pop_back() {
    assert(!empty());
    return values_[index(--end_)];
  }
  void clear() { begin_ = end_; }
  /// Goes on at another position. Requires: empty.
  void restart(std::uint64_t position) {
    assert(empty());
    begin_ = end_ = position;
  }

  [[nodiscard]] Value& at(std::uint64_t position) {
    assert(position >= begin_ && position < end_);
    return values_[index(position)];
  }
  [[nodiscard]] const Value& at(std::uint64_t position) const {
    assert(position >= begin_ && position < end_);
    return values_[index(position)];
  }
  [[nodiscard]] const Value& front() const { return at(begin_); }
  [[nodiscard]] const Value& back() const { return at(end_ - 1); }

 private:
  [[nodiscard]] std::size_t index(std::uint64_t position) const {
    return position & (values_.size() - 1);
  }
  void grow() {
    constexpr std::size_t smallest = 16;
    std::vector<Value> larger(values_.empty() ? smallest : values_.size() * 2);
    for (std::uint64_t position = begin_; position != end_; ++position) {
      larger[position & (larger.size() - 1)] = values_[index(position)];
    }
    values_.swap(larger);
  }

  std::vector<Value> values_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace eventarch::simulation
