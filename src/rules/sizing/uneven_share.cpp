#include <fmt/format.h>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule uneven_share_rule{
    .name = "uneven_share",
    .severity = Severity::info,
    .summary =
        "The consumer of the busiest key is over the target and a fifth busier than the mean, "
        "while the others are not",
    .rationale =
        "The partition of the busiest key carries its part of all other keys too. Averages over "
        "the "
        "group hide that: what the busiest consumer cannot do in time is late for its keys, and "
        "the "
        "backlog of an outage is gone when that partition's is. More partitions help little, since "
        "they take nothing off the busiest key. Up to a fifth above the mean it is let pass, a "
        "judgement: the others are then near the target themselves, and the key is no cause of its "
        "own; beyond 90 % utilization_over_target speaks. The help names a share that was tried.",
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

/// Whoever follows the help is at the target, to the 5 % that a planning figure is exact to, and
/// not only no longer told of it; nor do fewer partitions then leave the keys uneven.
bool reaches_target(const RuleInput& input) {
  return strain_of(input) == Strain::none && busy_on_fullest(input) <= 1 &&
         input.sizing->consumers.front().utilization <= most_of_target(input);
}

std::string splitting_uneven_share(const RuleInput& input) {
  const auto parts = parts_of_hot_key(input, reaches_target);
  if (parts) {
    const double share = input.context->workload.hot_key_share->value / static_cast<double>(*parts);
    const Sizing then = sized_with(
        input, [share](EventContext& context) { context.workload.hot_key_share->value = share; });
    return fmt::format("{}, which leaves its consumer {} busy", splitting(input, *parts),
                       notation::percent(then.consumers.front().utilization));
  }
  const auto& keys = input.context->workload.distinct_keys;
  return keys ? fmt::format(
                    "choose a finer key, and then split the busiest: with {} no part of it "
                    "is small enough on partitions that are evenly full",
                    notation::counted(keys->value, "key"))
              : std::string("split the key where order allows");
}

std::string help_of_uneven_share(const RuleInput& input) {
  return fmt::format("{}; until then alert on the lag of each {}, not of the group alone",
                     splitting_uneven_share(input), input.sizing->unit);
}

void check_uneven_share(const RuleInput& input, Findings& findings) {
  const auto& share = input.declaration.workload.hot_key_share;
  if (!share || strain_of(input) != Strain::uneven_share) return;
  const ConsumerGroup& group = input.sizing->consumers.front();
  const double mean = utilization_without_hot_key(input);
  const double others = mean * (1 - share->value.value);
  const double target = input.context->capacity.utilization_target.value;
  auto& finding = findings.add(
      uneven_share_rule, share->where,
      fmt::format("at peak the {} of the busiest key keeps its consumer {} busy, the others keep "
                  "theirs {}; {} is the target",
                  input.sizing->unit, notation::percent(group.utilization),
                  notation::percent(others), notation::percent(target)),
      help_of_uneven_share(input));
  finding.label = fmt::format("{:.1f} x the mean", group.utilization / mean);
  finding.notes.push_back(fmt::format("{} by the busiest key + {} by the other keys of its {} = {}",
                                      notation::percent(group.utilization - others),
                                      notation::percent(others), input.sizing->unit,
                                      notation::percent(group.utilization)));
  add_cause(finding, input.declaration.capacity.utilization_target, "the target");
}

}  // namespace

extern const Check uneven_share;
constinit const Check uneven_share{&uneven_share_rule, check_uneven_share, Stage::sized};

}  // namespace eventarch::rules
