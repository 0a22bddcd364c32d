#pragma once

/// An append succeeds if and only if the aggregate still has the version that the writer expects;
/// versions have no gaps.
///
/// fits:   append(a, expected 3, ok, 4), append(a, expected 3, conflict), append(a, expected 4, ok,
/// 5) breaks: append(a, expected 3, ok, 4), append(a, expected 3, ok, 5)

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class EventStoreVersions {
 public:
  static constexpr std::array<std::string_view, 1> faults{"concurrent_writers"};
  static constexpr Invariant row{
      .name = "event_store_versions",
      .statement = "a writer appends only to the version of an aggregate that it has seen",
      .guarantee = "no lost update in an event store",
      .exercise = "appends",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.event_store; },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::store_append};

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    report.exercised();
    if (event.key >= versions_.size()) versions_.resize(event.key + std::size_t{64});
    std::uint64_t& version = versions_[event.key];
    if (event.outcome == Outcome::conflict) {
      if (event.nth == version) report.violated(Cause::no_expected_version, event);
      return;
    }
    const std::uint64_t appended = std::max<std::uint16_t>(event.attempt, 1);
    if (event.nth != version || event.value != version + appended) {
      report.violated(Cause::no_expected_version, event);
    }
    version = event.value;
  }

 private:
  std::vector<std::uint64_t> versions_;  ///< by aggregate
};

}  // namespace eventarch::simulation
