#pragma once

/// Offsets grow from delivery to delivery within an assignment; only a record that is tried again
/// comes again.

#include <array>

#include "simulation/invariants/invariant.hpp"
#include "simulation/invariants/ledger/books.hpp"

namespace eventarch::simulation {

class MonotonicPoll {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "consumer_crash_after_effect",
      "consumer_pause_beyond_timeout",
      "rebalance_during_processing",
  };
  static constexpr Invariant row{
      .name = "monotonic_poll",
      .statement = "a consumer never goes back in its partition, except to try a record again",
      .guarantee = "order for each key",
      .exercise = "deliveries within an assignment",
      .judged = Judged::as_it_happens,
      .applies =
          [](const Promises& promises) { return promises.order_per_key && promises.offsets; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::deliver};

  void use(Books& books) { books_ = &books; }

  void observe(const Situation& now, Report& report) {
    if (now.log == nullptr || now.cursor == nullptr) return;
    if (now.cursor->consumer != now.event.actor) return;
    report.exercised();
    if (now.event.value >= now.cursor->position) return;
    if (!books_->group(now.event.group).polls_in_order) return;
    const bool again = now.event.attempt > 1 || now.event.message == now.cursor->last_message;
    if (!again) report.violated(Cause::position_wrong, now.event, now.cursor->last_message);
  }

 private:
  Books* books_ = nullptr;
};

}  // namespace eventarch::simulation
