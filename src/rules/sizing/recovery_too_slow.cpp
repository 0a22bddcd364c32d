#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/trial.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule recovery_too_slow_rule{
    .name = "recovery_too_slow",
    .severity = Severity::warning,
    .summary = "The backlog of an outage is not made up for in time",
    .rationale = "Capacity beyond the arriving rate is all that works a backlog off.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 600 msg/s, latency: 2 s, "
        "ordering: global, retention: 3 days}, workload: {processing_time: 1 ms, peak_factor: 1, "
        "outage: 120 min, recover_within: 60 min}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 600 msg/s, latency: 2 s, "
        "ordering: global, retention: 3 days}, workload: {processing_time: 1 ms, peak_factor: 1, "
        "outage: 120 min, recover_within: 240 min}, decisions: {broker: kafka}}",
    .source = "fluid model: drain = rate x outage / (capacity - rate)",
};

bool in_time(const RuleInput& input) { return input.sizing->recovery.within_target; }

/// A time that is enough, in whole minutes; the sizing follows it, so that each is tried.
std::optional<Duration> time_that_is_enough(const RuleInput& input) {
  constexpr std::array margins{1.0, 1.1, 1.5, 2.0, 4.0};
  if (!input.sizing->recovery.drain_seconds) return std::nullopt;
  for (const double margin : margins) {
    const Duration within = minutes(std::ceil(*input.sizing->recovery.drain_seconds * margin / 60));
    const auto allow = [&](EventContext& context) { context.workload.recover_within = within; };
    if (holds_with(input, allow, in_time)) return within;
  }
  return std::nullopt;
}

std::string help_of_recovery_too_slow(const RuleInput& input) {
  std::vector<std::string> ways;
  if (auto raised = raising_number(input, in_time)) ways.push_back(std::move(*raised));
  if (const auto within = time_that_is_enough(input)) {
    ways.push_back(
        fmt::format("allow more time (`workload.recover_within: {} min`)", within->seconds() / 60));
  }
  if (const auto shorter = shorter_processing(input, in_time)) ways.push_back(shortening(*shorter));
  if (ways.empty()) return "let more consumers share the work: order by key, or in no order";
  return text::list_of(ways, "or");
}

void check_recovery_too_slow(const RuleInput& input, Findings& findings) {
  const Recovery& recovery = input.sizing->recovery;
  if (recovery.within_target || !input.sizing->latency.p99_ms) return;
  if (caused_by_pinned_number(input, in_time)) return;
  const Declaration& file = input.declaration;
  const std::string drain =
      recovery.drain_seconds ? notation::about(seconds(*recovery.drain_seconds)) : "for ever";
  auto& finding = findings.add(
      recovery_too_slow_rule, place_of(file.workload.recover_within, file),
      fmt::format("after an outage of {} the backlog takes {} to work off, and may take {}",
                  notation::duration(seconds(recovery.outage_seconds)), drain,
                  notation::duration(input.context->workload.recover_within)),
      help_of_recovery_too_slow(input));
  finding.label = "takes longer";
  finding.notes.push_back(
      fmt::format("{} x {} = {} to work off; {} in all would do it in time",
                  notation::rate(input.sizing->traffic.average),
                  notation::duration(seconds(recovery.outage_seconds)),
                  notation::counted_number(recovery.backlog_messages, "message"),
                  notation::rate(MessageRate{recovery.capacity_needed_per_second})));
  add_cause(finding, file.workload.outage, "the outage");
  add_cause(finding, file.decisions.partitions, "so few can work it off");
}

}  // namespace

extern const Check recovery_too_slow;
constinit const Check recovery_too_slow{&recovery_too_slow_rule, check_recovery_too_slow,
                                        Stage::sized};

}  // namespace eventarch::rules
