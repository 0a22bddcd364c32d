#pragma once

/// A message that a database transaction promises is published if and only if that commits.
///
/// fits:   write(w, 7), commit(w), crash, restart, append(7)
/// breaks: write(w, 7), commit(w), crash, quiesce

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_set>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/ledger/books.hpp"

namespace eventarch::simulation {

class OutboxComplete {
 public:
  static constexpr std::array<std::string_view, 1> faults{"crash_between_commit_and_publish"};
  static constexpr Invariant row{
      .name = "outbox_complete",
      .statement = "a message is published if and only if its database change is committed",
      .guarantee = "database and messages agree",
      .exercise = "database transactions that promise messages",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.outbox; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::database_commit, EventKind::database_rollback,
                                      EventKind::append};

  void use(Books& books) { books_ = &books; }

  void observe(const Situation& now, Report& report) {
    if (now.kind == EventKind::append) {
      if (!unpublished_.empty()) note_published(now.event.message);
      if (now.record.has(message_flag::rolled_back)) {
        report.violated(Cause::rolled_back_published, now.event);
      }
      return;
    }
    if (now.work == nullptr) return;
    report.exercised();
    for (const std::uint32_t message : *now.work) {
      const bool published = books_->find(message).has(message_flag::appended);
      if (now.kind == EventKind::database_commit) {
        if (!published) unpublished_.insert(message);
      } else if (published) {
        Event event = now.event;
        event.message = message;
        report.violated(Cause::rolled_back_published, event);
      }
    }
  }

  void at_rest(const Event& rest, Report& report) {
    if (unpublished_.empty()) return;
    Event event = rest;
    event.message = *std::ranges::min_element(unpublished_);
    for (std::size_t count = 0; count < unpublished_.size(); ++count) {
      report.violated(Cause::dual_write, event);
    }
  }

 private:
  // Apart, so that the common path of every record stays small.
  [[gnu::noinline]] void note_published(std::uint32_t message) { unpublished_.erase(message); }

  Books* books_ = nullptr;
  std::unordered_set<std::uint32_t> unpublished_;  ///< its order reaches no result
};

}  // namespace eventarch::simulation
