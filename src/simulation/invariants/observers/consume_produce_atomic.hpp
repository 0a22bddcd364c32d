#pragma once

/// A group that turns records into records commits its offset if and only if the derived records
/// are committed: both in one transaction.

#include <algorithm>
#include <array>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class ConsumeProduceAtomic {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "consumer_crash_after_effect",
      "rebalance_during_processing",
      "zombie_producer",
  };
  static constexpr Invariant row{
      .name = "consume_produce_atomic",
      .statement = "an offset is committed together with the records that were derived below it",
      .guarantee = "exactly once between topics",
      .exercise = "effects and commits",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.consume_produce_atomic; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::effect, EventKind::commit,
                                      EventKind::transaction_commit};

  static void observe(const Situation& now, Report& report) {
    if (now.kind == EventKind::transaction_commit) {
      if (now.transaction != nullptr) judge_transaction(now, report);
      return;
    }
    if (now.kind == EventKind::effect && now.event.outcome != Outcome::ok) return;
    report.exercised();
    const bool apart = !now.deferred;
    if (apart) report.violated(Cause::commit_outside_transaction, now.event);
  }

 private:
  static void judge_transaction(const Situation& now, Report& report) {
    const auto& deferred = now.transaction->deferred;
    for (const Event& effect : deferred) {
      if (effect.kind != EventKind::effect || effect.outcome != Outcome::ok) continue;
      const bool covered = std::ranges::any_of(deferred, [&](const Event& commit) {
        return commit.kind == EventKind::commit && commit.group == effect.group &&
               commit.partition == effect.partition && commit.value > effect.value;
      });
      if (!covered) report.violated(Cause::commit_outside_transaction, effect);
    }
  }
};

}  // namespace eventarch::simulation
