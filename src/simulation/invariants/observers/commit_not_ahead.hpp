#pragma once

/// What a group commits or acknowledges, it has finished. This is the early warning of a loss: it
/// also shows in runs in which no crash exposes it.

#include <array>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/ledger/books.hpp"

namespace eventarch::simulation {

class CommitNotAhead {
 public:
  static constexpr Invariant row{
      .name = "commit_not_ahead",
      .statement = "a group commits or acknowledges only what it has processed or set aside",
      .guarantee = "at least once",
      .exercise = "committed or acknowledged messages",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.every_message_handled; },
      .endangered_by = {},  // it shows without any fault
  };
  static constexpr EventKinds listens{EventKind::commit, EventKind::acknowledge};

  void observe(const Situation& now, Report& report) {
    if (now.kind == EventKind::commit) {
      report.exercised(now.passed.records);
      if (now.passed.unfinished != 0) {
        judge_commit(now.event, now.passed.first_unfinished, report);
      }
      return;
    }
    report.exercised();
    constexpr std::uint16_t done = group_flag::finished | group_flag::parked;
    if (now.record.has(now.event.group, done)) return;
    report.violated(cause(now.record, now.event.group), now.event);
  }

  void use(Books& books) { books_ = &books; }

 private:
  [[gnu::noinline]] void judge_commit(Event event, std::uint32_t message, Report& report) {
    event.message = message;
    report.violated(cause(books_->find(event.message), event.group), event);
  }

  static Cause cause(const MessageRecord& record, std::uint16_t group) {
    if (record.has(group, group_flag::skipped)) return Cause::marked_before_effect;
    return record.has(group, group_flag::failed) ? Cause::dropped_after_failures
                                                 : Cause::commit_before_effect;
  }

  Books* books_ = nullptr;
};

}  // namespace eventarch::simulation
