#pragma once

/// How much of a design a run simulates.

#include <optional>
#include <string>

#include "simulation/models/path_setup.hpp"
#include "simulation/models/strike.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// A global order is kept by one message group, session or ordering key for all messages of a
/// queue, where such keys are what is locked.
[[nodiscard]] bool locks_all_at_once(const SimulationPlan& plan);

/// A few partitions and consumers that are half busy: enough for every way in which a guarantee can
/// break, and small enough for many faults and seeds. `plan` must outlive the result.
[[nodiscard]] PathSetup fault_slice(const SimulationPlan& plan, std::uint64_t seed,
                                    std::uint64_t messages, std::optional<Strike> strike);

struct LoadSlice {
  PathSetup setup;
  double share = 1;              ///< of the design's partitions, consumers and rate
  std::uint64_t partitions = 1;  ///< of the design that are simulated
  std::string note;              ///< empty where the design is simulated whole
};
/// The whole design at its peak, or, where it has very many partitions or consumers, an even share
/// of it. `plan` must outlive the result.
[[nodiscard]] LoadSlice load_slice(const SimulationPlan& plan, std::uint64_t seed,
                                   const SimulationOptions& options);

}  // namespace eventarch::simulation
