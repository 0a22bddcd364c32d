#include <fmt/format.h>

#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "utilization_over_target",
    .severity = Severity::warning,
    .summary = "The busiest consumer keeps up at peak, and has little left for anything else",
    .rationale =
        "Waiting grows with 1 / (1 - utilization): from 70 % to 95 % busy it is six times as long. "
        "A rebalance, a slow call or a slightly higher peak is then a backlog.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, workload: "
        "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: 11}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, workload: "
        "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: 16}}",
    .source = "queueing theory: M/M/1",
};

std::string help_of(const RuleInput& input, std::uint64_t needed) {
  const auto& pinned = input.declaration.decisions.partitions;
  if (input.context->requirements.ordering == Ordering::global) {
    return "order by key (`ordering: partition`), or shorten the processing";
  }
  if (!pinned) return "shorten the processing, or choose a mode that feeds more consumers";
  return pinned->value.value < needed
             ? fmt::format(
                   "raise decisions.partitions to {} or more, leave it out, or shorten the "
                   "processing",
                   needed)
             : "split the busiest key (order within the parts), or shorten the processing";
}

void run(const RuleInput& input, Findings& findings) {
  if (strain_of(input) != Strain::over_target) return;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const PartitionNeed* need = largest_load_need(*input.sizing);
  const std::uint64_t needed = need == nullptr ? 1 : need->partitions;
  auto& finding = findings.add(
      rule, place_of_units(input),
      fmt::format("at the peak of {} the busiest of {} consumer{} is {} busy, {} is the target; "
                  "the rate needs {} consumers",
                  notation::rate(input.sizing->traffic.peak), group.instances,
                  group.instances == 1 ? "" : "s", notation::percent(group.utilization),
                  notation::percent(input.context->capacity.utilization_target.value),
                  group.for_stability),
      help_of(input, needed));
  finding.label = "too busy";
  if (need != nullptr) finding.notes.push_back(arithmetic_of(*need));
  add_cause(finding, input.declaration.capacity.utilization_target, "the target");
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  // A pinned count below what today's peak needs contradicts the file's own target.
  if (pinned_below(input, group.for_stability)) finding.severity = Severity::error;
  // What rests on an assumed processing time is a hint.
  if (!input.context->workload.processing_declared) finding.severity = Severity::info;
}

}  // namespace

extern const Check utilization_over_target;
constinit const Check utilization_over_target{&rule, run, Stage::sized};

}  // namespace eventarch::rules
