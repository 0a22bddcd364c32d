/// The public entry: from a finished advice to a result, in three steps.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

#include "eventarch/catalogue.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/simulation.hpp"
#include "simulation/engine/history_hash.hpp"
#include "simulation/faults/fault_table.hpp"
#include "simulation/models/scenario.hpp"
#include "simulation/plan/mistake.hpp"
#include "simulation/plan/simulation_plan.hpp"
#include "simulation/run/capacity_runs.hpp"
#include "simulation/run/closed_form.hpp"
#include "simulation/run/fault_runs.hpp"
#include "simulation/run/load_runs.hpp"
#include "simulation/run/option_check.hpp"
#include "simulation/run/slice.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace simulation {
namespace {

std::uint32_t threads_of(const SimulationOptions& options) {
  constexpr std::uint32_t most = 256;
  if (options.threads != 0) return std::min(options.threads, most);
  return std::clamp(std::thread::hardware_concurrency(), 1U, most);
}

std::string received_text(const SimulationPlan& plan) {
  const bool limited = plan.broker.receive_calls_per_second > 0;
  return fmt::format(
      "at peak a call brings up to {} messages, others of the same key first, and a consumer works "
      "through them one after another{}; in fault runs it brings one",
      plan.consumer.received_at_once,
      limited ? fmt::format("; of a part of the queue there are {} calls a second, so that calls "
                            "wait until they bring several, and as many parts as full batches need",
                            plan.broker.receive_calls_per_second)
              : "");
}

std::string way_text(const TimesPlan& times) {
  std::string text = fmt::format(
      "the way through the broker is lognormal with the planning figures of the catalogue, {:.4g} "
      "ms "
      "at the median and {:.4g} ms at the 99th percentile",
      times.broker_p50, times.broker_p99);
  if (times.fan_out_p99 > 0) {
    text += fmt::format(
        "; with the service before it, which copies each message to the queue of every consumer "
        "group ({:.4g} ms and {:.4g} ms, an estimate), it is {:.4g} ms and {:.4g} ms",
        times.fan_out_p50, times.fan_out_p99, times.way_p50, times.way_p99);
  }
  return text +
         "; a quarter of it leads to the leader, half to the copies, a quarter to the "
         "consumers (estimate)";
}

std::vector<std::string> assumptions_of(const SimulationPlan& plan) {
  std::vector<std::string> all;
  all.push_back(fmt::format("{}: {}", plan.broker.name, plan.broker.assumptions));
  all.push_back(way_text(plan.times));
  all.emplace_back(
      "the percentiles of the latency take that way by its whole distribution and the rest as it "
      "was measured, each independent of the other: a run sees few states of a broker, so that the "
      "largest latency seen can be shorter than a percentile");
  if (locks_all_at_once(plan)) {
    const bool called = plan.broker.receive_calls_per_second > 0;
    all.emplace_back(fmt::format(
        "one key has all messages, as a global order asks, and one consumer of a group at a time "
        "works on it; at peak {}",
        called ? "it receives more when the last message of its call is confirmed, half the median "
                 "way after the work (estimate)"
               : "it goes on with the next message while earlier ones are being confirmed"));
  } else if (plan.broker.replication == Replication::managed &&
             plan.broker.sharing != Sharing::owned) {
    all.emplace_back(
        "at peak the service takes messages in many places side by side, and only those of one key "
        "stay in order");
  }
  if (plan.consumer.received_at_once > 1) all.push_back(received_text(plan));
  if (keeps_one_copy(plan)) {
    all.emplace_back(
        "there is one copy: when its broker dies nothing can be sent until it is back after 60 s "
        "(estimate), without what was not yet on its disk (leader_crash_followers_behind) or, lost "
        "with its disk, without anything (leader_crash_followers_caught_up)");
  }
  if (plan.times.batch_wait > 0) {
    all.push_back(
        fmt::format("a batch is sent {:.4g} ms after its first message, so that messages "
                    "come to the consumers in clumps",
                    plan.times.batch_wait));
  }
  if (plan.consumer.commit == CommitTiming::before_processing) {
    all.emplace_back(
        "a consumer that stood still for longer than its session, or whose partitions went to "
        "another, drops what it had in hand: the design may lose it");
  }
  if (plan.visibility_designed) {
    all.push_back(
        fmt::format("the timeout after which a message comes back is that of the design, {}{}",
                    notation::duration(Duration{plan.broker.return_after_ms}),
                    plan.consumer.extends_visibility ? "; a consumer at work extends it" : ""));
  }
  if (plan.unread.overflow != Overflow::unbounded) {
    all.emplace_back(
        "the queue that overflows holds a tenth of a fault run, with work so short that it is full "
        "within the planned outage; producers that are refused send again after the time of one "
        "message, or 100 ms");
  }
  if (plan.hot_key_share > 0 && plan.ordering == Ordering::partition) {
    all.emplace_back(
        "the partition, group or session of the busiest key takes all that is written to it: what "
        "one is planned to take is no part of the model, and the finding hot_key tells of it");
  }
  all.emplace_back("an instance works on one message at a time, and does not choose by size");
  all.emplace_back(
      fmt::format("fault runs simulate a few partitions and instances, half busy, with {} each",
                  locks_all_at_once(plan) ? "one key" : "a few keys"));
  if (plan.broker.sharing == Sharing::owned && plan.consumer.retry.mode != Retrying::in_place) {
    all.emplace_back("retries hold up their partition here; a retry topic would let others pass");
  }
  return all;
}

SimulatedBroker broker_of(const SimulationPlan& plan) {
  SimulatedBroker broker;
  broker.broker = plan.broker_name;
  broker.model = plan.broker.name;
  broker.nearest = plan.nearest_model;
  broker.note = plan.model_difference;
  return broker;
}

/// Counts the runs of all kinds together.
class Progress {
 public:
  Progress(const SimulationOptions& options, std::uint64_t planned)
      : options_(options), planned_(planned) {}

  std::function<bool(std::uint64_t)> from(std::uint64_t done_before) {
    if (!options_.progress) return {};
    return [this, done_before](std::uint64_t done) {
      return options_.progress({done_before + done, planned_});
    };
  }

 private:
  const SimulationOptions& options_;
  std::uint64_t planned_;
};

void take_mistake(SimulationResult& result, const SimulationOptions& options) {
  if (!options.mistake) return;
  const SimulationMistake& page = find_mistake(*options.mistake)->page;
  result.mistake = AppliedMistake{std::string(page.name), std::string(page.summary),
                                  std::string(page.expected_guarantee)};
}

/// Faults that were asked for and do not apply keep their place in the table.
void take_faults(SimulationResult& result, const std::vector<ChosenFault>& chosen,
                 std::vector<FaultOutcome> outcomes) {
  auto next = outcomes.begin();
  for (const ChosenFault& one : chosen) {
    if (one.why_not.empty()) {
      result.faults.push_back(std::move(*next++));
      continue;
    }
    const Fault& row = fault_table()[one.fault];
    FaultOutcome outcome;
    outcome.name = row.name;
    outcome.summary = row.summary;
    outcome.applies = false;
    outcome.why_not = one.why_not;
    result.faults.push_back(std::move(outcome));
  }
}

/// The formula that outages are planned by is checked as those of queueing are.
void take_drain(Performance& performance) {
  const OutageRecovery& recovery = performance.capacity->recovery;
  const auto drain = drain_form(recovery);
  const auto group =
      std::ranges::find(performance.groups, recovery.group, &GroupPerformance::group);
  if (drain && group != performance.groups.end()) group->closed_forms.push_back(*drain);
}

void run_all(SimulationResult& result, const FaultStudy& study,
             const std::vector<ChosenFault>& chosen, const SimulationOptions& options) {
  const std::uint32_t threads = threads_of(options);
  const std::uint64_t loads = options.load_runs ? options.seeds + capacity_runs_most(options) : 0;
  Progress progress(options, loads + runs_each_seed(study) * options.seeds);
  HistoryHash hash;
  if (options.load_runs) {
    LoadRuns load = run_load(study.simulated, options, threads, progress.from(0));
    result.performance = std::move(load.performance);
    result.history_events += load.events;
    result.interrupted = !load.complete;
    hash.add(load.hash);
  }
  if (options.load_runs && !result.interrupted) {
    CapacityRuns capacity =
        run_capacity(study.simulated, options, threads, progress.from(options.seeds));
    result.performance->capacity = std::move(capacity.capacity);
    take_drain(*result.performance);
    result.history_events += capacity.events;
    result.interrupted = !capacity.complete;
    hash.add(capacity.hash);
  }
  if (result.interrupted) return;
  FaultRuns faults = run_faults(study, options, threads, progress.from(loads));
  result.guarantees = std::move(faults.guarantees);
  result.dependency_outage = std::move(faults.dependency_outage);
  take_faults(result, chosen, std::move(faults.faults));
  result.history_events += faults.events;
  result.interrupted = !faults.complete;
  hash.add(faults.hash);
  result.history_hash = hash.value();
}

/// A fault, or none at all and then perhaps a process beside the message path.
std::variant<TracedRun, SimulationRefusal> traced_run(const FaultStudy& study,
                                                      const std::string& name) {
  constexpr std::string_view no_fault = "none/";
  if (name == "none") return TracedRun{};
  if (name.starts_with(no_fault)) {
    const std::string wanted = name.substr(no_fault.size());
    for (const Scenario& scenario : scenarios()) {
      if (scenario.name == wanted && scenario.applies(study.designed)) return TracedRun{{}, wanted};
    }
  }
  const auto found = find_fault(name);
  const bool there = found && std::ranges::find(study.faults, *found) != study.faults.end();
  if (there) return TracedRun{found, {}};
  return SimulationRefusal{fmt::format("the run `{}` cannot be traced", text::printable(name)),
                           "name a fault that is injected, or `none`"};
}

}  // namespace
}  // namespace simulation

std::variant<SimulationResult, SimulationRefusal> simulate(const Advice& advice,
                                                           const SimulationOptions& options) {
  using namespace simulation;
  if (auto refusal = refused_options(options)) return *refusal;
  if (!advice.context || !advice.design || !advice.decision ||
      advice.decision->winner() == nullptr) {
    return SimulationRefusal{"there is no design to simulate", "the findings say why"};
  }
  FaultStudy study;
  study.designed = plan_of(advice, options);
  study.simulated = study.designed;
  if (auto refusal = apply_mistake(study.simulated, options)) return *refusal;
  auto chosen = chosen_faults(study.designed, options);
  if (auto* refusal = std::get_if<SimulationRefusal>(&chosen)) return std::move(*refusal);
  const auto& faults = std::get<std::vector<ChosenFault>>(chosen);
  for (const ChosenFault& one : faults) {
    if (one.why_not.empty()) study.faults.push_back(one.fault);
  }

  SimulationResult result;
  result.name = study.designed.name;
  result.broker = broker_of(study.simulated);
  result.first_seed = options.seed;
  result.seeds = options.seeds;
  result.fault_messages = options.fault_messages;
  result.dead_letter_alert = study.designed.dead_letter_alert;
  result.peak_per_second = study.designed.peak_per_second;
  result.assumptions = assumptions_of(study.simulated);
  take_mistake(result, options);
  if (!options.trace_fault) {
    run_all(result, study, faults, options);
    return result;
  }
  const auto traced = traced_run(study, *options.trace_fault);
  if (const auto* refusal = std::get_if<SimulationRefusal>(&traced)) return *refusal;
  Trace trace = trace_run(study, std::get<TracedRun>(traced), options);
  result.trace = std::move(trace.lines);
  result.trace_cut = trace.cut;
  result.seeds = 1;
  return result;
}

bool Performance::suspect() const {
  return std::ranges::any_of(audit, [](const AuditRow& row) { return !row.passed; });
}

bool SimulationResult::guarantee_broken() const {
  return std::ranges::any_of(guarantees, [](const GuaranteeVerdict& one) {
    return one.status == GuaranteeStatus::violated;
  });
}

bool SimulationResult::requirement_missed() const {
  return performance && std::ranges::any_of(performance->requirements, [](const auto& one) {
           return one.counts && one.status == RequirementStatus::missed;
         });
}

std::span<const SimulationMistake> simulation_mistakes() {
  static const std::vector<SimulationMistake> all = [] {
    std::vector<SimulationMistake> pages;
    for (const simulation::Mistake& one : simulation::mistakes()) pages.push_back(one.page);
    return pages;
  }();
  return all;
}

std::vector<SimulationFault> simulation_faults() {
  std::vector<SimulationFault> all;
  for (const simulation::Fault& fault : simulation::fault_table()) {
    all.push_back({fault.name, fault.summary, fault.set == simulation::FaultSet::by_default});
  }
  return all;
}

}  // namespace eventarch
