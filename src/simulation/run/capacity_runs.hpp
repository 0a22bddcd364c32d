#pragma once

/// What a design could carry beyond its peak, and how it recovers from an outage: formulas first,
/// and beside them what short runs show.

#include <cstdint>
#include <functional>

#include "eventarch/simulation.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

struct CapacityRuns {
  CarryingCapacity capacity;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  bool complete = true;
};

/// How many runs it makes at most.
[[nodiscard]] std::uint64_t capacity_runs_most(const SimulationOptions& options);

/// `go_on` is told after each run how many are done. Requires: plan.groups is not empty.
[[nodiscard]] CapacityRuns run_capacity(const SimulationPlan& plan,
                                        const SimulationOptions& options, std::uint32_t threads,
                                        const std::function<bool(std::uint64_t)>& go_on);

}  // namespace eventarch::simulation
