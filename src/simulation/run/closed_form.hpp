#pragma once

/// What formulas say about a simulated group, where it reduces to a queue with a known answer.

#include <optional>
#include <vector>

#include "eventarch/simulation.hpp"
#include "simulation/models/path_setup.hpp"

namespace eventarch::simulation {

/// `shares`: of the load that each instance has. `wait`: simulated mean wait of a message in ms,
/// and its 99th percentile.
[[nodiscard]] std::vector<ClosedForm> closed_forms(const PathSetup& setup, std::size_t group,
                                                   const std::vector<double>& shares,
                                                   const GroupPerformance& measured,
                                                   const Estimate& wait,
                                                   const std::optional<Estimate>& wait_p99);

/// What the formula says of an outage beside what was simulated; empty where one of them is.
[[nodiscard]] std::optional<ClosedForm> drain_form(const OutageRecovery& recovery);

}  // namespace eventarch::simulation
