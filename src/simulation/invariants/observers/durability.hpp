#pragma once

/// What lies below an announced high watermark is in the log of every later leader, and the high
/// watermark never falls.

#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class Durability {
 public:
  static constexpr std::array<std::string_view, 6> faults{
      "in_sync_replicas_collapse",
      "last_replica_loses_suffix",
      "leader_crash_followers_behind",
      "leader_crash_followers_caught_up",
      "leader_isolated",
      "power_loss_everywhere",
  };
  static constexpr Invariant row{
      .name = "durability",
      .statement = "a record that was announced as stored is in the log of every later leader",
      .guarantee = "no loss of acknowledged messages",
      .exercise = "elections and truncations",
      .judged = Judged::as_it_happens,
      .applies =
          [](const Promises& promises) {
            return promises.acknowledged_survives && promises.offsets;
          },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::elect, EventKind::truncate,
                                      EventKind::high_watermark};

  void observe(const Situation& now, Report& report) {
    if (now.log == nullptr) return;
    if (now.kind == EventKind::elect) unclean_ = now.event.outcome == Outcome::unclean;
    if (now.kind != EventKind::high_watermark) report.exercised();
    if (now.event.value >= now.log->high_watermark) return;
    report.violated(cause_of(now.event.outcome), now.event);
  }

 private:
  [[nodiscard]] Cause cause_of(Outcome outcome) const {
    if (unclean_) return Cause::unclean_election;
    return outcome == Outcome::alone ? Cause::only_copy_lost : Cause::unwritten_records_lost;
  }

  bool unclean_ = false;  ///< the last election, whose truncation may follow
};

}  // namespace eventarch::simulation
