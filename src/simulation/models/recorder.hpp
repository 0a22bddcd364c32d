#pragma once

/// Where the history of a run goes: into its hash, and to who judges it or reads it.

#include <cstdint>
#include <functional>

#include "simulation/engine/history_hash.hpp"
#include "simulation/history/event.hpp"
#include "simulation/invariants/invariant_set.hpp"

namespace eventarch::simulation {

class Recorder {
 public:
  Recorder() = default;
  explicit Recorder(InvariantSet* invariants) : invariants_(invariants) {}
  /// Shows each event to `reader` as long as that returns true. Both must outlive the recorder.
  explicit Recorder(const std::function<bool(const Event&)>* reader) : reader_(reader) {}

  /// Expanded where an event is made, since most of its fields are constants there.
  [[gnu::always_inline]] void record(const Event& event) {
    hash_.add(event.time, event.value);
    hash_.add(std::uint64_t{event.message} << 32U | event.partition,
              std::uint64_t{event.key} << 32U | event.nth);
    hash_.add(std::uint64_t{event.subject} << 32U | event.epoch,
              std::uint64_t{event.actor} << 48U | std::uint64_t{event.group} << 32U |
                  std::uint64_t{event.attempt} << 16U |
                  std::uint64_t{static_cast<std::uint8_t>(event.kind)} << 8U |
                  static_cast<std::uint8_t>(event.outcome));
    ++count_;
    if (invariants_ != nullptr) invariants_->observe(event);
    if (reader_ != nullptr) show(event);
  }

  [[nodiscard]] std::uint64_t hash() const { return hash_.value(); }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  [[gnu::cold, gnu::noinline]] void show(const Event& event) {
    if (!(*reader_)(event)) reader_ = nullptr;
  }

  InvariantSet* invariants_ = nullptr;
  const std::function<bool(const Event&)>* reader_ = nullptr;
  HistoryHash hash_;
  std::uint64_t count_ = 0;
};

}  // namespace eventarch::simulation
