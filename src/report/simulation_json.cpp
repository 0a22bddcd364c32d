/// A simulation for programs. Key order is fixed; additions are no breaking change of the format.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "eventarch/simulation_report.hpp"
#include "eventarch/version.hpp"
#include "report/json_numbers.hpp"
#include "report/json_parts.hpp"
#include "report/json_text.hpp"
#include "report/simulation_words.hpp"

namespace eventarch {
namespace {

using report::Json;

template <class Values, class Write>
Json list(const Values& values, const Write& write) {
  Json out = Json::array();
  for (const auto& value : values) out.push_back(write(value));
  return out;
}

Json estimate(const Estimate& value) {
  return {{"value", report::rounded(value.value)},
          {"low", report::optional_number(value.low)},
          {"high", report::optional_number(value.high)}};
}

Json estimate_or_null(const std::optional<Estimate>& value) {
  return value ? estimate(*value) : Json(nullptr);
}

Json history_line(const HistoryLine& line) {
  return {{"time_ms", report::number(line.time_ms)}, {"kind", line.kind}, {"text", line.text}};
}

Json options_of(const SimulationOptions& options) {
  return {{"seed", options.seed},
          {"seeds", options.seeds},
          {"messages", options.messages},
          {"fault_messages", options.fault_messages},
          {"duration_ms",
           options.duration ? report::rounded(options.duration->milliseconds) : Json(nullptr)},
          {"faults", options.faults},
          {"mistake", options.mistake ? Json(*options.mistake) : Json(nullptr)},
          {"arrivals", name_of(options.arrivals)},
          {"service", name_of(options.service)},
          {"service_variation", report::rounded(options.service_variation)}};
}

Json broker_of(const SimulatedBroker& broker) {
  return {{"broker", broker.broker},
          {"model", broker.model},
          {"nearest", broker.nearest},
          {"note", broker.note}};
}

Json mistake_of(const std::optional<AppliedMistake>& mistake) {
  if (!mistake) return nullptr;
  return {{"name", mistake->name},
          {"summary", mistake->summary},
          {"expected_guarantee", mistake->expected_guarantee}};
}

/// The first violation, with the command that shows it.
Json violation_of(const GuaranteeVerdict& one, const SimulationReport& report) {
  if (one.status != GuaranteeStatus::violated) return nullptr;
  return {{"cause", one.cause_name},
          {"text", one.cause},
          {"remedy", one.remedy},
          {"fault", one.fault},
          {"without_fault", one.breaks_without_fault},
          {"seed", one.seed},
          {"replay", report::replay_command(report, one.trace, one.seed)},
          {"witness", list(one.witness, history_line)},
          {"witness_minimal", one.witness_minimal}};
}

Json guarantee_of(const GuaranteeVerdict& one, const SimulationReport& report) {
  return {{"name", one.name},
          {"statement", one.statement},
          {"status", name_of(one.status)},
          {"why", one.why_promised},
          {"runs", one.runs},
          {"runs_violated", one.runs_violated},
          {"seeds_violated", one.seeds_violated},
          {"exercised", one.exercised},
          {"violation", violation_of(one, report)}};
}

Json fault_of(const FaultOutcome& one) {
  return {{"name", one.name},
          {"summary", one.summary},
          {"applies", one.applies},
          {"why_not", report::text_or_null(one.why_not)},
          {"runs", one.runs},
          {"struck", one.struck},
          {"window_hits", one.window_hits},
          {"exercised", one.window_hits > 0},
          {"runs_cut", one.runs_cut},
          {"broke", one.broke},
          {"recovery_ms", report::optional_number(one.recovery_ms)},
          {"dead_letters_most", one.dead_letters_most},
          {"attempts_each", report::optional_number(one.attempts_each)},
          {"attempts_expected", report::optional_number(one.attempts_expected)}};
}

Json dependency_outage_of(const std::optional<DependencyOutage>& outage) {
  if (!outage) return nullptr;
  return {{"requests", outage->requests},
          {"calls", outage->calls},
          {"rejected", outage->rejected},
          {"timeline", list(outage->timeline, history_line)}};
}

Json quantile(const LatencyQuantile& one) {
  return {{"quantile", report::number(one.share)},
          {"ms", estimate_or_null(one.ms)},
          {"budget_ms", report::optional_number(one.budget_ms)}};
}

Json stage(const LatencyStage& one) {
  return {{"name", one.name}, {"meaning", one.meaning}, {"mean_ms", estimate(one.mean_ms)}};
}

Json closed_form(const ClosedForm& one) {
  return {{"quantity", one.quantity},
          {"formula", report::text_or_null(one.formula)},
          {"expression", one.expression},
          {"expected", report::rounded(one.expected)},
          {"simulated", estimate(one.simulated)},
          {"relative_difference", report::rounded(one.relative_difference)},
          {"inside_interval", one.inside_interval}};
}

/// Where a group is unstable its latency would only tell how long one looked.
Json latency_of(const GroupPerformance& group) {
  if (group.latency.empty()) return nullptr;
  return {{"mean_ms", estimate(group.mean_latency_ms)},
          {"maximum_ms", estimate(group.maximum_latency_ms)},
          {"quantiles", list(group.latency, quantile)},
          {"stages", list(group.stages, stage)}};
}

Json group_of(const GroupPerformance& group) {
  return {{"group", group.group},
          {"instances", group.instances},
          {"stability", name_of(group.stability)},
          {"stability_reason", group.stability_reason},
          {"utilization", estimate(group.utilization)},
          {"busiest_utilization", estimate(group.busiest_utilization)},
          {"busiest", group.busiest},
          {"throughput_per_second", estimate(group.throughput_per_second)},
          {"latency", latency_of(group)},
          {"lag",
           {{"mean_messages", report::rounded(group.lag_mean_messages)},
            {"peak_messages", report::rounded(group.lag_peak_messages)},
            {"growth_per_hour", report::optional_number(group.lag_growth_per_hour)}}},
          {"closed_forms", list(group.closed_forms, closed_form)}};
}

Json requirement_of(const RequirementVerdict& one) {
  return {{"requirement", one.requirement},
          {"status", name_of(one.status)},
          {"counts", one.counts},
          {"group", report::text_or_null(one.group)},
          {"required", one.required},
          {"measured", one.measured},
          {"reason", one.reason}};
}

Json audit_row(const AuditRow& row) {
  return {{"name", row.name},
          {"statement", row.statement},
          {"residual", report::rounded(row.residual)},
          {"limit", report::rounded(row.limit)},
          {"passed", row.passed}};
}

Json load_of(const LoadSummary& load) {
  return {{"rate_per_second", report::rounded(load.rate_per_second)},
          {"simulated_seconds", report::rounded(load.simulated_seconds)},
          {"warm_up_seconds", report::optional_number(load.warm_up_seconds)},
          {"messages", load.messages},
          {"partitions", load.partitions},
          {"note", report::text_or_null(load.note)}};
}

Json recovery_of(const OutageRecovery& one) {
  return {{"outage_seconds", report::rounded(one.outage_seconds)},
          {"rate_per_second", report::rounded(one.rate_per_second)},
          {"backlog_messages", report::rounded(one.backlog_messages)},
          {"wanted_seconds", report::rounded(one.wanted_seconds)},
          {"drain_seconds", report::optional_number(one.drain_seconds)},
          {"simulated_seconds", estimate_or_null(one.simulated_seconds)},
          {"simulated_outage_seconds", report::rounded(one.simulated_outage_seconds)}};
}

Json capacity_of(const std::optional<CarryingCapacity>& capacity) {
  if (!capacity) return nullptr;
  return {
      {"group", capacity->group},
      {"limited_by", capacity->limited_by_key ? "key" : "instance"},
      {"full_at_per_second", report::rounded(capacity->full_at_per_second)},
      {"target_utilization", report::rounded(capacity->target_utilization)},
      {"target_at_per_second", report::rounded(capacity->target_at_per_second)},
      {"latency_met_at_per_second", report::optional_number(capacity->latency_met_at_per_second)},
      {"latency_missed_at_per_second",
       report::optional_number(capacity->latency_missed_at_per_second)},
      {"search_messages", capacity->search_messages},
      {"recovery", recovery_of(capacity->recovery)}};
}

Json performance_of(const std::optional<Performance>& performance) {
  if (!performance) return nullptr;
  return {{"load", load_of(performance->load)},
          {"requirements", list(performance->requirements, requirement_of)},
          {"groups", list(performance->groups, group_of)},
          {"audit", list(performance->audit, audit_row)},
          {"capacity", capacity_of(performance->capacity)},
          {"suspect", performance->suspect()}};
}

Json trace_of(const SimulationReport& report) {
  return {{"fault", *report.options.trace_fault},
          {"seed", report.options.seed},
          {"cut", report.result->trace_cut},
          {"events", list(report.result->trace, history_line)}};
}

void add_result(Json& out, const SimulationReport& report) {
  const SimulationResult& result = *report.result;
  out["name"] = result.name;
  out["broker"] = broker_of(result.broker);
  out["options"] = options_of(report.options);
  out["mistake"] = mistake_of(result.mistake);
  out["interrupted"] = result.interrupted;
  if (report.options.trace_fault) {
    out["trace"] = trace_of(report);
  } else {
    out["guarantees"] = list(
        result.guarantees, [&](const GuaranteeVerdict& one) { return guarantee_of(one, report); });
    out["faults"] = list(result.faults, fault_of);
    out["dependency_outage"] = dependency_outage_of(result.dependency_outage);
    out["performance"] = performance_of(result.performance);
    out["history"] = {{"first_seed", result.first_seed},
                      {"seeds", result.seeds},
                      {"events", result.history_events},
                      {"hash", result.interrupted ? Json(nullptr)
                                                  : Json(report::hash_text(result.history_hash))}};
  }
  out["assumptions"] = result.assumptions;
  out["repeat"] = report::repeat_command(report);
}

Json report_of(const SimulationReport& report) {
  Json out{{"schema_version", "1"},
           {"tool", {{"name", "eventarch"}, {"version", version()}}},
           {"source", {{"file", report.advice.file}, {"document", report.advice.document}}},
           {"answer", name_of(answer_of(report))},
           {"text", simulation_headline(report)},
           {"validation", report::validation_of(report.advice)}};
  if (report.result) add_result(out, report);
  return out;
}

}  // namespace

std::string render_simulation_json(const SimulationReport& report) {
  return report::json_text(report_of(report), true);
}

std::string render_simulation_json_line(const SimulationReport& report) {
  return report::json_text(report_of(report), false);
}

}  // namespace eventarch
