#pragma once

/// What to change where a guarantee broke: of the general advice for its cause, what this design
/// has not done yet, under this fault, on this broker.

#include <string_view>

#include "simulation/invariants/cause.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// A sentence without a full stop. `plan`: what was simulated, a mistake included; `fault`: under
/// which the guarantee broke first, or `none`. Names no setting that the plan has already: where
/// all are there, it says that no setting mends it, and what else does.
[[nodiscard]] std::string_view mend_of(Cause cause, std::string_view fault,
                                       const SimulationPlan& plan);

}  // namespace eventarch::simulation
