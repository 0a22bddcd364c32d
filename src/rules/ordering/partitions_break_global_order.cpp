#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule partitions_break_global_order_rule{
    .name = "partitions_break_global_order",
    .severity = Severity::error,
    .summary = "Global order with more than one partition",
    .rationale =
        "Order holds within a partition. Two partitions are read independently, and nothing "
        "says which of two messages came first.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "ordering: global, delivery: at_least_once}, producers: [checkout], consumers: [payment, "
        "shipping], decisions: {partitions: 12}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 100 msg/s, ordering: global}, "
        "decisions: {partitions: 1}}",
    .source = "Apache Kafka documentation, introduction, ordering within a partition",
};

void check_partitions_break_global_order(const RuleInput& input, Findings& findings) {
  const auto& ordering = input.declaration.requirements.ordering;
  const auto& partitions = input.declaration.decisions.partitions;
  if (!ordering || !partitions || ordering->value != Ordering::global) return;
  if (partitions->value.value <= 1) return;
  auto& finding = findings.add(
      partitions_break_global_order_rule, partitions->where,
      fmt::format("{} partitions keep no order over all messages", partitions->value.value),
      "use one partition, or order by key (`ordering: partition`)");
  finding.related.push_back({ordering->where, "global order is required here"});
  finding.label = "more than one";
}

}  // namespace

extern const Check partitions_break_global_order;
constinit const Check partitions_break_global_order{&partitions_break_global_order_rule,
                                                    check_partitions_break_global_order};

}  // namespace eventarch::rules
