#pragma once

/// No message fails for ever without an outcome.

#include <array>
#include <cstdint>
#include <unordered_map>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoLivelock {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "dependency_down",
      "poison_message",
      "poison_message_not_retryable",
  };
  static constexpr Invariant row{
      .name = "no_livelock",
      .statement = "a message that keeps failing gets an outcome",
      .guarantee = "consumption goes on",
      .exercise = "failed attempts",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.failures_max != 0; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::effect, EventKind::dead_letter, EventKind::drop};

  void configure(const Layout&, const Promises& promises) { most_ = promises.failures_max; }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::effect && event.outcome == Outcome::ok &&
        !now.record.has(event.group, group_flag::failed)) {
      return;
    }
    count(event, report);
  }

 private:
  // Few messages fail: apart from the common path.
  [[gnu::noinline]] void count(const Event& event, Report& report) {
    if (event.kind != EventKind::effect || event.outcome == Outcome::ok) {
      failures_.erase(place_of(event));
      return;
    }
    report.exercised();
    if (++failures_[place_of(event)] == most_ + 1) {
      report.violated(Cause::endless_retries, event);
    }
  }

  static std::uint64_t place_of(const Event& event) {
    return std::uint64_t{event.message} << 16 | event.group;
  }

  std::uint32_t most_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> failures_;  ///< looked up only
};

}  // namespace eventarch::simulation
