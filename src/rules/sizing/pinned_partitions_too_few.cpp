#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule pinned_partitions_too_few_rule{
    .name = "pinned_partitions_too_few",
    .severity = Severity::error,
    .summary = "Fewer partitions are pinned than the load needs",
    .rationale =
        "A partition writes, sends and holds only so much, whatever the consumers do. Producers "
        "are throttled or wait at the peak, while the brokers still have room. Where the need "
        "rests on a planning figure of the catalogue, a measurement of your own under `capacity` "
        "takes its place: a decision below the figure is as good as the measurement behind it.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: none, "
        "retention: 1 day}, workload: {message_size: 5 KB, processing_time: 0.1 ms}, decisions: "
        "{broker: kafka, partitions: 6}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: none, "
        "retention: 1 day}, workload: {message_size: 5 KB, processing_time: 0.1 ms}, decisions: "
        "{broker: kafka, partitions: 18}}",
    .source = "the partition needs of the report",
};

/// keyed_partitions_fixed speaks of growth where it breaks the order of keys.
bool growth_breaks_order(const RuleInput& input) {
  const Fact& unit = input.decision->winner()->mode->fact(FactKey::unit);
  const auto& file = input.declaration;
  const bool stated = file.requirements.ordering ||
                      std::ranges::any_of(file.messages, [](const MessageType& message) {
                        return message.key.has_value();
                      });
  return stated && input.context->requirements.ordering == Ordering::partition &&
         (unit.is(Word::partition) || unit.is(Word::stream));
}

/// A planning figure may well be too careful: then a measurement is the way out.
bool rests_on_estimate(const PartitionNeed& need) {
  return need.source.find("estimate:") != std::string::npos;
}

std::string help_of_pinned_partitions_too_few(const PartitionNeed& need) {
  const std::string raise =
      fmt::format("raise decisions.partitions to {} or leave it out", need.partitions);
  if (!rests_on_estimate(need)) return raise;
  const bool counted = need.name == "producer_throughput";
  const std::string_view key = counted                         ? "capacity.partition_throughput"
                               : need.name == "consumer_bytes" ? "capacity.partition_read"
                                                               : "capacity.partition_write";
  return fmt::format(
      "{}; what one carries is a planning figure: where yours carry more, state the measurement "
      "under {}",
      raise, key);
}

std::string shortfall(const Sizing& sizing, const PartitionNeed& need, std::string_view when) {
  return fmt::format(
      "{} {} pinned, {} {}: {} = {}", notation::counted(sizing.partitions, sizing.unit),
      sizing.partitions == 1 ? "is" : "are", when, need.name, need.substituted, need.partitions);
}

void check_pinned_partitions_too_few(const RuleInput& input, Findings& findings) {
  const auto& pinned = input.declaration.decisions.partitions;
  const Sizing& sizing = *input.sizing;
  const PartitionNeed* planned = largest_load_need(sizing);
  // Global order has rules of its own: more than one partition is no choice there.
  if (!pinned || input.context->requirements.ordering == Ordering::global) return;
  if (planned == nullptr || planned->partitions <= sizing.partitions) return;
  if (strain_of(input) != Strain::none) return;
  EventContext today = *input.context;
  today.workload.growth_factor = {1};
  const Sizing now = size_design(today, *input.decision->winner());
  const PartitionNeed* need = largest_own_need(now);
  if (need != nullptr && need->partitions > sizing.partitions) {
    findings.add(pinned_partitions_too_few_rule, pinned->where,
                 shortfall(sizing, *need, "today's peak needs more by"),
                 help_of_pinned_partitions_too_few(*need));
    return;
  }
  const bool grows = input.context->workload.growth_factor.value > 1;
  if (!grows || growth_breaks_order(input)) return;
  auto& finding = findings.add(
      pinned_partitions_too_few_rule, pinned->where,
      shortfall(sizing, *planned, "enough for today, and too few with the planned growth by"),
      "raise decisions.partitions now, or when the growth is there");
  finding.severity = Severity::info;
}

}  // namespace

extern const Check pinned_partitions_too_few;
constinit const Check pinned_partitions_too_few{
    &pinned_partitions_too_few_rule, check_pinned_partitions_too_few, Stage::sized, Quotes::sizing};

}  // namespace eventarch::rules
