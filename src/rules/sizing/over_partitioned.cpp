#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "rules/rule.hpp"
#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "rules/written.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule over_partitioned_rule{
    .name = "over_partitioned",
    .severity = Severity::info,
    .summary = "More than twice as many partitions are pinned as the load needs",
    .rationale =
        "Each partition costs open files, memory, a segment of disk on every replica, and time "
        "when a broker fails or a group rebalances; smaller batches cost throughput. Partitions "
        "for growth are well spent, but only the file knows of the growth. Where fewer would do "
        "less, "
        "as where they take other keys off the partition of the busiest one, they are none too "
        "many.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: none}, "
        "workload: {processing_time: 1 ms}, decisions: {broker: kafka, partitions: 48}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: none}, "
        "workload: {processing_time: 1 ms}, decisions: {broker: kafka, partitions: 12}}",
    .source =
        "Confluent, How to choose the number of topics/partitions in a Kafka cluster: more "
        "partitions require more open file handles, memory and time to fail over",
};

/// Whether nothing of the design gets worse with the change: fewer partitions give each its larger
/// part of the other keys, and the one of the busiest key then may have too much.
bool as_good_with(const RuleInput& input, const ContextChange& change) {
  EventContext context = *input.context;
  change(context);
  const Sizing& now = *input.sizing;
  const Sizing then = sized_with(input, change);
  const double busy = std::max(sizing::most_with_hot_key, now.consumers.front().utilization);
  const bool keeps_up = then.latency.p99_ms.has_value() || !now.latency.p99_ms;
  const bool in_time = (then.latency.met || !now.latency.met) &&
                       (then.recovery.within_target || !now.recovery.within_target);
  const RuleInput tried{input.declaration, input.catalogue, input.decision, &context, &then};
  const bool written = overfull_writes(tried).empty() || !overfull_writes(input).empty();
  return keeps_up && in_time && written && then.consumers.front().utilization <= busy;
}

/// As few as do what those that are pinned do, from the calculated number on; empty where it takes
/// half of the pinned ones or more, which are then none too many.
std::optional<std::uint64_t> fewer_that_do(const RuleInput& input, const Sizing& calculated) {
  constexpr double step = 1.25;
  const std::uint64_t multiple = std::max<std::uint64_t>(1, calculated.rounding.multiple_of);
  std::uint64_t count = calculated.partitions;
  while (2 * count < input.sizing->partitions || count == calculated.partitions) {
    const auto pin = [count](EventContext& context) {
      context.decisions.partitions = Given<Count>{{count}, {}, {}};
    };
    if (as_good_with(input, pin)) return count;
    const auto next = static_cast<std::uint64_t>(std::ceil(static_cast<double>(count) * step));
    count = (next + multiple - 1) / multiple * multiple;
  }
  return std::nullopt;
}

void check_over_partitioned(const RuleInput& input, Findings& findings) {
  const auto& pinned = input.declaration.decisions.partitions;
  const Sizing& sizing = *input.sizing;
  // Against a load that nobody stated there are no too many.
  const bool known =
      input.declaration.requirements.throughput && input.context->workload.processing_declared;
  if (!pinned || !known || input.context->requirements.ordering == Ordering::global) return;
  if (sizing.partitions <= harmless_partitions || sizing.partitions <= 2 * sizing.rounding.raw)
    return;
  const Sizing calculated = sized_with(input, leave_out_number);
  const auto enough = fewer_that_do(input, calculated);
  if (!enough) return;
  const bool costs_brokers = sizing.brokers.count > calculated.brokers.count;
  auto& finding = findings.add(
      over_partitioned_rule, pinned->where,
      fmt::format("{} are pinned, the load needs {} ({}){}",
                  notation::counted(sizing.partitions, sizing.unit), sizing.rounding.raw,
                  sizing.binding_constraint,
                  costs_brokers
                      ? fmt::format(": {} instead of {}, for {} ({})",
                                    notation::counted(sizing.brokers.count, "broker"),
                                    calculated.brokers.count, sizing.brokers.binding_constraint,
                                    sizing.brokers.substituted)
                      : ""),
      fmt::format(
          "pin what the load needs (`decisions.partitions: {}`){}, or state the growth they "
          "are meant for (workload.growth_factor)",
          *enough, *enough == calculated.partitions ? " or leave it out" : ""));
  finding.label = "more than the load needs";
  if (const PartitionNeed* need = largest_load_need(sizing))
    finding.notes.push_back(arithmetic_of(*need));
  if (costs_brokers) finding.severity = Severity::warning;
}

}  // namespace

extern const Check over_partitioned;
constinit const Check over_partitioned{&over_partitioned_rule, check_over_partitioned, Stage::sized,
                                       Quotes::sizing};

}  // namespace eventarch::rules
