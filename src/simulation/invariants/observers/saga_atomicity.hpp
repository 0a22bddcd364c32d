#pragma once

/// A saga ends with every step done, or with every completed step undone that can be undone.
///
/// fits:   step 0 ok, step 1 failed, compensate 0, end compensated
/// breaks: step 0 ok, crash of the orchestrator, quiesce

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class SagaAtomicity {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "compensation_fails",
      "orchestrator_crash",
  };
  static constexpr Invariant row{
      .name = "saga_atomicity",
      .statement = "a saga ends with all its steps done, or with all it had done undone",
      .guarantee = "sagas are all or nothing",
      .exercise = "sagas",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.saga; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::saga_begin, EventKind::saga_step,
                                      EventKind::saga_compensate, EventKind::saga_end};

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::saga_begin) {
      report.exercised();
      open_[event.subject] = {.undoable = event.value, .steps = event.attempt};
    } else if (now.kind == EventKind::saga_end) {
      end(event, report);
    } else if (event.outcome == Outcome::ok && event.attempt < 64) {
      take_in(event);
    }
  }

  void at_rest(const Event& rest, Report& report) {
    report_all(open_, Cause::no_saga_log, rest, report);
    report_all(late_, Cause::compensation_missing, rest, report);
  }

 private:
  struct Saga {
    std::uint64_t undoable = 0;
    std::uint16_t steps = 0;
    std::uint64_t done = 0;
    std::uint64_t undone = 0;
  };
  using Sagas = std::unordered_map<std::uint32_t, Saga>;  ///< its order reaches no result

  void take_in(const Event& event) {
    const std::uint64_t step = std::uint64_t{1} << event.attempt;
    const bool compensates = event.kind == EventKind::saga_compensate;
    if (const auto saga = open_.find(event.subject); saga != open_.end()) {
      (compensates ? saga->second.undone : saga->second.done) |= step;
    } else if (!compensates) {
      late_[event.subject].done |= step;  // an answer after the end has to be undone once more
    } else if (const auto late = late_.find(event.subject); late != late_.end()) {
      late->second.done &= ~step;
      if (late->second.done == 0) late_.erase(late);
    }
  }

  void end(const Event& event, Report& report) {
    const auto found = open_.find(event.subject);
    if (found == open_.end()) return;
    const Saga saga = found->second;
    open_.erase(found);
    const std::uint64_t all =
        saga.steps >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << saga.steps) - 1;
    const bool completed = saga.done == all && saga.undone == 0;
    const bool compensated = (saga.done & saga.undoable & ~saga.undone) == 0;
    const bool good = event.outcome == Outcome::completed
                          ? completed
                          : event.outcome == Outcome::compensated && compensated;
    if (!good) report.violated(Cause::compensation_missing, event);
  }

  static void report_all(const Sagas& sagas, Cause cause, const Event& rest, Report& report) {
    if (sagas.empty()) return;
    Event event = rest;
    event.subject = std::ranges::min_element(sagas, {}, &Sagas::value_type::first)->first;
    for (std::size_t count = 0; count < sagas.size(); ++count) report.violated(cause, event);
  }

  Sagas open_;
  Sagas late_;
};

}  // namespace eventarch::simulation
