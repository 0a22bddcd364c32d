#pragma once

/// What is wrong with the options of a simulation, before any of it is run.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/simulation.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

[[nodiscard]] std::optional<SimulationRefusal> refused_options(const SimulationOptions& options);

/// A fault that was asked for.
struct ChosenFault {
  std::uint32_t fault = 0;
  std::string why_not;  ///< it does not apply; empty: it does
};
/// In table order. A fault that is asked for by its name and does not apply is a refusal.
[[nodiscard]] std::variant<std::vector<ChosenFault>, SimulationRefusal> chosen_faults(
    const SimulationPlan& plan, const SimulationOptions& options);

/// Weakens the plan, where a mistake is asked for.
[[nodiscard]] std::optional<SimulationRefusal> apply_mistake(SimulationPlan& plan,
                                                             const SimulationOptions& options);

}  // namespace eventarch::simulation
