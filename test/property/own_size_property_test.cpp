/// A design at the size that it recommends keeps its own targets, and one unit fewer does not.

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "property/harness.hpp"
#include "report/json_parts.hpp"
#include "sizing/hot_key.hpp"
#include "sizing/stages.hpp"

namespace eventarch::property {
namespace {

/// The numbers alone: that the count is pinned shows in words, and in what hangs on it.
std::string numbers_of(const Sizing& sizing) {
  auto report = report::sizing_of(sizing);
  for (const char* key : {"partitions_pinned", "figures", "sensitivity"}) report.erase(key);
  return report.dump();
}

TEST(OwnSizeProperty, PinnedGivesTheSameNumbersAndNoError) {
  int pinned = 0;
  for_design_files(2000, {.pinned = true, .decisions = true}, [&](const DesignFile& file, Random&) {
    const Advice advice = advice_on(file);
    if (!advice.design) return;
    const Sizing& sizing = advice.design->sizing;
    const std::string count = fmt::format("{}", sizing.partitions);
    SCOPED_TRACE(count);
    const Advice again = advice_on(file, {{"decisions.partitions", count}});
    ASSERT_TRUE(again.design);
    EXPECT_EQ(again.decision->winner()->mode, advice.decision->winner()->mode);
    EXPECT_EQ(again.valid(), advice.valid());
    EXPECT_TRUE(again.design->sizing.partitions_pinned);
    EXPECT_EQ(again.design->sizing.partitions, sizing.partitions);
    EXPECT_EQ(numbers_of(again.design->sizing), numbers_of(sizing));
    ++pinned;
  });
  EXPECT_GT(pinned, portion_of(1900));
}

/// Without growth and without a busiest key, which the partitions are sized for and the instances
/// are not.
EventContext steady(const DesignFile& file) {
  EventContext context = context_of(file);
  context.workload.growth_factor.value = 1;
  context.workload.hot_key_share.reset();
  context.workload.distinct_keys.reset();
  return context;
}

/// Larger counts are not worked with: such a load has other worries.
bool as_large_as_it_gets(const Sizing& sizing) {
  const ConsumerGroup& group = sizing.consumers.front();
  const std::uint64_t most = std::max({sizing.partitions, group.for_stability, group.for_latency,
                                       group.for_recovery, group.instances});
  return static_cast<double>(most) >= sizing::count_max;
}

/// Messages that have to be taken by one call: no number of consumers shortens that.
bool waits_for_each_other(const Sizing& sizing) {
  return std::ranges::any_of(sizing.unreachable, [](const UnreachableNeed& need) {
    return need.formula == "in_hand_wait";
  });
}

TEST(OwnSizeProperty, KeepsTheTargets) {
  int kept = 0;
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const EventContext context = steady(file);
    if (context.requirements.ordering == Ordering::global) return;
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const sizing::Layout layout{context, *candidate.broker, *candidate.mode};
      const Sizing sizing = sizing::size_once(context, candidate);
      if (as_large_as_it_gets(sizing)) continue;
      const ConsumerGroup& group = sizing.consumers.front();
      EXPECT_EQ(group.idle, 0U);
      // The broker serves no more consumers: a reason to rank it lower, not to size it otherwise.
      if (group.instances == layout.group_limit()) continue;
      EXPECT_LE(group.utilization, context.capacity.utilization_target.value * (1 + 1e-9));
      EXPECT_TRUE(sizing.recovery.within_target);
      EXPECT_TRUE(sizing.latency.met || !sizing.latency.attainable || waits_for_each_other(sizing));
      ++kept;
    }
  });
  EXPECT_GT(kept, portion_of(20'000));
}

TEST(OwnSizeProperty, KeepsTheTargetsForTheBusiestKeyToo) {
  int kept = 0;
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random& random) {
    EventContext context = context_of(file);
    if (context.requirements.ordering != Ordering::partition) return;
    context.workload.growth_factor.value = 1;
    context.workload.hot_key_share =
        Share{random.one_of(std::array{0.00001, 0.0001, 0.001, 0.01, 0.1})};
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const sizing::Layout layout{context, *candidate.broker, *candidate.mode};
      const Sizing sizing = sizing::size_once(context, candidate);
      const double limit = hot_key_limit(sizing);
      if (as_large_as_it_gets(sizing) || limit == 0 || limit > 1) continue;
      if (sizing.consumers.front().instances == layout.group_limit()) continue;
      EXPECT_LE(sizing.consumers.front().utilization, limit * (1 + 1e-9));
      if (!sizing.unreachable.empty()) continue;
      EXPECT_TRUE(sizing.latency.met || !sizing.latency.attainable);
      ++kept;
    }
  });
  EXPECT_GT(kept, portion_of(1000));
}

EventContext with_partitions(EventContext context, std::uint64_t count) {
  context.decisions.partitions = Given<Count>{Count{count}, fmt::format("{}", count), {}};
  return context;
}

/// That the need binds is no figure of speech.
void expect_target_missed(std::string_view need, const EventContext& context,
                          const Sizing& sizing) {
  const ConsumerGroup& group = sizing.consumers.front();
  if (need == "consumer_throughput") {
    EXPECT_GT(group.utilization, context.capacity.utilization_target.value);
    EXPECT_GT(group.idle, 0U);
  } else if (need == "recovery") {
    EXPECT_FALSE(sizing.recovery.within_target);
  } else if (need == "latency") {
    EXPECT_FALSE(sizing.latency.met);
  }
}

TEST(OwnSizeProperty, OneUnitFewerThanNeededMissesTheTargetThatBinds) {
  std::map<std::string, int> missed;
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random&) {
    const EventContext context = steady(file);
    if (context.requirements.ordering == Ordering::global) return;
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const Sizing needed = sizing::size_once(context, candidate);
      // One of very many is less than the rounding errors that are forgiven.
      if (needed.rounding.raw < 2 || needed.rounding.raw > 1'000'000) continue;
      const EventContext fewer = with_partitions(context, needed.rounding.raw - 1);
      const Sizing sizing = sizing::size_once(fewer, candidate);
      EXPECT_EQ(sizing.partitions, needed.rounding.raw - 1);
      EXPECT_EQ(sizing.binding_constraint, needed.binding_constraint);
      EXPECT_GT(sizing.rounding.raw, sizing.partitions);
      SCOPED_TRACE(sizing.binding_constraint);
      expect_target_missed(sizing.binding_constraint, context, sizing);
      ++missed[sizing.binding_constraint];
    }
  });
  for (const char* need : {"consumer_throughput", "recovery", "latency"}) {
    EXPECT_GT(missed[need], portion_of(50)) << need;
  }
}

}  // namespace
}  // namespace eventarch::property
