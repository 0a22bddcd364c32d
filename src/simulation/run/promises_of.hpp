#pragma once

/// What a design promises, in the terms that histories are judged by.

#include "simulation/invariants/promises.hpp"
#include "simulation/models/path_setup.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// `designed` says what is promised; `simulated` by which means, where a mistake took some away: a
/// producer that was never set up to recognize repeats has not broken that promise.
[[nodiscard]] Promises promises_of(const SimulationPlan& designed, const SimulationPlan& simulated);

/// The topics and groups of a run of the message path.
[[nodiscard]] Layout layout_of(const PathSetup& setup);

}  // namespace eventarch::simulation
