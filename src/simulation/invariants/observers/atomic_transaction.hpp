#pragma once

/// All records of a transaction become visible together, or none does. Each record is part of the
/// transaction in which it was sent.
///
/// fits:   begin(x), send(7, x), append(7, x), commit(x)
/// breaks: begin(x), send(7, x), abort(x), begin(y), append(7, y), commit(y)

#include <algorithm>
#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class AtomicTransaction {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "delayed_transaction_request",
      "produce_response_lost",
      "zombie_producer",
  };
  static constexpr Invariant row{
      .name = "atomic_transaction",
      .statement = "the records of a transaction become visible all together or not at all",
      .guarantee = "exactly once between topics",
      .exercise = "committed and aborted transactions",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.transactions; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::append, EventKind::transaction_commit,
                                      EventKind::transaction_abort};

  static void observe(const Situation& now, Report& report) {
    if (now.kind == EventKind::append) {
      judge_append(now, report);
      return;
    }
    report.exercised();
    if (now.kind == EventKind::transaction_abort || now.transaction == nullptr) return;
    const Transaction& transaction = *now.transaction;
    if (transaction.appended + transaction.failed < transaction.messages.size()) {
      report.violated(Cause::transaction_torn, now.event);
    }
  }

 private:
  static void judge_append(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (event.group != nobody || now.stray) return;
    if (event.subject == nothing) {
      // Without a transaction it is visible at once.
      if (now.record.has(message_flag::in_transaction)) {
        report.violated(Cause::transaction_torn, event);
      }
    } else if (now.transaction == nullptr || !is_of(*now.transaction, event.message)) {
      report.violated(Cause::transaction_torn, event);
    }
  }

  /// Records come about in the order in which they were sent, so the next one is the first guess.
  static bool is_of(const Transaction& transaction, std::uint32_t message) {
    const auto& messages = transaction.messages;
    if (transaction.appended < messages.size() && messages[transaction.appended] == message) {
      return true;
    }
    return std::ranges::find(messages, message) != messages.end();
  }
};

}  // namespace eventarch::simulation
