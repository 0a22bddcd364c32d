#include <fmt/format.h>

#include <cmath>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "too_few_keys",
    .severity = Severity::warning,
    .summary = "Fewer keys than partitions need to be evenly filled",
    .rationale =
        "A key lives on one partition. With few keys some partitions get several and others none, "
        "and at most as many consumers work as there are keys.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: "
        "partition}, workload: {distinct_keys: 10}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: "
        "partition}, workload: {distinct_keys: 100K}, decisions: {broker: kafka}}",
    .source = "balls into bins; five keys a partition is the usual rule of thumb",
};

/// Keys on the fullest partition over the mean: 1 + sqrt(2 x mean x ln partitions) / mean, the
/// formula balls_into_bins_excess.
double fullest_over_mean(double keys, double partitions) {
  if (partitions < 2) return 1;
  const double mean = keys / partitions;
  return 1 + std::sqrt(2 * mean * std::log(partitions)) / mean;
}

/// Enough keys that each partition has some, and too few to be spread evenly.
void check_fullest(const RuleInput& input, const Given<Count>& keys, Findings& findings) {
  const auto partitions = static_cast<double>(input.sizing->partitions);
  const auto count = static_cast<double>(keys.value.value);
  const double fullest = fullest_over_mean(count, partitions);
  const double busy = input.sizing->consumers.front().utilization * fullest;
  const bool known = input.context->workload.processing_declared;
  if (!known || input.sizing->consumers.front().utilization >= 1 || busy <= 1) return;
  auto& finding = findings.add(
      rule, keys.where,
      fmt::format("{} keys on {} {}s: the fullest is likely to hold {} of them in place of "
                  "{}, which would keep its consumer {} busy at peak",
                  keys.value.value, input.sizing->partitions, input.sizing->unit,
                  notation::number(count / partitions * fullest, 2),
                  notation::number(count / partitions, 2), notation::percent(busy)),
      "choose a finer key, or shorten the processing");
  finding.label = "unevenly spread";
  finding.notes.push_back(fmt::format(
      "{} / {} = {} keys on a {} in the mean; the fullest holds about {} x as many",
      keys.value.value, input.sizing->partitions, notation::number(count / partitions, 2),
      input.sizing->unit, notation::number(fullest, 2)));
}

void run(const RuleInput& input, Findings& findings) {
  constexpr std::uint64_t keys_per_partition = 5;
  const auto& keys = input.declaration.workload.distinct_keys;
  const std::uint64_t partitions = input.sizing->partitions;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!keys || !keyed) return;
  if (keys->value.value >= keys_per_partition * partitions) {
    return check_fullest(input, *keys, findings);
  }
  auto& finding =
      findings.add(rule, keys->where,
                   fmt::format("{} keys on {} {}s: some stay empty, others are overfull",
                               keys->value.value, partitions, input.sizing->unit),
                   "choose a finer key, or fewer and faster consumers");
  finding.label = "too few";
  finding.notes.push_back(fmt::format(
      "{} / {} = {} keys on a {} in the mean; {} at least spread evenly enough", keys->value.value,
      partitions,
      notation::number(static_cast<double>(keys->value.value) / static_cast<double>(partitions), 2),
      input.sizing->unit, keys_per_partition));
  add_cause(finding, input.declaration.decisions.partitions, "the partitions");
}

}  // namespace

extern const Check too_few_keys;
constinit const Check too_few_keys{&rule, run, Stage::sized};

}  // namespace eventarch::rules
