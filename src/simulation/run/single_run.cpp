#include "simulation/run/single_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "simulation/models/message_path.hpp"
#include "simulation/run/load_runs.hpp"
#include "simulation/run/promises_of.hpp"
#include "simulation/run/slice.hpp"

namespace eventarch::simulation {
namespace {

/// How soon a fault strikes, and how often: among how many openings of its window the moment is
/// drawn. Rare windows would never come to a late moment.
struct Moments {
  std::uint64_t within = 1;
  std::uint32_t strikes = 3;
};

Moments moments_of(const RunName& name, std::uint64_t messages) {
  constexpr std::uint64_t rare = 8;
  if (name.scenario != nullptr) return {20, 3};
  const Strike strike = strike_of(fault_table()[*name.fault].name);
  if (holds_for_the_run(strike)) return {1, 0};
  if (strike == Strike::refuse_dead_letter) return {rare, 3};
  constexpr std::uint32_t until_consumers_are_updated = 20;
  if (strike == Strike::change_schema) return {rare, until_consumers_are_updated};
  return {std::max<std::uint64_t>(1, messages / 5), takes_the_run(strike) ? 1U : 3U};
}

std::optional<Strike> strike_in(const RunName& name) {
  if (!name.fault) return std::nullopt;
  return strike_of(fault_table()[*name.fault].name);
}

PathSetup setup_of(const FaultStudy& study, const RunName& name, const SimulationOptions& options) {
  return fault_slice(study.simulated, name.seed, options.fault_messages, strike_in(name));
}

constexpr std::uint32_t repeated = 100;  // sagas, commands, transactions of a scenario

/// Returns when the run came to rest; 0 where it did not.
Time run_with(const FaultStudy& study, const RunName& name, const SimulationOptions& options,
              Recorder& recorder, Aim* aim) {
  if (name.scenario != nullptr) {
    name.scenario->run({&study.simulated, &recorder, aim, name.seed, repeated});
    return 0;
  }
  const PathSetup setup = setup_of(study, name, options);
  const PathRun run{&setup, &recorder, aim, nullptr};
  const PathEnd end =
      options.queue == EventQueue::heap
          ? run_message_path(run, PendingHeap{})
          : run_message_path(run, TimingWheel(slot_width_for(setup.rate_per_second)));
  return end.at_rest ? end.time : 0;
}

std::optional<Aim> aim_of(const FaultStudy& study, const RunName& name,
                          const SimulationOptions& options) {
  if (!name.fault) return std::nullopt;
  const Moments moments = moments_of(name, options.fault_messages);
  const bool commits_first = name.scenario == nullptr &&
                             study.simulated.consumer.commit == CommitTiming::before_processing;
  return Aim(*name.fault, name.seed, moments.within, moments.strikes, commits_first);
}

bool strikes_scenario(const Scenario& scenario, std::uint32_t fault) {
  return std::ranges::find(scenario.faults, fault_table()[fault].name) != scenario.faults.end();
}

}  // namespace

std::vector<RunName> runs_of_seed(const FaultStudy& study, std::uint64_t seed) {
  std::vector<RunName> names;
  names.push_back({seed, std::nullopt, nullptr});
  for (const Scenario& scenario : scenarios()) {
    if (scenario.applies(study.designed)) names.push_back({seed, std::nullopt, &scenario});
  }
  for (const std::uint32_t fault : study.faults) {
    if (strike_of(fault_table()[fault].name) != Strike::not_modelled) {
      names.push_back({seed, fault, nullptr});
    }
    for (const Scenario& scenario : scenarios()) {
      if (scenario.applies(study.designed) && strikes_scenario(scenario, fault)) {
        names.push_back({seed, fault, &scenario});
      }
    }
  }
  return names;
}

RunRules rules_of(const FaultStudy& study, const RunName& name, const SimulationOptions& options) {
  const Promises all = promises_of(study.designed, study.simulated);
  if (name.scenario != nullptr) {
    return {name.scenario->layout(study.simulated), name.scenario->promises(all)};
  }
  return {layout_of(setup_of(study, name, options)), all};
}

RunResult run_once(const FaultStudy& study, const RunName& name, const SimulationOptions& options) {
  const RunRules rules = rules_of(study, name, options);
  InvariantSet invariants(rules.layout, rules.promises);
  Recorder recorder(&invariants);
  std::optional<Aim> aim = aim_of(study, name, options);
  const Time end = run_with(study, name, options, recorder, aim ? &*aim : nullptr);
  RunResult result;
  result.evidence = invariants.evidence();
  result.events = recorder.count();
  result.hash = recorder.hash();
  if (aim) {
    result.strikes = aim->strikes();
    if (end > 0 && aim->strikes() > 0) result.recovery = end - aim->first_strike();
  }
  return result;
}

void replay(const FaultStudy& study, const RunName& name, const SimulationOptions& options,
            const std::function<bool(const Event&)>& see) {
  Recorder recorder(&see);
  std::optional<Aim> aim = aim_of(study, name, options);
  (void)run_with(study, name, options, recorder, aim ? &*aim : nullptr);
}

Witness witness_of_run(const FaultStudy& study, const RunName& name, std::size_t invariant,
                       const Violation& violation, const SimulationOptions& options) {
  WitnessCollector collector(violation);
  replay(study, name, options, [&](const Event& event) {
    collector.observe(event);
    return !collector.complete();
  });
  const RunRules rules = rules_of(study, name, options);
  return collector.witness(explains_by(rules.layout, rules.promises, invariant, violation));
}

HistoryNames names_of(const FaultStudy& study, const RunName& name,
                      const SimulationOptions& options) {
  HistoryNames names;
  if (name.scenario != nullptr) {
    names.actor = name.scenario->actor;
    names.group = name.scenario->group;
    return names;
  }
  const PathSetup setup = setup_of(study, name, options);
  std::vector<std::string> groups;
  for (const GroupPlan& group : study.simulated.groups) groups.push_back(group.name);
  names.group = [groups](std::uint16_t group) {
    return group < groups.size() ? groups[group] : fmt::format("group {}", group);
  };
  names.actor = [setup, groups, producers = study.simulated.producer_names](std::uint16_t actor) {
    std::uint32_t number = actor;
    if (number < producers.size()) return producers[number];
    if (number < setup.producers) return fmt::format("producer {}", number + 1);
    number -= setup.producers;
    if (setup.followers == 0 && number == 0) return std::string("the broker");
    if (number <= setup.followers) return fmt::format("broker {}", number + 1);
    number -= setup.followers + 1;
    for (std::size_t group = 0; group < setup.instances.size(); ++group) {
      if (number < setup.instances[group]) {
        return fmt::format("instance {} of {}", number + 1, groups[group]);
      }
      number -= setup.instances[group];
    }
    return fmt::format("actor {}", actor);
  };
  return names;
}

}  // namespace eventarch::simulation
