#pragma once

/// A message is not both processed and set aside in one group. A checker that only counts outcomes
/// misses this.

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class DeadLetterExclusive {
 public:
  static constexpr std::array<std::string_view, 6> faults{
      "consumer_pause_beyond_timeout",
      "dependency_down",
      "group_away",
      "messages_expire",
      "poison_message",
      "processing_beyond_timeout",
  };
  static constexpr Invariant row{
      .name = "dead_letter_exclusive",
      .statement = "a message is processed or set aside by a group, never both",
      .guarantee = "retries and dead letters as declared",
      .exercise = "dead letters",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.dead_letters; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::effect, EventKind::dead_letter};

  static void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::dead_letter) {
      report.exercised();
      if (now.record.has(event.group, group_flag::applied)) {
        // The broker does not know of the effect: no consumer was there to set it aside.
        const bool expired = event.outcome == Outcome::expired;
        report.violated(expired ? Cause::expired_after_effect : Cause::dead_letter_not_final,
                        event);
      }
    } else if (event.outcome == Outcome::ok &&
               now.record.has(event.group, group_flag::dead_lettered)) {
      report.violated(Cause::dead_letter_not_final, event);
    }
  }
};

}  // namespace eventarch::simulation
