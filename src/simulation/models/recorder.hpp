#pragma once

/// Where the history of a run goes: into its hash, to whoever judges it, and into a trace.

#include <cstdint>
#include <vector>

#include "simulation/engine/history_hash.hpp"
#include "simulation/history/event.hpp"
#include "simulation/invariants/invariant_set.hpp"

namespace eventarch::simulation {

class Recorder {
 public:
  explicit Recorder(InvariantSet* invariants = nullptr, std::vector<Event>* trace = nullptr,
                    std::uint64_t trace_most = 0)
      : invariants_(invariants), trace_(trace), trace_most_(trace_most) {}

  void record(const Event& event) {
    hash_.add(event.time);
    hash_.add(event.value ^ (std::uint64_t{event.message} << 32U | event.partition));
    hash_.add(std::uint64_t{event.key} << 32U | event.nth);
    hash_.add((std::uint64_t{event.subject} << 32U | event.epoch) ^
              (std::uint64_t{event.actor} << 48U | std::uint64_t{event.group} << 32U |
               std::uint64_t{event.attempt} << 16U |
               std::uint64_t{static_cast<std::uint8_t>(event.kind)} << 8U |
               static_cast<std::uint8_t>(event.outcome)));
    ++count_;
    if (invariants_ != nullptr) invariants_->observe(event);
    if (trace_ != nullptr && trace_->size() < trace_most_) trace_->push_back(event);
  }

  [[nodiscard]] std::uint64_t hash() const { return hash_.value(); }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  InvariantSet* invariants_;
  std::vector<Event>* trace_;
  std::uint64_t trace_most_;
  HistoryHash hash_;
  std::uint64_t count_ = 0;
};

}  // namespace eventarch::simulation
