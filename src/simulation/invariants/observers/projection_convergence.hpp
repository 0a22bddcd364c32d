#pragma once

/// At rest a projection has applied every event, each once, and its checkpoint has never said more
/// than that nor gone back.
///
/// fits:   append(position 1), append(position 0 appears late), project(0), project(1)
/// breaks: append(position 1), project(1), checkpoint(2), append(position 0), quiesce

#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class ProjectionConvergence {
 public:
  static constexpr Invariant row{
      .name = "projection_convergence",
      .statement = "a projection applies every event once, and its checkpoint tells how far it is",
      .guarantee = "views agree with the event store",
      .exercise = "applied events",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.projections != 0; },
      .endangered_by = {},  // positions that appear late need no fault
  };
  static constexpr EventKinds listens{EventKind::store_append, EventKind::project,
                                      EventKind::checkpoint};

  void configure(const Layout&, const Promises& promises) {
    projections_.resize(promises.projections);
  }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::store_append) {
      if (event.outcome != Outcome::ok || event.subject == nothing) return;
      for (Projection& projection : projections_) projection.waiting.insert(event.subject);
      return;
    }
    if (event.group >= projections_.size()) return;
    Projection& projection = projections_[event.group];
    if (now.kind == EventKind::project) {
      report.exercised();
      if (projection.waiting.erase(event.value) == 0) {
        report.violated(Cause::checkpoint_apart_from_view, event);
      }
      return;
    }
    if (event.value < projection.checkpoint) {
      report.violated(Cause::checkpoint_apart_from_view, event);
    } else if (!projection.waiting.empty() && *projection.waiting.begin() < event.value) {
      report.violated(Cause::position_skipped, event);
    }
    projection.checkpoint = event.value;
  }

  void at_rest(const Event& rest, Report& report) {
    const auto count = static_cast<std::uint16_t>(projections_.size());
    for (std::uint16_t number = 0; number < count; ++number) {
      for (const std::uint64_t position : projections_[number].waiting) {
        Event event = rest;
        event.group = number;
        event.value = position;
        report.violated(Cause::position_skipped, event);
      }
    }
  }

 private:
  struct Projection {
    std::set<std::uint64_t> waiting;  ///< positions that are stored and not yet applied
    std::uint64_t checkpoint = 0;
  };
  std::vector<Projection> projections_;
};

}  // namespace eventarch::simulation
