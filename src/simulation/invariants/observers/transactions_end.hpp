#pragma once

/// No transaction is open for longer than its timeout and the interval of the broker's reaper.
/// Readers of committed records wait behind an open one.

#include <algorithm>
#include <array>
#include <cstdint>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/ledger/books.hpp"

namespace eventarch::simulation {

class TransactionsEnd {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "delayed_transaction_request",
      "zombie_producer",
  };
  static constexpr Invariant row{
      .name = "transactions_end",
      .statement = "no transaction stays open for longer than its timeout",
      .guarantee = "readers of committed records go on",
      .exercise = "ended transactions",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.transactions; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::transaction_commit, EventKind::transaction_abort};

  void configure(const Layout&, const Promises& promises) { grace_ = promises.reaper_interval; }
  void use(Books& books) { books_ = &books; }

  void observe(const Situation& now, Report& report) {
    if (now.transaction == nullptr) return;
    report.exercised();
    if (is_late(*now.transaction, now.event.time)) {
      report.violated(Cause::transaction_hangs, now.event);
    }
  }

  void at_rest(const Event& rest, Report& report) {
    std::uint32_t first = nothing;
    std::uint64_t late = 0;
    for (const auto& [number, transaction] : books_->open_transactions()) {
      if (!is_late(transaction, rest.time)) continue;
      first = std::min(first, number);
      ++late;
    }
    Event event = rest;
    event.subject = first;
    while (late-- > 0) report.violated(Cause::transaction_hangs, event);
  }

 private:
  bool is_late(const Transaction& transaction, std::uint64_t time) const {
    return time - transaction.begin > transaction.timeout + grace_;
  }

  Books* books_ = nullptr;
  std::uint64_t grace_ = 0;  ///< ns
};

}  // namespace eventarch::simulation
