#include <fmt/format.h>

#include "rules/rule.hpp"

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

void run(const RuleInput& input, Findings& findings) {
  constexpr std::uint64_t keys_per_partition = 5;
  const auto& keys = input.declaration.workload.distinct_keys;
  const std::uint64_t partitions = input.sizing->partitions;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!keys || !keyed || keys->value.value >= keys_per_partition * partitions) return;
  findings.add(rule, keys->where,
               fmt::format("{} keys on {} {}s: some stay empty, others are overfull",
                           keys->value.value, partitions, input.sizing->unit),
               "choose a finer key, or fewer and faster consumers");
}

}  // namespace

extern const Check too_few_keys;
constinit const Check too_few_keys{&rule, run, Stage::sized};

}  // namespace eventarch::rules
