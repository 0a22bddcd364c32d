#include "simulation/invariants/verdict.hpp"

#include <algorithm>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"

namespace eventarch::simulation {
namespace {

Verdict verdict_of(const Judgement& so_far, bool all_rested, bool endangered) {
  if (so_far.runs_violated != 0) return Verdict::violated;
  if (so_far.invariant->judged == Judged::at_rest && !all_rested) return Verdict::undecided;
  if (so_far.exercised == 0) return Verdict::not_exercised;
  // Runs in which the faults missed say nothing about a guarantee that was to stand them.
  if (endangered && so_far.window_hits == 0) return Verdict::not_exercised;
  return Verdict::holds;
}

void add(Judgement& judgement, std::size_t place, const SeededEvidence& run) {
  const Evidence& found = run.evidence.invariants[place];
  ++judgement.runs;
  judgement.exercised += found.exercised;
  judgement.violations += found.violations;
  if (found.violations == 0) return;
  if (judgement.runs_violated++ != 0) return;
  judgement.seed = run.seed;
  judgement.violation = found.first;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "holds";
    case Verdict::violated: return "violated";
    case Verdict::not_exercised: return "not exercised";
    case Verdict::not_applicable: return "not applicable";
    case Verdict::undecided: return "undecided";
  }
  return {};
}

std::vector<FaultCount> count_faults(std::span<const SeededEvidence> runs) {
  std::vector<FaultCount> all(fault_table().size());
  for (const SeededEvidence& run : runs) {
    for (std::size_t fault = 0; fault < all.size(); ++fault) {
      all[fault].begun += run.evidence.faults[fault].begun;
      all[fault].hits += run.evidence.faults[fault].hits;
    }
  }
  return all;
}

std::vector<Judgement> judge(const Promises& promises, std::span<const SeededEvidence> runs,
                             std::span<const std::uint32_t> injected) {
  const std::vector<FaultCount> faults = count_faults(runs);
  const bool all_rested =
      std::ranges::all_of(runs, [](const SeededEvidence& run) { return run.evidence.rested; });
  std::vector<Judgement> judgements;
  for (const Invariant& invariant : invariant_table()) {
    Judgement& judgement = judgements.emplace_back();
    judgement.invariant = &invariant;
    if (!invariant.applies(promises)) continue;
    for (const SeededEvidence& run : runs) add(judgement, judgements.size() - 1, run);
    bool endangered = false;
    for (const std::string_view name : invariant.endangered_by) {
      const auto fault = find_fault(name);
      if (!fault || std::ranges::find(injected, *fault) == injected.end()) continue;
      endangered = true;
      judgement.window_hits += faults[*fault].hits;
    }
    judgement.verdict = verdict_of(judgement, all_rested, endangered);
  }
  return judgements;
}

}  // namespace eventarch::simulation
