#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule global_ordering_throughput_rule{
    .name = "global_ordering_throughput",
    .severity = Severity::warning,
    .summary = "Global order at more than 10K msg/s",
    .rationale =
        "All messages in one order means one partition, one leader and one active consumer in each "
        "group. About 10K msg/s of 1 KB is what a partition is planned with, whatever the size of "
        "the cluster.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 100K msg/s, ordering: "
        "global}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 100K msg/s, ordering: "
        "partition, retention: 1 day}}",
    .source =
        "the document that eventarch grew out of; Confluent, How to choose the number of "
        "topics/partitions in a Kafka cluster",
};

constexpr MessageRate single_partition{10'000};

void check_global_ordering_throughput(const RuleInput& input, Findings& findings) {
  const auto& ordering = input.declaration.requirements.ordering;
  const auto& throughput = input.declaration.requirements.throughput;
  if (!ordering || !throughput || ordering->value != Ordering::global) return;
  if (throughput->value <= single_partition) return;
  auto& finding = findings.add(
      global_ordering_throughput_rule, ordering->where,
      fmt::format("Global ordering limits throughput to single partition: {} is required, one "
                  "partition is planned with {}",
                  notation::rate(throughput->value), notation::rate(single_partition)),
      "order by key (`ordering: partition`): what must stay in order mostly concerns one order, "
      "account or device");
  finding.label = "one partition";
  finding.notes.push_back(fmt::format(
      "{} / {} = {} partitions would be needed, and order over all takes 1",
      notation::rate(throughput->value), notation::rate(single_partition),
      notation::guarded_ceil(throughput->value.per_second / single_partition.per_second)));
  finding.related.push_back({throughput->where, "the rate that one partition would have to carry"});
}

}  // namespace

extern const Check global_ordering_throughput;
constinit const Check global_ordering_throughput{&global_ordering_throughput_rule,
                                                 check_global_ordering_throughput};

}  // namespace eventarch::rules
