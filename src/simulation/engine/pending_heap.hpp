#pragma once

/// The pending events as an implicit heap with four children a node: half as deep as a binary one,
/// and the children of a node share a cache line or two.

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

#include "simulation/engine/pending_event.hpp"

namespace eventarch::simulation {

/// Same interface as `TimingWheel`; a model is compiled with either.
class PendingHeap {
 public:
  [[nodiscard]] bool empty() const { return events_.empty(); }
  [[nodiscard]] std::size_t size() const { return events_.size(); }
  void clear() { events_.clear(); }

  void push(const PendingEvent& event) {
    std::size_t hole = events_.size();
    events_.push_back(event);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / children;
      if (!comes_before(event, events_[parent])) break;
      events_[hole] = events_[parent];
      hole = parent;
    }
    events_[hole] = event;
  }

  /// Requires: not empty.
  [[nodiscard]] const PendingEvent& top() const {
    assert(!events_.empty());
    return events_.front();
  }

  /// Requires: not empty. The hole sinks to the bottom before the last event rises from there: it
  /// comes from the bottom and nearly always stays.
  PendingEvent pop() {
    assert(!events_.empty());
    const PendingEvent first = events_.front();
    const PendingEvent last = events_.back();
    events_.pop_back();
    const std::size_t count = events_.size();
    if (count == 0) return first;
    std::size_t hole = sink(count);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / children;
      if (!comes_before(last, events_[parent])) break;
      events_[hole] = events_[parent];
      hole = parent;
    }
    events_[hole] = last;
    return first;
  }

 private:
  static constexpr std::size_t children = 4;

  std::size_t sink(std::size_t count) {
    std::size_t hole = 0;
    for (;;) {
      const std::size_t child = hole * children + 1;
      if (child >= count) return hole;
      std::size_t least = child;
      const std::size_t end = child + children < count ? child + children : count;
      for (std::size_t other = child + 1; other < end; ++other) {
        if (comes_before(events_[other], events_[least])) least = other;
      }
      events_[hole] = events_[least];
      hole = least;
    }
  }

  std::vector<PendingEvent> events_;
};

}  // namespace eventarch::simulation
