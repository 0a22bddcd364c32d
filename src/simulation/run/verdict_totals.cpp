#include "simulation/run/verdict_totals.hpp"

#include <algorithm>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"

namespace eventarch::simulation {

VerdictTotals::VerdictTotals()
    : invariants_(invariant_table().size()),
      faults_(fault_table().size()),
      judged_(invariant_table().size()) {
  for (Fault& fault : faults_) fault.broke.resize(invariants_.size());
  quiet_.evidence.rested = true;
  quiet_.evidence.invariants.resize(invariants_.size());
  quiet_.evidence.faults.resize(faults_.size());
}

bool VerdictTotals::is_first(Invariant& one, const RunName& name, const Evidence& found) {
  if (one.seeds_violated == 0 || one.last_seed != name.seed) ++one.seeds_violated;
  one.last_seed = name.seed;
  if (one.runs_violated++ != 0) return false;
  one.first = name;
  one.violation = found.first;
  return true;
}

void VerdictTotals::add(const RunName& name, const RunResult& result) {
  events_ += result.events;
  hash_.add(result.hash);
  Fault* fault = name.fault ? &faults_[*name.fault] : nullptr;
  if (fault != nullptr) {
    ++fault->runs;
    fault->cut += result.evidence.rested ? 0 : 1;
    fault->strikes += result.strikes;
    fault->recovery = std::max(fault->recovery, result.recovery);
    if (name.scenario == nullptr) take_costs(*fault, result.evidence);
  }
  bool first_of_any = false;
  bool broken = false;
  for (std::size_t i = 0; i < invariants_.size(); ++i) {
    const Evidence& found = result.evidence.invariants[i];
    if (found.exercised != 0) ++judged_[i];
    if (found.violations == 0) continue;
    broken = true;
    Invariant& one = invariants_[i];
    if (fault != nullptr) {
      fault->broke[i] = true;
    } else {
      one.without_fault = true;
    }
    if (is_first(one, name, found)) first_of_any = true;
  }
  if (fault != nullptr && broken) ++fault->broken;
  if (first_of_any) {
    kept_.push_back({name.seed, result.evidence});
  } else {
    fold(result.evidence);
  }
}

/// The checkers of retries and dead letters have counted them.
void VerdictTotals::take_costs(Fault& fault, const RunEvidence& evidence) {
  static const std::size_t retries = find_invariant("retry_schedule").value();
  static const std::size_t dead_letters = find_invariant("dead_letter_exclusive").value();
  ++fault.path_runs;
  fault.retries += evidence.invariants[retries].exercised;
  fault.dead_letters_most =
      std::max(fault.dead_letters_most, evidence.invariants[dead_letters].exercised);
}

void VerdictTotals::fold(const RunEvidence& evidence) {
  RunEvidence& sum = quiet_.evidence;
  sum.rested = sum.rested && evidence.rested;
  for (std::size_t i = 0; i < sum.invariants.size(); ++i) {
    sum.invariants[i].exercised += evidence.invariants[i].exercised;
  }
  for (std::size_t i = 0; i < sum.faults.size(); ++i) {
    sum.faults[i].begun += evidence.faults[i].begun;
    sum.faults[i].hits += evidence.faults[i].hits;
  }
}

std::vector<SeededEvidence> VerdictTotals::evidence() const {
  std::vector<SeededEvidence> all = kept_;
  all.push_back(quiet_);
  return all;
}

}  // namespace eventarch::simulation
