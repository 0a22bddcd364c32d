#pragma once

/// The design at its peak, without faults: latency, utilisation, throughput, lag.

#include <cstdint>
#include <functional>

#include "eventarch/simulation.hpp"
#include "simulation/engine/time.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

struct LoadRuns {
  Performance performance;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  bool complete = true;
};

/// `go_on` is told after each run how many are done.
[[nodiscard]] LoadRuns run_load(const SimulationPlan& plan, const SimulationOptions& options,
                                std::uint32_t threads,
                                const std::function<bool(std::uint64_t)>& go_on);

/// The timing wheel's slots for a rate of messages.
[[nodiscard]] Time slot_width_for(double rate_per_second);

}  // namespace eventarch::simulation
