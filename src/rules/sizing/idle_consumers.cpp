#include <fmt/format.h>

#include <algorithm>

#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "idle_consumers",
    .severity = Severity::warning,
    .summary = "More consumers are needed than there are partitions to feed them",
    .rationale =
        "A partition feeds one consumer of a group. Whoever scales the group beyond that pays for "
        "instances that stand idle, and neither the latency nor the backlog improves.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 40 ms, "
        "ordering: none}, workload: {processing_time: 2 ms, peak_factor: 1}, decisions: {broker: "
        "kafka, partitions: 3}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 40 ms, "
        "ordering: none}, workload: {processing_time: 2 ms, peak_factor: 1}, decisions: {broker: "
        "kafka, partitions: 6}}",
    .source = "Apache Kafka documentation, introduction: a partition has one consumer of a group",
};

void run(const RuleInput& input, Findings& findings) {
  if (strain_of(input) != Strain::too_few) return;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const std::uint64_t units = input.sizing->partitions;
  const std::uint64_t needed = units + group.idle;
  const bool global = input.context->requirements.ordering == Ordering::global;
  auto& finding = findings.add(
      rule, place_of_units(input),
      fmt::format(
          "{} consumers are needed ({} for the rate, {} for the latency target, {} to "
          "recover in time) and {} {}{} feed{} {}: {} more would stand idle",
          needed, group.for_stability,
          input.sizing->latency.attainable ? fmt::to_string(group.for_latency) : "no number",
          group.for_recovery, units, input.sizing->unit, units == 1 ? "" : "s",
          units == 1 ? "s" : "", units, group.idle),
      global ? "order by key (`ordering: partition`), shorten the processing, or allow more time"
             : fmt::format("raise decisions.partitions to {} or leave it out, shorten the "
                           "processing, or allow more time",
                           needed));
  finding.label = "feeds too few";
  add_cause(finding, input.declaration.requirements.latency, "the latency target");
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  if (pinned_below(input, needed)) finding.severity = Severity::error;
  // What rests on an assumed processing time is a hint.
  if (!input.context->workload.processing_declared) finding.severity = Severity::info;
}

}  // namespace

extern const Check idle_consumers;
constinit const Check idle_consumers{&rule, run, Stage::sized};

}  // namespace eventarch::rules
