#include <fmt/format.h>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule utilization_over_target_rule{
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

bool within_target(const RuleInput& input) { return strain_of(input) != Strain::over_target; }

/// The number for the rate, and that for all needs where it is another one.
std::string raising(const RuleInput& input) {
  const std::uint64_t for_rate = input.sizing->consumers.front().for_stability;
  const std::uint64_t for_all = sized_with(input, leave_out_number).partitions;
  const auto pin = [&](EventContext& context) {
    context.decisions.partitions = Given<Count>{{for_rate}, {}, {}};
  };
  if (for_rate >= for_all || !holds_with(input, pin, within_target)) {
    return fmt::format("raise it (`decisions.partitions: {}`)", for_all);
  }
  return fmt::format(
      "raise it (`decisions.partitions: {}`; {} are calculated, with all needs and "
      "their rounding)",
      for_rate, for_all);
}

std::string help_of_utilization_over_target(const RuleInput& input) {
  const auto shorter = shorter_processing(input, within_target);
  const std::string less_work =
      shorter ? shortening(*shorter) : std::string("shorten the processing by far");
  if (input.context->requirements.ordering == Ordering::global) {
    return fmt::format("order by key (`ordering: partition`), or {}", less_work);
  }
  if (input.declaration.decisions.partitions &&
      holds_with(input, leave_out_number, within_target)) {
    return fmt::format("{} or leave it out, or {}", raising(input), less_work);
  }
  const auto parts = parts_of_hot_key(input, within_target);
  return parts ? fmt::format("{}, or {}", splitting(input, *parts), less_work) : less_work;
}

void check_utilization_over_target(const RuleInput& input, Findings& findings) {
  if (strain_of(input) != Strain::over_target) return;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const PartitionNeed* need = largest_load_need(*input.sizing);
  auto& finding = findings.add(
      utilization_over_target_rule, place_of_units(input),
      fmt::format(
          "at the peak of {} the busiest of {} is {} busy, {} is the target; the rate needs "
          "{}",
          notation::rate(input.sizing->traffic.peak),
          notation::counted(group.instances, "consumer"), notation::percent(group.utilization),
          notation::percent(input.context->capacity.utilization_target.value),
          notation::counted(group.for_stability, "consumer")),
      help_of_utilization_over_target(input));
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
constinit const Check utilization_over_target{
    &utilization_over_target_rule, check_utilization_over_target, Stage::sized, Quotes::sizing};

}  // namespace eventarch::rules
