#pragma once

/// The processes beside the message path, each a small model of its own.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "simulation/invariants/promises.hpp"
#include "simulation/models/small_world.hpp"

namespace eventarch::simulation {

struct Scenario {
  std::string_view name;
  bool (*applies)(const SimulationPlan& plan);
  /// The faults that strike it.
  std::span<const std::string_view> faults;
  Layout (*layout)(const SimulationPlan& plan);
  /// What its actors and groups are called.
  std::string (*actor)(std::uint16_t number);
  std::string (*group)(std::uint16_t number);
  /// Which of the design's promises the scenario can judge.
  Promises (*promises)(const Promises& all);
  void (*run)(const SmallRun& run);
};

[[nodiscard]] std::span<const Scenario> scenarios();

}  // namespace eventarch::simulation
