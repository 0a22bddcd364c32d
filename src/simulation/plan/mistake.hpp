#pragma once

/// Known mistakes, as changes of a plan: what a design is weakened by to show what that costs, and
/// to prove that the simulation would notice.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

struct Mistake {
  SimulationMistake page;
  /// Why the design cannot be weakened by it; empty where it can.
  std::string_view (*refusal)(const SimulationPlan& plan);
  void (*apply)(SimulationPlan& plan);
};

/// Ordered by name.
[[nodiscard]] std::span<const Mistake> mistakes();
/// Null where there is none of that name.
[[nodiscard]] const Mistake* find_mistake(std::string_view name);

}  // namespace eventarch::simulation
