#pragma once

/// What a design does with messages that nobody reads.

#include "eventarch/design.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// Requires: advice.context, .decision with a winner, and .design.
[[nodiscard]] UnreadPlan unread_of(const Advice& advice);

}  // namespace eventarch::simulation
