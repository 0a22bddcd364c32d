#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule idle_consumers_rule{
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

bool all_are_fed(const RuleInput& input) { return strain_of(input) != Strain::too_few; }

std::string help_of_idle_consumers(const RuleInput& input) {
  std::vector<std::string> ways;
  if (auto raised = raising_number(input, all_are_fed)) ways.push_back(std::move(*raised));
  if (const auto shorter = shorter_processing(input, all_are_fed)) {
    ways.push_back(shortening(*shorter));
  }
  ways.emplace_back("allow more time for a message or for the recovery");
  return text::list_of(ways, "or");
}

/// What too few consumers lead to, in place of findings of their own.
void add_effects(const RuleInput& input, Diagnostic& finding) {
  const LatencyBudget& latency = input.sizing->latency;
  const Recovery& recovery = input.sizing->recovery;
  if (latency.p99_ms && !latency.met) {
    finding.notes.push_back(fmt::format("p99 at peak is up to {}, {} is the target",
                                        notation::at_most(Duration{*latency.p99_ms}),
                                        notation::duration(Duration{latency.target_ms})));
  }
  if (recovery.drain_seconds && !recovery.within_target) {
    finding.notes.push_back(
        fmt::format("after an outage of {} the backlog takes {} to work off, and may take {}",
                    notation::duration(seconds(recovery.outage_seconds)),
                    notation::about(seconds(*recovery.drain_seconds)),
                    notation::duration(input.context->workload.recover_within)));
  }
}

void check_idle_consumers(const RuleInput& input, Findings& findings) {
  // Where no number is pinned, what cannot be reached is told by the effects.
  if (strain_of(input) != Strain::too_few || !input.declaration.decisions.partitions) return;
  if (input.context->requirements.ordering == Ordering::global) return;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const std::uint64_t units = input.sizing->partitions;
  const std::uint64_t needed = units + group.idle;
  auto& finding = findings.add(
      idle_consumers_rule, place_of_units(input),
      fmt::format(
          "{} needed ({} for the rate, {} for the latency target, {} to recover in time) and "
          "{} {} {}: {} more would stand idle",
          needed == 1 ? "1 consumer is" : notation::counted(needed, "consumer") + " are",
          group.for_stability,
          input.sizing->latency.attainable ? fmt::to_string(group.for_latency) : "no number",
          group.for_recovery, notation::counted(units, input.sizing->unit),
          units == 1 ? "feeds" : "feed", units, group.idle),
      help_of_idle_consumers(input));
  finding.label = "feeds too few";
  add_effects(input, finding);
  add_cause(finding, input.declaration.requirements.latency, "the latency target");
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  if (pinned_below(input, needed)) finding.severity = Severity::error;
  // What rests on an assumed processing time is a hint.
  if (!input.context->workload.processing_declared) finding.severity = Severity::info;
}

}  // namespace

extern const Check idle_consumers;
constinit const Check idle_consumers{&idle_consumers_rule, check_idle_consumers, Stage::sized};

}  // namespace eventarch::rules
