#include "simulation/run/fault_runs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "simulation/faults/fault_table.hpp"
#include "simulation/invariants/invariant_table.hpp"
#include "simulation/invariants/witness.hpp"
#include "simulation/models/strike.hpp"
#include "simulation/run/parallel.hpp"
#include "simulation/run/parts_of.hpp"
#include "simulation/run/promises_of.hpp"
#include "simulation/run/single_run.hpp"
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

std::vector<HistoryLine> witness_lines(const FaultStudy& study, const RunName& name,
                                       const Violation& violation,
                                       const SimulationOptions& options) {
  WitnessCollector collector(violation);
  replay(study, name, options, [&](const Event& event) {
    collector.observe(event);
    return !collector.complete();
  });
  const HistoryNames names = names_of(study, name, options);
  std::vector<HistoryLine> lines;
  for (const Event& event : collector.witness()) lines.push_back(line_of(event, names));
  return lines;
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
  if (!found.first || !found.violation) return out;
  const CauseText& text = text_of(found.violation->cause);
  out.cause_name = text.name;
  out.cause = text.says;
  out.remedy = text.mends;
  out.fault = found.first->fault ? std::string(fault_table()[*found.first->fault].name) : "none";
  out.seed = found.first->seed;
  out.witness = witness_lines(study, *found.first, *found.violation, options);
  return out;
}

FaultOutcome outcome_of(std::uint32_t fault, const VerdictTotals& totals,
                        const std::vector<FaultCount>& counts) {
  const VerdictTotals::Fault& found = totals.faults()[fault];
  FaultOutcome out;
  out.name = fault_table()[fault].name;
  out.summary = fault_table()[fault].summary;
  out.runs = found.runs;
  out.struck = counts[fault].begun;
  out.window_hits = counts[fault].hits;
  for (std::size_t i = 0; i < found.broke.size(); ++i) {
    if (found.broke[i]) out.broke.emplace_back(invariant_table()[i].name);
  }
  if (found.recovery > 0) out.recovery_ms = to_milliseconds(found.recovery);
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
    out.faults.push_back(outcome_of(fault, totals, counts));
  }
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

Trace trace_run(const FaultStudy& study, std::optional<std::uint32_t> fault,
                const SimulationOptions& options) {
  Trace trace;
  for (const RunName& name : runs_of_seed(study, options.seed)) {
    if (name.fault != fault) continue;
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
