#pragma once

/// Every rebalance that begins comes to its end.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class RebalanceCompletes {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "consumer_crash_before_effect",
      "consumer_pause_beyond_timeout",
      "rebalance_during_processing",
  };
  static constexpr Invariant row{
      .name = "rebalance_completes",
      .statement = "every rebalance of a group comes to its end",
      .guarantee = "consumption goes on",
      .exercise = "rebalances",
      .judged = Judged::at_rest,
      .applies =
          [](const Promises& promises) {
            return promises.every_message_handled && promises.rebalances;
          },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::rebalance_begin, EventKind::rebalance_complete};

  void configure(const Layout& layout, const Promises&) { running_.resize(layout.groups.size()); }

  void observe(const Situation& now, Report& report) {
    if (now.event.group >= running_.size()) return;
    const bool begins = now.kind == EventKind::rebalance_begin;
    running_[now.event.group] = begins;
    if (begins) report.exercised();
  }

  void at_rest(const Event& rest, Report& report) {
    const auto count = static_cast<std::uint16_t>(running_.size());
    for (std::uint16_t group = 0; group < count; ++group) {
      if (!running_[group]) continue;
      Event event = rest;
      event.group = group;
      report.violated(Cause::rebalance_hangs, event);
    }
  }

 private:
  std::vector<bool> running_;  ///< by group
};

}  // namespace eventarch::simulation
