#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "recovery_too_slow",
    .severity = Severity::warning,
    .summary = "The backlog of an outage is not made up for in time",
    .rationale = "Capacity beyond the arriving rate is all that works a backlog off.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, workload: "
        "{processing_time: 5 ms, peak_factor: 1}, decisions: {broker: kafka, partitions: 6}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s}, workload: "
        "{processing_time: 5 ms, peak_factor: 1}, decisions: {broker: kafka, partitions: 12}}",
    .source = "fluid model: drain = rate x outage / (capacity - rate)",
};

void run(const RuleInput& input, Findings& findings) {
  const Recovery& recovery = input.sizing->recovery;
  if (recovery.within_target || !input.sizing->latency.p99_ms) return;
  const Declaration& file = input.declaration;
  const std::string drain =
      recovery.drain_seconds ? notation::about(seconds(*recovery.drain_seconds)) : "for ever";
  auto& finding = findings.add(
      rule, place_of(file.workload.recover_within, file),
      fmt::format("after an outage of {} the backlog takes {} to work off, {} are allowed",
                  notation::duration(seconds(recovery.outage_seconds)), drain,
                  notation::duration(input.context->workload.recover_within)),
      "more partitions and consumers, or a longer workload.recover_within");
  finding.label = "takes longer";
  finding.notes.push_back(
      fmt::format("{} x {} = {} messages wait; {} in all would work them off in time",
                  notation::rate(input.sizing->traffic.average),
                  notation::duration(seconds(recovery.outage_seconds)),
                  notation::number(recovery.backlog_messages),
                  notation::rate(MessageRate{recovery.capacity_needed_per_second})));
  add_cause(finding, file.workload.outage, "the outage");
  add_cause(finding, file.decisions.partitions, "so few can work it off");
}

}  // namespace

extern const Check recovery_too_slow;
constinit const Check recovery_too_slow{&rule, run, Stage::sized};

}  // namespace eventarch::rules
