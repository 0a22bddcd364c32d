#pragma once

/// An offset of a partition stands for one message, whoever looks.

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class OffsetAgreement {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "in_sync_replicas_collapse",
      "leader_crash_followers_behind",
      "leader_isolated",
  };
  static constexpr Invariant row{
      .name = "offset_agreement",
      .statement = "an offset of a partition holds one message, the same for all who look",
      .guarantee = "one log a partition",
      .exercise = "records stored and delivered",
      .judged = Judged::as_it_happens,
      .applies =
          [](const Promises& promises) {
            return promises.acknowledged_survives && promises.offsets;
          },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::append, EventKind::deliver};

  static void observe(const Situation& now, Report& report) {
    if (now.log == nullptr || now.stray) return;
    if (now.kind == EventKind::append && now.event.group != nobody) return;
    report.exercised();
    const std::uint32_t there = now.log->at(now.event.value);
    if (there != nothing && there != now.event.message) {
      report.violated(Cause::log_diverged, now.event, there);
    }
  }
};

}  // namespace eventarch::simulation
