#pragma once

/// Compensations run in the reverse of the order in which the steps were completed.

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class SagaOrder {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "compensation_fails",
      "orchestrator_crash",
  };
  static constexpr Invariant row{
      .name = "saga_order",
      .statement = "the steps of a saga are undone in the reverse order",
      .guarantee = "sagas are all or nothing",
      .exercise = "compensations",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.saga_in_order; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::saga_begin, EventKind::saga_step,
                                      EventKind::saga_compensate, EventKind::saga_end};

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::saga_begin) {
      open_[event.subject].undoable = event.value;
    } else if (now.kind == EventKind::saga_end) {
      open_.erase(event.subject);
    } else if (event.outcome == Outcome::ok) {
      take_in(event, report);
    }
  }

 private:
  struct Saga {
    std::uint64_t undoable = 0;
    std::vector<std::uint16_t> done;  ///< steps to undo, the last one first
  };

  void take_in(const Event& event, Report& report) {
    const auto saga = open_.find(event.subject);
    if (saga == open_.end() || event.attempt >= 64) return;
    std::vector<std::uint16_t>& done = saga->second.done;
    const auto known = std::ranges::find(done, event.attempt);
    if (event.kind == EventKind::saga_step) {
      const bool undoable = (saga->second.undoable >> event.attempt & 1) != 0;
      if (undoable && known == done.end()) done.push_back(event.attempt);
      return;
    }
    report.exercised();
    if (known == done.end()) return;  // undone again after a crash: compensations are idempotent
    if (known + 1 != done.end()) report.violated(Cause::compensation_order, event);
    done.erase(known);
  }

  std::unordered_map<std::uint32_t, Saga> open_;  ///< looked up only
};

}  // namespace eventarch::simulation
