#include "simulation/run/fault_runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"
#include "simulation/invariants/witness.hpp"
#include "simulation/models/strike.hpp"
#include "simulation/run/mend_table.hpp"
#include "simulation/run/parallel.hpp"
#include "simulation/run/parts_of.hpp"
#include "simulation/run/promises_of.hpp"
#include "simulation/run/single_run.hpp"
#include "simulation/run/slice.hpp"
#include "simulation/run/verdict_totals.hpp"

namespace eventarch::simulation {
namespace {

GuaranteeStatus status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return GuaranteeStatus::holds;
    case Verdict::violated: return GuaranteeStatus::violated;
    case Verdict::not_exercised: return GuaranteeStatus::not_exercised;
    case Verdict::not_applicable: return GuaranteeStatus::not_applicable;
    case Verdict::undecided: return GuaranteeStatus::undecided;
  }
  return GuaranteeStatus::undecided;
}

/// What speaks of offsets or of assignments says nothing about a queue that has none.
struct NeededPart {
  std::string_view invariant;
  Part part;
  std::string_view why_not;
};
constexpr std::array needed_parts{
    NeededPart{"offset_agreement", Part::offset_commits, "messages of a queue have no offsets"},
    NeededPart{"no_poll_skip", Part::offset_commits, "a queue is not read by position"},
    NeededPart{"monotonic_poll", Part::offset_commits, "a queue is not read by position"},
    NeededPart{"rebalance_completes", Part::assignment, "no partitions are assigned"},
};

std::string_view why_pointless(std::string_view invariant, const SimulationPlan& plan) {
  const auto* const row = std::ranges::find(needed_parts, invariant, &NeededPart::invariant);
  const bool pointless = row != needed_parts.end() && !parts_of(plan).contains(row->part);
  return pointless ? row->why_not : std::string_view{};
}

HistoryLine line_of(const Event& event, const HistoryNames& names) {
  return {to_milliseconds(event.time), std::string(name_of(event.kind)), phrase_of(event, names)};
}

/// Makes the run once more, and takes out of it what shows the violation.
void take_witness(GuaranteeVerdict& out, std::size_t place, const FaultStudy& study,
                  const VerdictTotals::Invariant& found, const SimulationOptions& options) {
  const Witness witness = witness_of_run(study, *found.first, place, *found.violation, options);
  const HistoryNames names = names_of(study, *found.first, options);
  for (const Event& event : witness.events) out.witness.push_back(line_of(event, names));
  out.witness_minimal = witness.minimal;
}

GuaranteeVerdict guarantee_of(const Judgement& judgement, std::size_t place,
                              const VerdictTotals& totals, const FaultStudy& study,
                              const SimulationOptions& options) {
  GuaranteeVerdict out;
  out.name = judgement.invariant->name;
  out.statement = judgement.invariant->statement;
  out.status = status_of(judgement.verdict);
  out.why_promised = judgement.invariant->guarantee;
  if (const std::string_view why = why_pointless(out.name, study.simulated); !why.empty()) {
    out.status = GuaranteeStatus::not_applicable;
    out.why_promised = why;
  }
  if (out.status == GuaranteeStatus::not_applicable) return out;
  const VerdictTotals::Invariant& found = totals.invariants()[place];
  out.runs = totals.judged()[place];
  out.runs_violated = found.runs_violated;
  out.seeds_violated = found.seeds_violated;
  out.exercised = judgement.exercised;
  out.breaks_without_fault = found.without_fault;
  if (!found.first || !found.violation) return out;
  const CauseText& text = text_of(found.violation->cause);
  out.cause_name = text.name;
  out.cause = text.says;
  out.fault = found.first->fault ? std::string(fault_table()[*found.first->fault].name) : "none";
  out.remedy = mend_of(text.cause, out.fault, study.simulated);
  out.seed = found.first->seed;
  out.trace = out.fault;
  if (!found.first->fault && found.first->scenario != nullptr) {
    out.trace += "/" + std::string(found.first->scenario->name);
  }
  take_witness(out, place, study, found, options);
  return out;
}

/// Each attempt fails by itself with the same chance: how many a message takes.
double attempts_by_formula(double failing, double most) {
  return (1 - std::pow(failing, most)) / (1 - failing);
}

void take_costs(FaultOutcome& out, const VerdictTotals::Fault& found, const FaultStudy& study,
                const SimulationOptions& options) {
  out.dead_letters_most = found.dead_letters_most;
  const SimulationPlan& plan = study.simulated;
  if (found.path_runs == 0 || plan.consumer.retry.attempts <= 1) return;
  const Strike strike = strike_of(out.name);
  const PathSetup setup = fault_slice(plan, options.seed, options.fault_messages, strike);
  const double received = static_cast<double>(found.path_runs * setup.messages) *
                          static_cast<double>(setup.instances.size());
  out.attempts_each = 1 + static_cast<double>(found.retries) / received;
  if (setup.failing_share > 0) {
    out.attempts_expected = attempts_by_formula(setup.failing_share, plan.consumer.retry.attempts);
  }
}

FaultOutcome outcome_of(std::uint32_t fault, const VerdictTotals& totals,
                        const std::vector<FaultCount>& counts, const FaultStudy& study,
                        const SimulationOptions& options) {
  const VerdictTotals::Fault& found = totals.faults()[fault];
  FaultOutcome out;
  out.name = fault_table()[fault].name;
  out.summary = fault_table()[fault].summary;
  out.runs = found.runs;
  out.struck = counts[fault].begun;
  out.window_hits = counts[fault].hits;
  out.runs_cut = found.cut;
  for (std::size_t i = 0; i < found.broke.size(); ++i) {
    const bool by_itself = out.window_hits == 0 && totals.invariants()[i].without_fault;
    if (found.broke[i] && out.struck > 0 && !by_itself) {
      out.broke.emplace_back(invariant_table()[i].name);
    }
  }
  // What it broke it has struck where it does harm, whatever the window was thought to be.
  if (out.window_hits == 0 && !out.broke.empty()) out.window_hits = found.broken;
  if (found.recovery > 0) out.recovery_ms = to_milliseconds(found.recovery);
  take_costs(out, found, study, options);
  return out;
}

/// The first seed once more, for what its consumers and their breakers do.
std::optional<DependencyOutage> dependency_outage(const FaultStudy& study,
                                                  const SimulationOptions& options) {
  const auto runs = runs_of_seed(study, options.seed);
  const auto run = std::ranges::find_if(runs, [](const RunName& name) {
    return name.fault && fault_table()[*name.fault].name == "dependency_down" &&
           name.scenario != nullptr;
  });
  if (run == runs.end()) return std::nullopt;
  constexpr std::size_t most = 10;
  const HistoryNames names = names_of(study, *run, options);
  DependencyOutage out;
  std::uint32_t breaker = nothing;
  replay(study, *run, options, [&](const Event& event) {
    if (event.kind == EventKind::request) ++out.requests;
    if (event.kind == EventKind::call) {
      out.calls += event.outcome == Outcome::started ? 1 : 0;
      out.rejected += event.outcome == Outcome::rejected ? 1 : 0;
    }
    if (event.kind == EventKind::breaker && breaker == nothing) breaker = event.subject;
    const bool tells = event.kind == EventKind::fault_begin ||
                       (event.kind == EventKind::breaker && event.subject == breaker);
    if (tells && out.timeline.size() < most) out.timeline.push_back(line_of(event, names));
    return true;
  });
  return out;
}

}  // namespace

std::uint64_t runs_each_seed(const FaultStudy& study) { return runs_of_seed(study, 0).size(); }

FaultRuns run_faults(const FaultStudy& study, const SimulationOptions& options,
                     std::uint32_t threads, const std::function<bool(std::uint64_t)>& go_on) {
  FaultRuns out;
  VerdictTotals totals;
  // Some seeds at a time: results wait for each other in the order of seeds, and no longer.
  constexpr std::uint64_t seeds_at_once = 16;
  const std::uint64_t each = runs_each_seed(study);
  for (std::uint64_t first = 0; first < options.seeds && out.complete; first += seeds_at_once) {
    const std::uint64_t seeds = std::min<std::uint64_t>(seeds_at_once, options.seeds - first);
    std::vector<RunName> names;
    for (std::uint64_t i = 0; i < seeds; ++i) {
      std::ranges::move(runs_of_seed(study, options.seed + first + i), std::back_inserter(names));
    }
    std::vector<std::optional<RunResult>> results(names.size());
    const auto told = [&](std::uint64_t done) { return !go_on || go_on(first * each + done); };
    out.complete = in_parallel(names.size(), threads, told, [&](std::uint64_t i, const auto&) {
      results[i] = run_once(study, names[i], options);
      return true;
    });
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (results[i]) totals.add(names[i], *results[i]);
    }
  }
  const std::vector<SeededEvidence> evidence = totals.evidence();
  const Promises promises = promises_of(study.designed, study.simulated);
  const std::vector<Judgement> judgements = judge(promises, evidence, study.faults);
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    out.guarantees.push_back(guarantee_of(judgements[i], i, totals, study, options));
  }
  const std::vector<FaultCount> counts = count_faults(evidence);
  for (const std::uint32_t fault : study.faults) {
    out.faults.push_back(outcome_of(fault, totals, counts, study, options));
  }
  out.dependency_outage = dependency_outage(study, options);
  out.events = totals.events();
  out.hash = totals.hash();
  return out;
}

std::string why_not_applicable(const SimulationPlan& plan, std::uint32_t fault) {
  const Fault& row = fault_table()[fault];
  if (!parts_of(plan).contains(row.needs)) {
    return "the design, or the model of its broker, has nothing that it could strike";
  }
  const bool modelled = strike_of(row.name) != Strike::not_modelled;
  const bool in_scenario = std::ranges::any_of(scenarios(), [&](const Scenario& scenario) {
    return scenario.applies(plan) &&
           std::ranges::find(scenario.faults, row.name) != scenario.faults.end();
  });
  return modelled || in_scenario ? "" : "no model carries it out";
}

Trace trace_run(const FaultStudy& study, const TracedRun& traced,
                const SimulationOptions& options) {
  Trace trace;
  for (const RunName& name : runs_of_seed(study, options.seed)) {
    const bool elsewhere = !traced.scenario.empty() &&
                           (name.scenario == nullptr || name.scenario->name != traced.scenario);
    if (name.fault != traced.fault || elsewhere) continue;
    const HistoryNames names = names_of(study, name, options);
    replay(study, name, options, [&](const Event& event) {
      if (trace.lines.size() >= options.trace_lines) {
        trace.cut = true;
        return false;
      }
      trace.lines.push_back(line_of(event, names));
      return true;
    });
    break;  // the first that the fault strikes
  }
  return trace;
}

}  // namespace eventarch::simulation
