#include <fmt/format.h>

#include <algorithm>
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

std::string_view help_of(const LatencyTerm& largest, Duration processing) {
  if (largest.name == "transaction_commit") return "commit more often, or allow more time";
  if (largest.name == "batch") return "let producers wait less for a batch, or allow more time";
  if (largest.name != "queue_and_processing") return "choose a faster mode, or allow more time";
  // The 99th percentile of the processing alone is 4.6 times its mean.
  constexpr double tail = 4.6;
  return tail * processing.milliseconds > largest.p99_ms / 2
             ? "shorten the processing, or allow more time"
             : "lower capacity.utilization_target: more consumers, shorter queues";
}

void run(const RuleInput& input, Findings& findings) {
  const LatencyBudget& latency = input.sizing->latency;
  if (!latency.p99_ms || latency.met) return;
  const Declaration& file = input.declaration;
  const auto largest = std::ranges::max_element(latency.terms, {}, &LatencyTerm::p99_ms);
  findings.add(rule, place_of(file.requirements.latency, file),
               fmt::format("p99 at peak is up to {}, {} is the target; most of it is {} ({})",
                           notation::about(Duration{*latency.p99_ms}),
                           notation::duration(Duration{latency.target_ms}), largest->name,
                           notation::about(Duration{largest->p99_ms})),
               std::string(help_of(*largest, input.context->workload.processing_time)));
}

}  // namespace

extern const Check latency_target_missed;
constinit const Check latency_target_missed{&rule, run, Stage::sized};

}  // namespace eventarch::rules
