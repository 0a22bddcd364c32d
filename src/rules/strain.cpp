#include "rules/strain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sizing/hot_key.hpp"
#include "sizing/key_spread.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

/// Below this no planning figure is that exact.
constexpr double tolerance = 1.05;
constexpr double uneven = 1.2;

/// Order in groups or sessions inside of a queue needs no partitions, and has no such need.
bool key_fills_a_partition(const Sizing& sizing) {
  return need_named(sizing, "hot_key") != nullptr ||
         std::ranges::find(sizing.unreachable, "hot_key", &UnreachableNeed::name) !=
             sizing.unreachable.end();
}

Strain strain_over_target(const RuleInput& input, double most) {
  const double busy = input.sizing->consumers.front().utilization;
  if (!key_fills_a_partition(*input.sizing)) return Strain::over_target;
  const double mean = utilization_without_hot_key(input);
  if (mean > most || busy > sizing::most_with_hot_key) return Strain::over_target;
  return busy >= uneven * mean ? Strain::uneven_share : Strain::none;
}

}  // namespace

double most_of_target(const RuleInput& input) {
  return std::min(1.0, input.context->capacity.utilization_target.value * tolerance);
}

double busy_on_fullest(const RuleInput& input) {
  const Candidate& winner = *input.decision->winner();
  if (utilization_without_hot_key(input) >= 1) return 0;
  return sizing::likely_fullest_utilization({*input.context, *winner.broker, *winner.mode},
                                            *input.sizing)
      .value_or(0);
}

double hot_key_load(const RuleInput& input) {
  const auto& share = input.context->workload.hot_key_share;
  const bool keyed = input.context->requirements.ordering == Ordering::partition;
  if (!share || !keyed) return 0;
  return share->value * input.sizing->traffic.peak.per_second *
         input.context->workload.processing_time.seconds();
}

std::string work_at_peak(const RuleInput& input) {
  const Duration each = input.context->workload.processing_time;
  const MessageRate peak = input.sizing->traffic.peak;
  return fmt::format("{} x {} = {} messages in hand at once", notation::rate(peak),
                     notation::duration(each), notation::number(peak.per_second * each.seconds()));
}

bool falls_behind_by_keys(const RuleInput& input) {
  const Workload& workload = input.context->workload;
  if (!sizing::keys_overloaded(*input.context)) return false;
  const double even = 1 / static_cast<double>(workload.distinct_keys->value);
  return !workload.hot_key_share || workload.hot_key_share->value <= even;
}

Strain strain_of(const RuleInput& input) {
  const ConsumerGroup& group = input.sizing->consumers.front();
  const double target = input.context->capacity.utilization_target.value;
  const double most = most_of_target(input);
  const bool unstable = !input.sizing->latency.p99_ms;
  // Without that key its consumer would keep up as the others do: then the key is the cause.
  const bool by_key = key_fills_a_partition(*input.sizing) && hot_key_load(input) > 0 &&
                      utilization_without_hot_key(input) < 1;
  if (unstable && falls_behind_by_keys(input)) return Strain::too_few_keys;
  if (unstable) return by_key ? Strain::hot_key : Strain::unstable;
  if (hot_key_load(input) > target) return Strain::hot_key;
  if (group.utilization > most) return strain_over_target(input, most);
  // Consumers that share one queue are never too many for it.
  const std::uint64_t for_latency = input.sizing->latency.attainable ? group.for_latency : 0;
  const bool fed = std::max(for_latency, group.for_recovery) <= input.sizing->partitions;
  return group.idle == 0 || fed ? Strain::none : Strain::too_few;
}

double utilization_without_hot_key(const RuleInput& input) {
  const double busy = input.sizing->consumers.front().utilization;
  const auto& share = input.context->workload.hot_key_share;
  if (share && share->value >= 1) return 0;
  return (busy - hot_key_load(input)) / (1 - (share ? share->value : 0));
}

const PartitionNeed* need_named(const Sizing& sizing, std::string_view name) {
  const auto found = std::ranges::find(sizing.needs, name, &PartitionNeed::name);
  return found == sizing.needs.end() ? nullptr : &*found;
}

double input_of(const PartitionNeed& need, std::string_view name) {
  const auto found = std::ranges::find(need.inputs, name, &FigureInput::name);
  return found == need.inputs.end() ? 0 : found->value;
}

const PartitionNeed* largest_own_need(const Sizing& sizing) {
  const PartitionNeed* largest = nullptr;
  for (const std::string_view name : {"producer_throughput", "producer_bytes", "consumer_bytes"}) {
    const PartitionNeed* need = need_named(sizing, name);
    if (need == nullptr) continue;
    if (largest == nullptr || need->partitions > largest->partitions) largest = need;
  }
  return largest;
}

const PartitionNeed* largest_load_need(const Sizing& sizing) {
  const PartitionNeed* largest = nullptr;
  for (const PartitionNeed& need : sizing.needs) {
    if (need.name == "broker_spread") continue;
    // A target that is out of reach is no reason to ask for more.
    if (need.name == "latency" && !sizing.latency.attainable) continue;
    if (largest == nullptr || need.partitions > largest->partitions) largest = &need;
  }
  return largest;
}

bool feeds_one_each(const Mode& mode) {
  const Fact& unit = mode.fact(FactKey::unit);
  const bool apart = unit.is(Word::partition) || unit.is(Word::stream) || unit.is(Word::shard);
  return apart && mode.number(FactKey::consumers_per_unit) <= 1;
}

bool multiplied_by_processing(const RuleInput& input) {
  // Judgements: up to so many partitions are no burden, whatever they are made for; and below so
  // many times what the traffic needs, traffic is a reason for many of them as well.
  constexpr std::uint64_t bearable = 200;
  constexpr std::uint64_t many_times = 20;
  // What is done sooner is done by the batch.
  constexpr Duration takes_long{10};
  const Sizing& sizing = *input.sizing;
  if (input.context->workload.processing_time < takes_long) return false;
  if (!feeds_one_each(*input.decision->winner()->mode) || sizing.partitions <= bearable) {
    return false;
  }
  const PartitionNeed* work = need_named(sizing, "consumer_throughput");
  const PartitionNeed* traffic = largest_own_need(sizing);
  const std::uint64_t own = traffic == nullptr ? 1 : traffic->partitions;
  return work != nullptr && work->partitions > bearable && work->partitions >= many_times * own;
}

std::string arithmetic_of(const PartitionNeed& need) {
  return fmt::format("{}: {} = {}", need.name, need.substituted, need.partitions);
}

SourceSpan place_of_units(const RuleInput& input) {
  const Declaration& file = input.declaration;
  if (file.decisions.partitions) return file.decisions.partitions->where;
  const bool global = input.context->requirements.ordering == Ordering::global;
  return global ? place_of(file.requirements.ordering, file)
                : place_of(file.requirements.throughput, file);
}

}  // namespace eventarch::rules
