#include <fmt/format.h>

#include "rules/rule.hpp"
#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "unstable_at_peak",
    .severity = Severity::error,
    .summary = "The consumers cannot keep up with the peak",
    .rationale =
        "More arrives than can be processed, so the queue grows without bound and latency with it.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: "
        "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: 12}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: "
        "{processing_time: 5 ms}, decisions: {broker: kafka, partitions: 150}}",
    .source = "queueing theory: a queue is stable below full utilization only",
};

void run(const RuleInput& input, Findings& findings) {
  const LatencyBudget& latency = input.sizing->latency;
  if (latency.p99_ms) return;
  const Declaration& file = input.declaration;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const bool pinned = file.decisions.partitions.has_value();
  const bool global = input.context->requirements.ordering == Ordering::global;
  const SourceSpan where = pinned   ? file.decisions.partitions->where
                           : global ? place_of(file.requirements.ordering, file)
                                    : place_of(file.requirements.throughput, file);
  auto& finding = findings.add(
      rule, where,
      fmt::format("at the peak of {} the fullest consumer would be {} busy",
                  notation::rate(input.sizing->traffic.peak), notation::percent(group.utilization)),
      pinned   ? "leave decisions.partitions out, or raise it to what the report needs"
      : global ? "order by key (`ordering: partition`), or shorten the processing"
               : "shorten the processing, or measure it: workload.processing_time");
  finding.label = "falls behind";
  if (const PartitionNeed* need = largest_load_need(*input.sizing))
    finding.notes.push_back(arithmetic_of(*need));
  if (pinned) add_cause(finding, file.requirements.throughput, "the rate");
  add_cause(finding, file.workload.processing_time, "the time for each message");
  // What rests on an assumed processing time is a suspicion, not a verdict.
  if (!input.context->workload.processing_declared) finding.severity = Severity::warning;
}

}  // namespace

extern const Check unstable_at_peak;
constinit const Check unstable_at_peak{&rule, run, Stage::sized};

}  // namespace eventarch::rules
