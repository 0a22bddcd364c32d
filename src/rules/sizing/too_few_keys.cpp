#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "rules/strain.hpp"
#include "rules/trial.hpp"
#include "sizing/key_spread.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule too_few_keys_rule{
    .name = "too_few_keys",
    .severity = Severity::warning,
    .summary = "Fewer keys than partitions need to be evenly filled",
    .rationale =
        "A key lives on one partition, and its messages are worked on one after the other. With "
        "few "
        "keys some partitions get several and others none, and at most as many consumers work as "
        "there are keys, whether the broker has partitions, message groups or sessions. A "
        "partition "
        "that is likely to bring its consumer more than it can do at peak is an error: what lies "
        "on "
        "it falls behind, whatever the mean says.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: "
        "partition}, workload: {distinct_keys: 10}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s, ordering: "
        "partition}, workload: {distinct_keys: 100K}, decisions: {broker: kafka}}",
    .source = "balls into bins; five keys a partition is the usual rule of thumb",
};

/// Keys with which the fullest partition keeps its consumer less than fully busy: the inverse of
/// the above, rounded up.
std::uint64_t enough_keys(double mean_busy, std::uint64_t partitions) {
  const double excess = 1 / mean_busy - 1;
  const auto count = static_cast<double>(partitions);
  return notation::guarded_ceil(count * 2 * std::log(count) / (excess * excess)) + 1;
}

/// At least so many make the partitions about evenly full.
constexpr std::uint64_t keys_per_partition = 5;

/// How busy consumers are where keys are no limit.
double busy_with_many_keys(const RuleInput& input) {
  if (!falls_behind_by_keys(input)) return utilization_without_hot_key(input);
  return sized_with(input, [](EventContext& context) { context.workload.distinct_keys.reset(); })
      .consumers.front()
      .utilization;
}

/// So many that each partition has some, and that none has too much to do.
std::uint64_t keys_to_spread(const RuleInput& input, std::uint64_t partitions, double busy) {
  const std::uint64_t spread = keys_per_partition * partitions;
  if (!input.context->workload.processing_declared || busy >= 1) return spread;
  return std::max(spread, enough_keys(busy, partitions));
}

/// Also once the busiest key is split: the partitions are then fewer and busier, and it takes more
/// keys to fill them evenly.
std::uint64_t keys_to_choose(const RuleInput& input) {
  const std::uint64_t now =
      keys_to_spread(input, input.sizing->partitions, busy_with_many_keys(input));
  if (!input.context->workload.hot_key_share) return now;
  const Sizing split = sized_with(input, [](EventContext& context) {
    context.workload.hot_key_share.reset();
    context.workload.distinct_keys.reset();
  });
  return std::max(now,
                  keys_to_spread(input, split.partitions, split.consumers.front().utilization));
}

/// It falls behind more likely than not. The estimate is some percent above what random deals come
/// to, and no planning figure is more exact than that.
bool likely_to_fall_behind(const RuleInput& input) {
  constexpr double exactness = 1.05;
  return busy_on_fullest(input) > exactness;
}

/// "pin more partitions (`decisions.partitions: 2574`)", as few as leave the likely fullest one
/// with no more than any may have; empty where the load could not want as many.
std::optional<std::string> more_partitions(const RuleInput& input) {
  const auto holds = [](const RuleInput& tried) {
    return busy_on_fullest(tried) > 0 && busy_on_fullest(tried) <= sizing::most_with_hot_key &&
           tried.context->workload.distinct_keys->value >=
               keys_per_partition * tried.sizing->partitions &&
           strain_of(tried) == Strain::none;
  };
  const Rounding& rounding = input.sizing->rounding;
  const std::uint64_t multiple = std::max<std::uint64_t>(1, rounding.multiple_of);
  const std::uint64_t most = std::max(harmless_partitions, 2 * rounding.raw);
  constexpr std::array shares{1.1, 1.25, 1.5, 1.75, 2.0};
  for (const double share : shares) {
    const auto wanted = notation::guarded_ceil(share * static_cast<double>(rounding.raw));
    const std::uint64_t count = (wanted + multiple - 1) / multiple * multiple;
    if (count > most || count <= input.sizing->partitions) continue;
    const auto pin = [count](EventContext& context) {
      context.decisions.partitions = Given<Count>{{count}, {}, {}};
    };
    if (!holds_with(input, pin, holds)) continue;
    return fmt::format("pin more {} (`decisions.partitions: {}`)",
                       notation::noun_for(2, input.sizing->unit), count);
  }
  return std::nullopt;
}

/// Enough keys that each partition has some, and too few to be spread evenly.
void check_fullest(const RuleInput& input, const Given<Count>& keys, Findings& findings) {
  const Sizing& sizing = *input.sizing;
  const auto partitions = static_cast<double>(sizing.partitions);
  const auto count = static_cast<double>(keys.value.value);
  const double fullest = sizing::fullest_over_mean(count, partitions);
  const double busy = busy_on_fullest(input);
  if (busy <= 1) return;
  const auto more = more_partitions(input);
  auto& finding = findings.add(
      too_few_keys_rule, keys.where,
      fmt::format("{} on {}: the fullest is likely to hold {} of them in place of {}, which would "
                  "keep its consumer {} busy at peak",
                  notation::counted(keys.value.value, "key"),
                  notation::counted(sizing.partitions, sizing.unit),
                  notation::number(count / partitions * fullest, 2),
                  notation::number(count / partitions, 2), notation::percent(busy)),
      fmt::format("choose a finer key (`workload.distinct_keys: {}`, or more){}",
                  keys_to_choose(input), more ? ", or " + *more : ""));
  finding.label = "unevenly spread";
  if (likely_to_fall_behind(input)) finding.severity = Severity::error;
  finding.notes.push_back(
      fmt::format("{} / {} = {} keys on a {} in the mean; the fullest holds about {} x as many",
                  keys.value.value, sizing.partitions, notation::number(count / partitions, 2),
                  sizing.unit, notation::number(fullest, 2)));
}

/// Where order lies within message groups, sessions or ordering keys, a key is worked on by one
/// consumer at a time, and no partition holds it.
void check_busy_at_once(const RuleInput& input, const Given<Count>& keys, std::uint64_t needed,
                        Findings& findings) {
  if (keys.value.value >= needed) return;
  auto& finding = findings.add(
      too_few_keys_rule, keys.where,
      fmt::format("messages of one key are processed one after the other, so that {} {} at most {} "
                  "in hand; the peak needs {}",
                  notation::counted(keys.value.value, "key"),
                  keys.value.value == 1 ? "has" : "have",
                  notation::counted(keys.value.value, "message"), notation::counted(needed, "key")),
      fmt::format("choose a finer key (`workload.distinct_keys: {}`, or more)", needed));
  finding.label = "too few";
  finding.notes.push_back(work_at_peak(input));
  add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  if (falls_behind_by_keys(input)) finding.severity = Severity::error;
}

/// How few keys on partitions leave some of them without work, and others with too much.
std::string message_of_too_few_keys(const RuleInput& input, std::uint64_t count) {
  const Sizing& sizing = *input.sizing;
  std::string text = fmt::format("{} on {}: ", notation::counted(count, "key"),
                                 notation::counted(sizing.partitions, sizing.unit));
  if (falls_behind_by_keys(input)) {
    return text + fmt::format("at most {} of a group work at once, and fall behind at peak",
                              notation::counted(std::min(count, sizing.partitions), "consumer"));
  }
  if (count >= sizing.partitions) return text + "some stay empty, others are overfull";
  return text + fmt::format("at least {} {} empty", sizing.partitions - count,
                            sizing.partitions - count == 1 ? "stays" : "stay");
}

bool is_enough(const RuleInput& input) {
  return input.sizing->latency.met && strain_of(input) == Strain::none;
}

std::string help_of_too_few_keys(const RuleInput& input, std::uint64_t keys) {
  std::string finer = fmt::format("choose a finer key (`workload.distinct_keys: {}`, or more)",
                                  keys_to_choose(input));
  const std::uint64_t fewer = keys / keys_per_partition;
  const auto pin = [&](EventContext& context) {
    context.decisions.partitions = Given<Count>{{fewer}, {}, {}};
  };
  if (fewer == 0 || !holds_with(input, pin, is_enough)) return finer;
  return fmt::format(
      "{}, or pin fewer {}, which carry the load as well (`decisions.partitions: {}`)", finer,
      notation::noun_for(2, input.sizing->unit), fewer);
}

void check_too_few_keys(const RuleInput& input, Findings& findings) {
  const auto& keys = input.declaration.workload.distinct_keys;
  const Sizing& sizing = *input.sizing;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!keys || !keyed) return;
  if (sizing.keys_needed) return check_busy_at_once(input, *keys, *sizing.keys_needed, findings);
  // All keys lie on the one partition: nothing is uneven.
  if (sizing.partitions < 2) return;
  const std::uint64_t count = keys->value.value;
  if (count >= keys_per_partition * sizing.partitions && !falls_behind_by_keys(input)) {
    return check_fullest(input, *keys, findings);
  }
  auto& finding =
      findings.add(too_few_keys_rule, keys->where, message_of_too_few_keys(input, count),
                   help_of_too_few_keys(input, count));
  finding.label = "too few";
  if (falls_behind_by_keys(input)) {
    finding.severity = Severity::error;
    finding.notes.push_back(work_at_peak(input));
    add_cause(finding, input.declaration.workload.processing_time, "the time for each message");
  }
  if (likely_to_fall_behind(input)) {
    finding.severity = Severity::error;
    finding.notes.push_back(
        fmt::format("the fullest {} is likely to keep its consumer {} busy at peak", sizing.unit,
                    notation::percent(busy_on_fullest(input))));
  }
  finding.notes.push_back(fmt::format(
      "{} / {} = {} keys on a {} in the mean; {} at least spread evenly enough", count,
      sizing.partitions,
      notation::number(static_cast<double>(count) / static_cast<double>(sizing.partitions), 2),
      sizing.unit, (keys_to_choose(input) + sizing.partitions - 1) / sizing.partitions));
  add_cause(finding, input.declaration.decisions.partitions, "the partitions");
}

}  // namespace

extern const Check too_few_keys;
constinit const Check too_few_keys{&too_few_keys_rule, check_too_few_keys, Stage::sized};

}  // namespace eventarch::rules
