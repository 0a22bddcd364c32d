#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "latency_target_missed",
    .severity = Severity::warning,
    .summary = "The expected latency is above the target",
    .rationale =
        "The 99th percentiles of broker, queue and processing add up to an upper bound that passes "
        "the target at peak.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {latency: 100ms}, workload: "
        "{processing_time: 90 ms}, decisions: {broker: rabbitmq}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {latency: 2 s}, workload: "
        "{processing_time: 90 ms}, decisions: {broker: rabbitmq}}",
    .source = "the latency budget of the report",
};

/// What the parts take at the 99th percentile that more consumers cannot shorten: all but waiting.
Duration without_waiting(const LatencyBudget& latency) {
  Duration sum;
  for (const LatencyTerm& term : latency.terms) {
    if (term.name != "queueing") sum.milliseconds += term.p99_ms;
  }
  return sum;
}

Duration processing_of(const LatencyBudget& latency) {
  const auto found = std::ranges::find(latency.terms, "processing", &LatencyTerm::name);
  return {found == latency.terms.end() ? 0 : found->p99_ms};
}

/// Less is no part of what is too long.
constexpr double negligible_ms = 0.1;

/// "batch 5 ms + broker 20 ms": p99 of each part; together they are an upper bound.
std::string parts_of(const LatencyBudget& latency) {
  std::string out = "p99 of the parts: ";
  std::string_view joint;
  for (const LatencyTerm& term : latency.terms) {
    if (term.p99_ms < negligible_ms) continue;
    out += joint;
    joint = " + ";
    out += fmt::format("{} {}", term.name, notation::about(Duration{term.p99_ms}));
  }
  return out;
}

double input_of(const PartitionNeed& need, std::string_view name) {
  const auto found = std::ranges::find(need.inputs, name, &FigureInput::name);
  return found == need.inputs.end() ? 0 : found->value;
}

/// What would meet a target that the sizing held for not worth it; empty where nothing does.
std::string dear_way(const Sizing& sizing) {
  const LatencyBudget& latency = sizing.latency;
  const auto need = std::ranges::find(sizing.needs, "latency", &PartitionNeed::name);
  if (latency.attainable || need == sizing.needs.end()) return {};
  const double before_ms =
      without_waiting(latency).milliseconds - processing_of(latency).milliseconds;
  const double left_ms = latency.target_ms - before_ms;
  const double busy = 1 - processing_of(latency).milliseconds / left_ms;
  if (left_ms <= 0 || busy <= 0.001) return {};
  const double load = input_of(*need, "rate") * input_of(*need, "service_time");
  return fmt::format(
      "allow {}, which {} {}s keep; {} of them would meet the target, each {} busy: pin them under "
      "decisions.partitions if that is worth it",
      notation::duration(Duration{std::ceil(before_ms + latency.sized_for_ms)}), need->partitions,
      sizing.unit, notation::number(std::ceil(load / busy), 15), notation::percent(busy));
}

std::string help_of(const Sizing& sizing, const LatencyTerm& largest) {
  const LatencyBudget& latency = sizing.latency;
  const Duration least = without_waiting(latency);
  const Duration processing = processing_of(latency);
  if (least.milliseconds >= latency.target_ms) {
    const bool mostly = processing.milliseconds > least.milliseconds / 2;
    return fmt::format(
        "no number of consumers is enough: without any waiting it is {} already, {} of it the "
        "processing; allow more than that, or shorten {}",
        notation::duration(Duration{std::ceil(least.milliseconds)}),
        notation::duration(Duration{std::ceil(processing.milliseconds)}),
        mostly ? "the processing" : "what comes before it");
  }
  if (std::string dear = dear_way(sizing); !dear.empty()) return dear;
  if (largest.name == "transaction_commit") return "commit more often, or allow more time";
  if (largest.name == "batch") return "let producers wait less for a batch, or allow more time";
  if (largest.name == "processing") return "shorten the processing, or allow more time";
  if (largest.name == "fetch") return "choose a faster mode, or allow more time";
  return "lower capacity.utilization_target: more consumers, shorter queues";
}

void run(const RuleInput& input, Findings& findings) {
  const LatencyBudget& latency = input.sizing->latency;
  if (!latency.p99_ms || latency.met) return;
  const Declaration& file = input.declaration;
  const auto largest = std::ranges::max_element(latency.terms, {}, &LatencyTerm::p99_ms);
  auto& finding =
      findings.add(rule, place_of(file.requirements.latency, file),
                   fmt::format("p99 at peak is up to {}, {} is the target; most of it is {} ({})",
                               notation::about(Duration{*latency.p99_ms}),
                               notation::duration(Duration{latency.target_ms}), largest->name,
                               notation::about(Duration{largest->p99_ms})),
                   help_of(*input.sizing, *largest));
  finding.label = "missed";
  finding.notes.push_back(parts_of(latency));
  add_cause(finding, file.workload.processing_time, "the time for each message");
}

}  // namespace

extern const Check latency_target_missed;
constinit const Check latency_target_missed{&rule, run, Stage::sized};

}  // namespace eventarch::rules
