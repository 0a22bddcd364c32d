#pragma once

/// Slices of the design under one fault each, and what their histories say about its promises.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eventarch/simulation.hpp"
#include "simulation/plan/simulation_plan.hpp"

namespace eventarch::simulation {

/// What is to be judged, and by which faults.
struct FaultStudy {
  SimulationPlan designed;            ///< what is promised
  SimulationPlan simulated;           ///< what is done: the same, or with a mistake
  std::vector<std::uint32_t> faults;  ///< places in the fault table, all applicable, ascending
};

struct FaultRuns {
  std::vector<GuaranteeVerdict> guarantees;
  std::vector<FaultOutcome> faults;  ///< one for each of the study
  std::optional<DependencyOutage> dependency_outage;
  std::uint64_t events = 0;
  std::uint64_t hash = 0;
  bool complete = true;
};

/// How many runs the study makes for each seed.
[[nodiscard]] std::uint64_t runs_each_seed(const FaultStudy& study);

/// `go_on` is told after each run how many are done.
[[nodiscard]] FaultRuns run_faults(const FaultStudy& study, const SimulationOptions& options,
                                   std::uint32_t threads,
                                   const std::function<bool(std::uint64_t)>& go_on);

/// Why a fault of the table does not apply to a design; empty where it does.
[[nodiscard]] std::string why_not_applicable(const SimulationPlan& plan, std::uint32_t fault);

/// The history of one seed under one fault, or under none, as far as `lines` goes.
struct Trace {
  std::vector<HistoryLine> lines;
  bool cut = false;
};
struct TracedRun {
  std::optional<std::uint32_t> fault;  ///< nothing: none
  std::string scenario;                ///< empty: the first run that the fault strikes
};
[[nodiscard]] Trace trace_run(const FaultStudy& study, const TracedRun& traced,
                              const SimulationOptions& options);

}  // namespace eventarch::simulation
