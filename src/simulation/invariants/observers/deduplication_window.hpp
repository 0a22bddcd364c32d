#pragma once

/// A redelivery comes while the identity of the message is still kept, with the clock skew to
/// spare.

#include <array>
#include <cstdint>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class DeduplicationWindow {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "clock_runs_ahead",
      "consumer_crash_after_effect",
      "late_return_after_effect",
  };
  static constexpr Invariant row{
      .name = "deduplication_window",
      .statement = "a message that comes again comes while its identity is still kept",
      .guarantee = "exactly once",
      .exercise = "redeliveries that the store recognised or had forgotten by age",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.deduplication_time != 0; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::skip_duplicate, EventKind::forget};

  void configure(const Layout&, const Promises& promises) {
    kept_for_ = promises.deduplication_time;
  }

  void observe(const Situation& now, Report& report) const {
    const Event& event = now.event;
    if (now.kind == EventKind::forget && event.outcome != Outcome::expired) return;
    report.exercised();
    if (now.kind == EventKind::forget || event.value >= kept_for_) {
      report.violated(Cause::deduplication_expired, event);
    }
  }

 private:
  std::uint64_t kept_for_ = 0;  ///< ns, less the clock skew
};

}  // namespace eventarch::simulation
