#pragma once

/// A message lies at one offset of its topic. Copies in retry topics are not copies of it, and what
/// a replaced leader wrote counts nowhere.

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoDuplicateAppend {
 public:
  static constexpr std::array<std::string_view, 4> faults{
      "leader_crash_followers_caught_up",
      "leader_isolated",
      "one_batch_fails",
      "produce_response_lost",
  };
  static constexpr Invariant row{
      .name = "no_duplicate_append",
      .statement = "a message is stored at most once in its topic",
      .guarantee = "producers that resend without duplicates",
      .exercise = "stored messages",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.appended_once; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::append};

  static void observe(const Situation& now, Report& report) {
    if (now.event.group != nobody || now.stray) return;
    report.exercised();
    if (now.record.has(message_flag::appended)) report.violated(Cause::sent_twice, now.event);
  }
};

}  // namespace eventarch::simulation
