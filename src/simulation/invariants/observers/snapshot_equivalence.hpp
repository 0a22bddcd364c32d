#pragma once

/// An aggregate loaded through a snapshot has the state that its events fold to.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class SnapshotEquivalence {
 public:
  static constexpr std::array<std::string_view, 1> faults{"stale_snapshot"};
  static constexpr Invariant row{
      .name = "snapshot_equivalence",
      .statement = "an aggregate is the same whether it is loaded with its snapshot or without",
      .guarantee = "snapshots change nothing",
      .exercise = "loads from a snapshot",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.snapshots; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::store_append, EventKind::store_load};

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (event.key >= states_.size()) states_.resize(event.key + std::size_t{64});
    State& state = states_[event.key];
    if (now.kind == EventKind::store_append) {
      if (event.outcome != Outcome::ok) return;
      state.version = event.value;
      state.digest = fold_digest(state.digest, event.message);
      return;
    }
    if (event.outcome != Outcome::from_snapshot) return;
    report.exercised();
    if (event.value != state.version || event.subject != state.digest) {
      report.violated(Cause::stale_snapshot, event);
    }
  }

 private:
  struct State {
    std::uint64_t version = 0;
    std::uint32_t digest = 0;
  };
  std::vector<State> states_;  ///< by aggregate
};

}  // namespace eventarch::simulation
