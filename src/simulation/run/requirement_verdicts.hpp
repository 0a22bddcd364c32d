#pragma once

/// Requirements against what load runs measured: judged by the bounds, never by the point.

#include <vector>

#include "eventarch/simulation.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// Whether a value that must not exceed a limit does not, by its interval.
[[nodiscard]] RequirementStatus at_most(const Estimate& measured, double limit);
[[nodiscard]] RequirementStatus at_least(const Estimate& measured, double limit);

/// `share`: of the design that was simulated.
[[nodiscard]] std::vector<RequirementVerdict> requirement_verdicts(const Performance& performance,
                                                                   const SimulationPlan& plan,
                                                                   double share);

}  // namespace eventarch::simulation
