#include <fmt/format.h>

#include "rules/rule.hpp"
#include "rules/trial.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule hot_key_below_mean_rule{
    .name = "hot_key_below_mean",
    .severity = Severity::warning,
    .summary = "The busiest key has less than the keys have on average",
    .rationale =
        "So many keys share all of the traffic, and the busiest of them has no less than the mean. "
        "A smaller share is that of another key, or the number of keys is wrong, and the partition "
        "of the busiest key is sized too small.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {distinct_keys: 2K, hot_key_share: 0.01 %, processing_time: 1 ms}, "
        "decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: "
        "partition}, workload: {distinct_keys: 2K, hot_key_share: 0.1 %, processing_time: 1 ms}, "
        "decisions: {broker: kafka}}",
    .source = "no value is above the largest: the mean is not either",
};

void check_hot_key_below_mean(const RuleInput& input, Findings& findings) {
  const auto& share = input.declaration.workload.hot_key_share;
  const auto& keys = input.declaration.workload.distinct_keys;
  if (!share || !keys || keys->value.value == 0) return;
  const double mean = 1 / static_cast<double>(keys->value.value);
  // Both are rounded figures.
  constexpr double exactness = 1.05;
  if (share->value.value * exactness >= mean) return;
  auto& finding = findings.add(
      hot_key_below_mean_rule, share->where,
      fmt::format("the busiest of {} has {} of the traffic, and the mean is {}",
                  notation::counted(keys->value.value, "key"),
                  notation::percent(share->value.value), declared_share(mean)),
      fmt::format("state the share of the key that has most (`workload.hot_key_share: {}`, or "
                  "more), or leave it out",
                  declared_share(mean)));
  finding.label = "below the mean";
  finding.notes.push_back(fmt::format("100 % / {} = {}", keys->value.value, declared_share(mean)));
  add_cause(finding, keys, "the keys");
}

}  // namespace

extern const Check hot_key_below_mean;
constinit const Check hot_key_below_mean{&hot_key_below_mean_rule, check_hot_key_below_mean};

}  // namespace eventarch::rules
