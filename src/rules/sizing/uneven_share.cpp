#include <fmt/format.h>

#include "rules/strain.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "uneven_share",
    .severity = Severity::info,
    .summary = "The consumer of the busiest key has more to do than the others",
    .rationale =
        "The partition of the busiest key carries its part of all other keys too. Averages over "
        "the group hide that: latency and recovery are those of its consumer.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: "
        "partition, retention: 1 day}, workload: {hot_key_share: 0.8 %, processing_time: 2 ms}, "
        "decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: "
        "partition, retention: 1 day}, workload: {hot_key_share: 0.1 %, processing_time: 2 ms}, "
        "decisions: {broker: kafka}}",
    .source = "share of the busiest key + the rest / partitions",
};

void run(const RuleInput& input, Findings& findings) {
  const auto& share = input.declaration.workload.hot_key_share;
  if (!share || strain_of(input) != Strain::uneven_share) return;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const double mean = utilization_without_hot_key(input);
  auto& finding = findings.add(
      rule, share->where,
      fmt::format("at peak the consumer of the busiest key is {} busy, {:.1f} x as much as one of "
                  "{} without it ({}); {} is the target",
                  notation::percent(group.utilization), group.utilization / mean, group.instances,
                  notation::percent(mean),
                  notation::percent(input.context->capacity.utilization_target.value)),
      "alert on the lag of each partition, not of the group alone; split the key where order "
      "allows");
  finding.label = "one partition";
  add_cause(finding, input.declaration.capacity.utilization_target, "the target");
}

}  // namespace

extern const Check uneven_share;
constinit const Check uneven_share{&rule, run, Stage::sized};

}  // namespace eventarch::rules
