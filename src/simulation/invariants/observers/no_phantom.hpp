#pragma once

/// Nothing is delivered or processed that nobody sent.

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoPhantom {
 public:
  static constexpr Invariant row{
      .name = "no_phantom",
      .statement = "every delivered message was sent",
      .guarantee = "what consumers see is what producers sent",
      .exercise = "deliveries",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises&) { return true; },
      .endangered_by = {},
  };
  static constexpr EventKinds listens{EventKind::deliver};

  static void observe(const Situation& now, Report& report) {
    report.exercised();
    if (!now.record.has(message_flag::sent)) report.violated(Cause::unknown_message, now.event);
  }
};

}  // namespace eventarch::simulation
