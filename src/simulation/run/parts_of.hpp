#pragma once

/// What a design offers to faults.

#include "simulation/faults/fault_table.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// The parts of a design that faults can strike, as far as the models have them.
[[nodiscard]] Parts parts_of(const SimulationPlan& plan);

}  // namespace eventarch::simulation
