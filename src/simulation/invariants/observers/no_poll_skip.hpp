#pragma once

/// Between two deliveries to one consumer of one assignment no record is left out. Markers, records
/// of aborted transactions and what was deleted are not there to be read; a new assignment may
/// start anywhere.

#include <algorithm>
#include <array>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/ledger/books.hpp"

namespace eventarch::simulation {

class NoPollSkip {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "consumer_crash_after_effect",
      "consumer_pause_beyond_timeout",
      "rebalance_during_processing",
  };
  static constexpr Invariant row{
      .name = "no_poll_skip",
      .statement = "a consumer reads the records of its partition without leaving one out",
      .guarantee = "at least once",
      .exercise = "deliveries within an assignment",
      .judged = Judged::as_it_happens,
      .applies =
          [](const Promises& promises) {
            return promises.every_message_handled && promises.offsets;
          },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::deliver};

  void use(Books& books) { books_ = &books; }

  void observe(const Situation& now, Report& report) {
    if (now.log == nullptr || now.cursor == nullptr) return;
    if (now.cursor->consumer != now.event.actor) return;
    report.exercised();
    if (now.event.value <= now.cursor->position) return;
    if (!books_->group(now.event.group).polls_in_order) return;
    judge(now.event, *now.log, now.cursor->position, report);
  }

 private:
  [[gnu::noinline]] void judge(const Event& event, const PartitionLog& log, std::uint64_t position,
                               Report& report) {
    const std::uint64_t from = std::max(position, log.begin());
    for (std::uint64_t offset = from; offset < event.value; ++offset) {
      const std::uint32_t message = log.at(offset);
      if (message == nothing || message == event.message) continue;
      const MessageRecord record = books_->find(message);
      if (record.has(message_flag::aborted | message_flag::deleted | message_flag::truncated)) {
        continue;
      }
      report.violated(Cause::position_wrong, event, message);
      return;
    }
  }

  Books* books_ = nullptr;
};

}  // namespace eventarch::simulation
