#pragma once

/// A group that sees committed records only is shown a record after its transaction's commit.

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class NoPrecommittedRead {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "delayed_transaction_request",
      "zombie_producer",
  };
  static constexpr Invariant row{
      .name = "no_precommitted_read",
      .statement = "no consumer sees a record before its transaction is committed",
      .guarantee = "exactly once between topics",
      .exercise = "deliveries of records that a transaction wrote",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.transactions; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::deliver};

  static void observe(const Situation& now, Report& report) {
    if (!now.reads_committed || !now.record.has(message_flag::in_transaction)) return;
    report.exercised();
    if (!now.record.has(message_flag::committed | message_flag::aborted)) {
      report.violated(Cause::uncommitted_read, now.event);
    }
  }
};

}  // namespace eventarch::simulation
