/// The witness of every known mistake: ten events at most, which break the guarantee by themselves,
/// and none of which is too many.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"
#include "simulation/plan/mistake.hpp"
#include "simulation/run/option_check.hpp"
#include "simulation/run/sample_study.hpp"
#include "simulation/run/single_run.hpp"

namespace eventarch::simulation {
namespace {

struct Found {
  RunName name;
  Violation violation;
};

SimulationOptions options_for(const std::string& mistake) {
  SimulationOptions options;
  options.mistake = mistake;
  return options;
}

/// The first sample that can make the mistake, weakened by it.
FaultStudy weakened(const SimulationOptions& options) {
  for (const std::string& sample : sound_samples()) {
    FaultStudy study;
    study.designed = plan_of(sample_advice(sample), options);
    study.simulated = study.designed;
    if (apply_mistake(study.simulated, options)) continue;
    const auto chosen = chosen_faults(study.designed, options);
    for (const ChosenFault& one : std::get<std::vector<ChosenFault>>(chosen)) {
      if (one.why_not.empty()) study.faults.push_back(one.fault);
    }
    return study;
  }
  ADD_FAILURE() << "no sample can make it";
  return {};
}

std::optional<Found> first_violation(const FaultStudy& study, std::size_t invariant,
                                     const SimulationOptions& options) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    for (const RunName& name : runs_of_seed(study, seed)) {
      const RunResult result = run_once(study, name, options);
      const auto& violation = result.evidence.invariants[invariant].first;
      if (violation) return Found{name, *violation};
    }
  }
  return std::nullopt;
}

/// As the checker is shown it: the end of a run names no message.
std::vector<Event> as_history(std::vector<Event> events) {
  Event& last = events.back();
  if (last.kind == EventKind::quiesce) last = {.time = last.time, .kind = EventKind::quiesce};
  return events;
}

class WitnessOf : public testing::TestWithParam<std::string> {};

TEST_P(WitnessOf, IsShortAndNoneOfItsEventsIsTooMany) {
  const SimulationOptions options = options_for(GetParam());
  const Mistake& mistake = *find_mistake(GetParam());
  const FaultStudy study = weakened(options);
  const std::size_t invariant = find_invariant(mistake.page.expected_guarantee).value();
  const auto found = first_violation(study, invariant, options);
  ASSERT_TRUE(found);
  const Witness witness = witness_of_run(study, found->name, invariant, found->violation, options);
  ASSERT_FALSE(witness.events.empty());
  EXPECT_LE(witness.events.size(), witness_events_max);
  const HistoryNames names = names_of(study, found->name, options);
  for (const Event& event : witness.events) {
    EXPECT_THAT(phrase_of(event, names), testing::Not(testing::HasSubstr("actor "))) << "unnamed";
  }
  // Limits on numbers of events break by more of them than are shown.
  const bool by_number =
      GetParam() == "nested_retries_without_budget" || GetParam() == "blocking_retry_with_poison";
  EXPECT_EQ(witness.minimal, !by_number);
  if (by_number) return;
  const RunRules rules = rules_of(study, found->name, options);
  const Explains explains = explains_by(rules.layout, rules.promises, invariant, found->violation);
  const std::vector<Event> history = as_history(witness.events);
  EXPECT_TRUE(explains(history));
  for (std::size_t i = 0; i + 1 < history.size(); ++i) {
    if (tells_the_story(history[i].kind)) continue;
    std::vector<Event> without = history;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(explains(without)) << "too many: " << phrase_of(history[i], names);
  }
}

std::vector<std::string> all_mistakes() {
  std::vector<std::string> names;
  for (const SimulationMistake& one : simulation_mistakes()) names.emplace_back(one.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Mistakes, WitnessOf, testing::ValuesIn(all_mistakes()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace eventarch::simulation
