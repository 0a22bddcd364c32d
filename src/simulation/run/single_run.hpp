#pragma once

/// One run of a fault study.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "simulation/engine/time.hpp"
#include "simulation/history/witness_text.hpp"
#include "simulation/invariants/invariant_set.hpp"
#include "simulation/invariants/witness.hpp"
#include "simulation/models/scenario.hpp"
#include "simulation/run/fault_runs.hpp"

namespace eventarch::simulation {

/// Which run of a study: the message path where `scenario` is null.
struct RunName {
  std::uint64_t seed = 0;
  std::optional<std::uint32_t> fault;
  const Scenario* scenario = nullptr;
};

struct RunResult {
  RunEvidence evidence;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  std::uint64_t strikes = 0;
  Time recovery = 0;  ///< from the first strike to rest; 0: no strike, or no rest
};

/// The runs of one seed, in the order of reports: without a fault first.
[[nodiscard]] std::vector<RunName> runs_of_seed(const FaultStudy& study, std::uint64_t seed);

/// What a run is judged by.
struct RunRules {
  Layout layout;
  Promises promises;
};
[[nodiscard]] RunRules rules_of(const FaultStudy& study, const RunName& name,
                                const SimulationOptions& options);

[[nodiscard]] RunResult run_once(const FaultStudy& study, const RunName& name,
                                 const SimulationOptions& options);

/// Makes the run once more and shows each event. Stops telling where `see` returns false.
void replay(const FaultStudy& study, const RunName& name, const SimulationOptions& options,
            const std::function<bool(const Event&)>& see);

/// The events of a run that show how it broke a guarantee. `invariant`: its place in the table.
[[nodiscard]] Witness witness_of_run(const FaultStudy& study, const RunName& name,
                                     std::size_t invariant, const Violation& violation,
                                     const SimulationOptions& options);

/// What the actors of a run are called.
[[nodiscard]] HistoryNames names_of(const FaultStudy& study, const RunName& name,
                                    const SimulationOptions& options);

}  // namespace eventarch::simulation
