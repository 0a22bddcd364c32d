#include <fmt/format.h>

#include "rules/rule.hpp"
#include "rules/strain.hpp"
#include "rules/trial.hpp"
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
        "for growth are well spent, but only the file knows of the growth.",
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
          "pin what the load needs (`decisions.partitions: {}`) or leave it out, or state the "
          "growth they are meant for (workload.growth_factor)",
          calculated.partitions));
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
