#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "hot_key",
    .severity = Severity::warning,
    .summary = "The busiest key overloads its consumer",
    .rationale =
        "All messages of a key go to one partition and one consumer of a group, however many there "
        "are.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {hot_key_share: 50 %, processing_time: 20 ms}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {hot_key_share: 0.1 %, processing_time: 20 ms}}",
    .source = "a key lives on one partition: ordered throughput is capped at capacity / share",
};

void run(const RuleInput& input, Findings& findings) {
  const auto& share = input.declaration.workload.hot_key_share;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!share || !keyed) return;
  const double per_consumer = input.sizing->traffic.peak.per_second *
                              input.context->workload.growth_factor.value *
                              input.context->workload.processing_time.seconds();
  const double busy = per_consumer * share->value.value;
  const double target = input.context->capacity.utilization_target.value;
  if (busy <= target) return;
  auto& finding = findings.add(
      rule, share->where,
      fmt::format("at peak{} the busiest key alone keeps its consumer {} busy; at most {} of the "
                  "traffic would fit",
                  input.context->workload.growth_factor.value > 1 ? ", grown as planned," : "",
                  notation::percent(busy), notation::percent(target / per_consumer)),
      "split the key (order within the parts), shorten the processing, or batch it");
  finding.label = "one key";
  finding.notes.push_back(
      fmt::format("{}{} x {} x {} = {}", notation::rate(input.sizing->traffic.peak),
                  input.context->workload.growth_factor.value > 1
                      ? fmt::format(" x {} (growth)",
                                    notation::number(input.context->workload.growth_factor.value))
                      : "",
                  notation::duration(input.context->workload.processing_time),
                  notation::percent(share->value.value), notation::percent(busy)));
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
}

}  // namespace

extern const Check hot_key;
constinit const Check hot_key{&rule, run, Stage::sized};

}  // namespace eventarch::rules
