#pragma once

/// No group that sees committed records only is shown one that was aborted, and no group at all one
/// whose sending failed for certain (Adya's G1a).

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoAbortedRead {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "delayed_transaction_request",
      "zombie_producer",
  };
  static constexpr Invariant row{
      .name = "no_aborted_read",
      .statement = "no consumer sees a record of an aborted transaction or of a failed sending",
      .guarantee = "exactly once between topics",
      .exercise = "records of aborted transactions",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.transactions; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::transaction_abort, EventKind::send_fail,
                                      EventKind::deliver};

  static void observe(const Situation& now, Report& report) {
    if (now.kind == EventKind::deliver) {
      const bool never_sent = now.record.has(message_flag::sent_failed);
      const bool aborted = now.reads_committed && now.record.has(message_flag::aborted);
      if (never_sent || aborted) report.violated(Cause::uncommitted_read, now.event);
    } else {
      report.exercised();
    }
  }
};

}  // namespace eventarch::simulation
