/// More of anything never needs less: load, processing, retention, message size, copies. And what
/// does not change the load changes nothing.

#include <array>
#include <nlohmann/json.hpp>

#include "property/harness.hpp"
#include "report/json_parts.hpp"
#include "sizing/stages.hpp"

namespace eventarch::property {
namespace {

enum class More : std::uint8_t { load, processing, retention, message_size, copies };

struct Growth {
  More of;
  std::string_view name;
  void (*apply)(EventContext&, double factor);
};

void add_copies(EventContext& context, double factor) {
  const auto more = static_cast<std::uint64_t>(factor);
  context.capacity.replication_factor.value += more;
  auto& decided = context.decisions.replication_factor;
  if (decided) decided->value.value += more;
}

// clang-format off
constexpr std::array growths{
    Growth{More::load, "load", [](EventContext& c, double f) { c.requirements.throughput.per_second *= f; }},
    Growth{More::processing, "processing", [](EventContext& c, double f) { c.workload.processing_time.milliseconds *= f; }},
    Growth{More::retention, "retention", [](EventContext& c, double f) { c.requirements.retention.milliseconds *= f; }},
    Growth{More::message_size, "message size", [](EventContext& c, double f) { c.workload.message_size.bytes *= f; }},
    Growth{More::copies, "copies", add_copies},
};
// clang-format on

/// No number of partitions brings the busiest key in time, or to rest.
bool late_by_key(const Sizing& sizing) {
  return std::ranges::any_of(sizing.unreachable, [](const UnreachableNeed& need) {
    return need.formula == "partitions_for_hot_key";
  });
}

/// Two sizings of one mode, the second with more of something.
struct Grown {
  const Sizing& before;
  const Sizing& after;
  More of;
  bool separate_queues;  ///< consumers hold whole partitions

  [[nodiscard]] const PartitionNeed* need_after(std::string_view name) const {
    for (const PartitionNeed& need : after.needs) {
      if (need.name == name) return &need;
    }
    return nullptr;
  }
  /// The busiest key asks for more than is worth it, or for what no number gives.
  [[nodiscard]] bool key_leaves_reach() const {
    return hot_key_limit(after) > hot_key_limit(before) || late_by_key(after);
  }
  [[nodiscard]] bool leaves_reach() const {
    return before.latency.attainable && !after.latency.attainable;
  }
};

/// Also where the latency target moves out of reach: the count does not fall back to the other
/// needs. It does where it is the busiest key that no number of partitions helps any more, and the
/// design says so.
void expect_no_smaller_need_for_partitions(const Grown& grown) {
  for (const PartitionNeed& need : grown.before.needs) {
    SCOPED_TRACE(need.name);
    const PartitionNeed* then = grown.need_after(need.name);
    if (need.name == "hot_key" && grown.key_leaves_reach()) continue;
    // Nothing is built for a target that the busiest key alone keeps out of reach.
    if (need.name == "latency" && late_by_key(grown.after)) continue;
    ASSERT_NE(then, nullptr);
    EXPECT_GE(then->partitions, need.partitions);
  }
  EXPECT_GE(grown.after.latency.sized_for_ms, grown.before.latency.sized_for_ms);
  EXPECT_FALSE(!grown.before.latency.attainable && grown.after.latency.attainable)
      << "comes within reach with more";
  if (grown.key_leaves_reach()) return;
  EXPECT_GE(grown.after.rounding.raw, grown.before.rounding.raw);
  EXPECT_GE(grown.after.partitions, grown.before.partitions);
}

/// Instances divide partitions evenly: 20 of 24 partitions become 24, and 26 of 52 stay 26. So it
/// is the needs that never fall, and the instances while the partitions stay.
void expect_no_smaller_need_for_instances(const Grown& grown) {
  ASSERT_EQ(grown.after.consumers.size(), grown.before.consumers.size());
  for (std::size_t i = 0; i < grown.before.consumers.size(); ++i) {
    const ConsumerGroup& was = grown.before.consumers[i];
    const ConsumerGroup& now = grown.after.consumers[i];
    EXPECT_GE(now.for_stability, was.for_stability);
    EXPECT_GE(now.for_recovery, was.for_recovery);
    EXPECT_GE(now.for_latency, was.for_latency);
    if (grown.separate_queues && grown.after.partitions != grown.before.partitions) continue;
    EXPECT_GE(now.instances, was.instances);
  }
}

/// Whole copies lie on machines: 18 of 1.5 TB take 18 of them, and 36 of 0.8 TB take 12. So what is
/// stored may need fewer of them where more partitions share it, and only there.
bool cut_finer(const Sizing& before, const Sizing& after) {
  return after.partitions > before.partitions;
}

/// `finer`: more partitions share what brokers store.
void expect_no_fewer_machines(const BrokerCount& before, const BrokerCount& after, bool finer) {
  bool fewer = false;
  for (const BrokerNeed& need : before.needs) {
    const auto then = std::ranges::find(after.needs, need.name, &BrokerNeed::name);
    ASSERT_NE(then, after.needs.end()) << need.name;
    const bool whole = need.name == "storage" || need.name == "memory";
    if (whole && finer) {
      fewer = fewer || then->brokers < need.brokers;
      continue;
    }
    EXPECT_GE(then->brokers, need.brokers) << need.name;
  }
  if (fewer) return;
  EXPECT_GE(after.count, before.count);
}

void expect_no_less_room(const Grown& grown) {
  const Sizing& before = grown.before;
  const Sizing& after = grown.after;
  EXPECT_GE(after.storage.per_replica.bytes, before.storage.per_replica.bytes);
  EXPECT_GE(after.network.ingress.per_second, before.network.ingress.per_second);
  EXPECT_GE(after.network.replication.per_second, before.network.replication.per_second);
  EXPECT_GE(after.network.egress.per_second, before.network.egress.per_second);
  EXPECT_GE(after.page_cache.bytes, before.page_cache.bytes);
  EXPECT_GE(after.storage.total.bytes, before.storage.total.bytes);
  // Brokers hold the replicas of all partitions: fewer of these may need fewer of them. Fewer
  // queues, each with its greatest length, take fewer messages before they refuse more.
  if (grown.key_leaves_reach()) return;
  // Where finer copies need fewer brokers, queues refuse more once the disks of these are full.
  const bool fewer = cut_finer(before, after) && after.brokers.count < before.brokers.count;
  if (!fewer) {
    EXPECT_GE(after.storage.provisioned.bytes, before.storage.provisioned.bytes);
  }
  expect_no_fewer_machines(before.brokers, after.brokers, cut_finer(before, after));
  expect_no_fewer_machines(before.bookies, after.bookies, false);
}

TEST(SizingGrowthProperty, NeverNeedsLess) {
  int compared = 0;
  int left_reach = 0;
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random& random) {
    const EventContext context = context_of(file);
    const Growth& growth = random.one_of(growths);
    const double factor = random.one_of(std::array{1.001, 1.5, 3.0, 10.0});
    SCOPED_TRACE(fmt::format("more {}: {}", growth.name, factor));
    EventContext more = context;
    growth.apply(more, factor);
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const sizing::Layout layout{context, *candidate.broker, *candidate.mode};
      const Sizing before = sizing::size_once(context, candidate);
      const Sizing after = sizing::size_once(more, candidate);
      const Grown grown{before, after, growth.of, layout.separate_queues()};
      expect_no_smaller_need_for_partitions(grown);
      expect_no_smaller_need_for_instances(grown);
      expect_no_less_room(grown);
      ++compared;
      left_reach += grown.leaves_reach() ? 1 : 0;
    }
  });
  EXPECT_GT(compared, portion_of(20'000));
  EXPECT_GT(left_reach, portion_of(100));
}

/// The rate is that of all producers together.
TEST(SizingGrowthProperty, SplittingTheRateOverMoreProducersChangesNothing) {
  for_design_files(300, {.decisions = true}, [](const DesignFile& file, Random&) {
    DesignFile one = file;
    one.set("producers", "[a]");
    DesignFile many = file;
    many.set("producers", "[a, b, c, d, e, f, g]");
    const EventContext from_one = context_of(one);
    const EventContext from_many = context_of(many);
    for (const Candidate& candidate : ranking_of(from_one)) {
      SCOPED_TRACE(name_of(candidate));
      EXPECT_EQ(report::sizing_of(sizing::size_once(from_one, candidate)).dump(),
                report::sizing_of(sizing::size_once(from_many, candidate)).dump());
    }
  });
}

/// Every rate up and every time of the consumers down by the same factor: the same work.
void speed_up(EventContext& context, double factor) {
  context.requirements.throughput.per_second *= factor;
  context.workload.processing_time.milliseconds /= factor;
  context.workload.outage.milliseconds /= factor;
  context.workload.recover_within.milliseconds /= factor;
}

std::uint64_t need_of(const Sizing& sizing, std::string_view name) {
  for (const PartitionNeed& need : sizing.needs) {
    if (need.name == name) return need.partitions;
  }
  return 0;
}

TEST(SizingGrowthProperty, FasterByAFactorInEverythingKeepsConsumersAsBusy) {
  int as_busy = 0;
  for_design_files(10'000, {.decisions = true}, [&](const DesignFile& file, Random& random) {
    EventContext context = context_of(file);
    // Messages that expire while nobody reads them are no work, and how long they are kept stays.
    context.workload.outage.milliseconds =
        std::min(context.workload.outage.milliseconds, context.requirements.retention.milliseconds);
    EventContext faster = context;
    speed_up(faster, random.one_of(std::array{2.0, 3.0, 10.0, 1000.0}));
    for (const Candidate& candidate : ranking_of(context)) {
      SCOPED_TRACE(name_of(candidate));
      const Sizing before = sizing::size_once(context, candidate);
      const Sizing after = sizing::size_once(faster, candidate);
      for (const std::string_view name : {"consumer_throughput", "recovery"}) {
        EXPECT_EQ(need_of(after, name), need_of(before, name)) << name;
      }
      const ConsumerGroup& was = before.consumers.front();
      const ConsumerGroup& now = after.consumers.front();
      EXPECT_EQ(now.for_stability, was.for_stability);
      EXPECT_EQ(now.for_recovery, was.for_recovery);
      // The target for latency stays, and so may be easier to meet with fewer.
      if (after.partitions != before.partitions || now.instances != was.instances) continue;
      EXPECT_NEAR(now.utilization, was.utilization, was.utilization * 1e-9);
      ++as_busy;
    }
  });
  EXPECT_GT(as_busy, portion_of(10'000));
}

}  // namespace
}  // namespace eventarch::property
