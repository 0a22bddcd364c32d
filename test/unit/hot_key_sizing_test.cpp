/// Partitions for the busiest key: in time where that is worth it, below 90 % otherwise, and none
/// where no number helps.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "design_of.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::design_of;

/// 9,000 msg/s at the peak x 2 ms: 18 consumers are busy.
Sizing ledger(std::string_view share, std::string_view latency) {
  return design_of(fmt::format("{{use_case: event_sourcing, requirements: {{throughput: 3K msg/s, "
                               "latency: {}, ordering: partition, delivery: exactly_once}}, "
                               "workload: {{peak_factor: 3, processing_time: 2 ms, hot_key_share: "
                               "{}}}, decisions: {{broker: kafka}}}}",
                               latency, share))
      .sizing;
}

std::uint64_t partitions_for_key(const Sizing& sizing) {
  for (const PartitionNeed& need : sizing.needs) {
    if (need.name == "hot_key") return need.partitions;
  }
  return 0;
}

TEST(HotKeySizing, MeetsTheLatencyTargetForTheBusiestKeyToo) {
  // 160 ms less 15 ms of Kafka, 5 ms of batches and 100 ms between commits leave 40 ms:
  // 1 - 2 ms x ln 100 / 40 ms = 77 % busy; 0.97 / (0.77 / 18 - 0.03) = 76.
  const Sizing sizing = ledger("3 %", "160ms");
  EXPECT_EQ(partitions_for_key(sizing), 76U);
  EXPECT_EQ(sizing.binding_constraint, "hot_key");
  EXPECT_EQ(sizing.partitions, 78U);
  EXPECT_TRUE(sizing.latency.met);
  EXPECT_THAT(sizing.unreachable, IsEmpty());
}

TEST(HotKeySizing, KeepsTheBusiestPartitionBelowNinetyPercentWhereTheTargetIsTooDear) {
  // 1 - 9.21 ms / 17 ms = 46 %, and the key alone takes 54 %; 0.97 / (0.9 / 18 - 0.03) = 49.
  const Sizing sizing = ledger("3 %", "137ms");
  EXPECT_EQ(partitions_for_key(sizing), 49U);
  EXPECT_FALSE(sizing.latency.met);
  ASSERT_THAT(sizing.unreachable, testing::SizeIs(1));
  EXPECT_EQ(sizing.unreachable.front().name, "latency");
  EXPECT_THAT(sizing.unreachable.front().reason,
              HasSubstr("the busiest key alone keeps its consumer 54 % busy, 45.8 % is the limit: "
                        "no number of partitions helps"));
}

TEST(HotKeySizing, AddsNothingForAKeyThatNoNumberHelps) {
  // 18 x 6 % = 108 % of one consumer.
  const Sizing sizing = ledger("6 %", "1 s");
  EXPECT_EQ(partitions_for_key(sizing), 0U);
  EXPECT_EQ(sizing.binding_constraint, "consumer_throughput");
  ASSERT_FALSE(sizing.unreachable.empty());
  EXPECT_EQ(sizing.unreachable.back().name, "hot_key");
  EXPECT_THAT(sizing.unreachable.back().reason, HasSubstr("108 % busy, 90 % is the limit"));
}

TEST(HotKeySizing, PaysNotMoreThanThreeTimesForOneKey) {
  // 18 busy consumers need 26 partitions, rounded to 30; 0.955 / (0.9 / 18 - 0.045) = 191, and 90
  // leave 18 x (0.045 + 0.955 / 90) = 100.1 %.
  const Sizing sizing = ledger("4.5 %", "1 s");
  EXPECT_EQ(partitions_for_key(sizing), 0U);
  ASSERT_FALSE(sizing.unreachable.empty());
  EXPECT_THAT(sizing.unreachable.back().reason,
              HasSubstr("it would take 191 partitions to keep the one with the busiest key within "
                        "90 %, more than three times the 30 that the other needs ask for"));
}

/// 20,000 msg/s at the peak x 100 us: 2 consumers are busy, and 3 partitions are asked for.
Sizing small_design(std::string_view share, std::string_view size = "1 KB") {
  return design_of(fmt::format("{{use_case: pub_sub, requirements: {{throughput: 10K msg/s, "
                               "latency: 500ms, ordering: partition, retention: 3 days}}, "
                               "workload: {{peak_factor: 2, processing_time: 100 us, message_size: "
                               "{}, hot_key_share: {}}}, decisions: {{broker: kafka}}}}",
                               size, share))
      .sizing;
}

TEST(HotKeySizing, NeverFallsAsTheShareGrowsWhileItsConsumerKeepsUp) {
  // 0.6 / (0.9 / 2 - 0.4) = 12; three times what the 3 others need would be 9.
  EXPECT_EQ(small_design("40 %").partitions, 12U);
  EXPECT_EQ(small_design("40 %", "1.1 KB").partitions, 12U);
  std::uint64_t before = 0;
  for (int tenths = 10; tenths <= 485; ++tenths) {
    SCOPED_TRACE(tenths);
    const Sizing sizing = small_design(fmt::format("{} %", tenths / 10.0));
    EXPECT_GE(sizing.partitions, before);
    EXPECT_TRUE(sizing.latency.p99_ms);
    before = sizing.partitions;
  }
}
TEST(HotKeySizing, ComesAsNearAsIsWorthItWhereTheKeyAsksForMore) {
  // 0.56 / (0.9 / 2 - 0.44) = 56; 36 are three times 12: 2 x (0.44 + 0.56 / 36) = 91.1 %.
  const Sizing sizing = small_design("44 %");
  EXPECT_EQ(sizing.partitions, 36U);
  EXPECT_NEAR(sizing.consumers.front().utilization, 0.9111, 0.0001);
  ASSERT_FALSE(sizing.unreachable.empty());
  EXPECT_THAT(sizing.unreachable.front().reason,
              HasSubstr("it would take 56 partitions to keep the one with the busiest key within "
                        "90 %, and 36 are the most that one key is worth"));
}

/// 2,000 msg/s at the peak x 300 ms: 600 consumers are busy, and the key alone keeps 6 so.
TEST(HotKeySizing, BuildsNothingForATargetThatTheKeyKeepsOutOfReach) {
  const Sizing sizing =
      design_of(
          "{use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 2 s, ordering: "
          "partition, delivery: at_least_once, retention: 3 days}, workload: {processing_time: 300 "
          "ms, peak_factor: 4, hot_key_share: 1 %}, decisions: {broker: rabbitmq}}")
          .sizing;
  EXPECT_EQ(sizing.binding_constraint, "consumer_throughput");
  EXPECT_EQ(sizing.partitions, 858U);  // 600 / 70 %
  EXPECT_EQ(sizing.consumers.front().instances, 858U);
  EXPECT_EQ(sizing.consumers.front().idle, 0U);
  ASSERT_FALSE(sizing.unreachable.empty());
  EXPECT_EQ(sizing.unreachable.front().name, "latency");
  EXPECT_THAT(sizing.unreachable.front().reason, HasSubstr("no number of queues helps"));
}

/// 4,000 msg/s at the peak x 25 ms: 100 consumers share a queue with order by key.
Sizing queue_with(std::string_view keys) {
  return design_of(
             fmt::format(
                 "{{use_case: work_queue, requirements: {{throughput: 2K msg/s, latency: 2 s, "
                 "ordering: partition, delivery: at_least_once, retention: 10 days}}, workload: "
                 "{{peak_factor: 2, processing_time: 25 ms, {}}}, decisions: {{broker: sqs}}}}",
                 keys))
      .sizing;
}

TEST(HotKeySizing, CountsTheBusiestKeyOfAQueueAsOneConsumer) {
  // 100 x 2 % = 2 consumers' work that one does; at the average rate it is 1, and no time is left.
  const Sizing sizing = queue_with("hot_key_share: 2 %");
  EXPECT_DOUBLE_EQ(sizing.consumers.front().utilization, 2);
  EXPECT_FALSE(sizing.latency.p99_ms);
  EXPECT_FALSE(sizing.recovery.drain_seconds);
  ASSERT_FALSE(sizing.unreachable.empty());
  EXPECT_EQ(sizing.unreachable.front().name, "hot_key");
  EXPECT_THAT(sizing.unreachable.front().reason,
              HasSubstr("200 % busy, 90 % is the limit: no number of consumers helps"));
}

TEST(HotKeySizing, LetsTheMessagesOfTheBusiestKeyOfAQueueWaitForEachOther) {
  // M/M/1 at 100 x 0.6 % = 60 %: 25 ms x ln 100 / (1 - 0.6) = 287.8 ms, of which 115.1 ms are its
  // own.
  const Sizing sizing = queue_with("hot_key_share: 0.6 %");
  for (const LatencyTerm& term : sizing.latency.terms) {
    if (term.name == "queueing") {
      EXPECT_NEAR(term.p99_ms, 172.7, 0.1);
    }
  }
  EXPECT_LT(sizing.consumers.front().utilization, 0.7 + 1e-9);
  EXPECT_TRUE(sizing.latency.met);
}

TEST(HotKeySizing, LetsTheMessagesOfFewKeysOfAQueueWaitForEachOther) {
  // Each of 200 keys has at least 0.5 %, M/M/1 at 50 %: 25 ms x ln 100 / (1 - 0.5) - 115.1 ms.
  const Sizing sizing = queue_with("distinct_keys: 200");
  const auto queueing = std::ranges::find(sizing.latency.terms, "queueing", &LatencyTerm::name);
  ASSERT_NE(queueing, sizing.latency.terms.end());
  EXPECT_NEAR(queueing->p99_ms, 115.1, 0.1);
  EXPECT_THAT(queueing->formula, HasSubstr("M/M/1 on the busiest key"));
}

/// 20,000 msg/s at the peak x 2 ms: 40 consumers are busy.
Sizing with_keys(int keys) {
  return design_of(
             fmt::format(
                 "{{use_case: pub_sub, requirements: {{throughput: 10K msg/s, latency: 200 ms, "
                 "ordering: partition}}, workload: {{peak_factor: 2, processing_time: 2 ms, "
                 "distinct_keys: {}}}, decisions: {{broker: kafka}}}}",
                 keys))
      .sizing;
}

TEST(HotKeySizing, FallsBehindWithFewerKeysThanMessagesAtWork) {
  // One of 20 keys has at least 5 % of the messages: the work of two consumers.
  const Sizing sizing = with_keys(20);
  EXPECT_GE(sizing.consumers.front().utilization, 2);
  EXPECT_FALSE(sizing.latency.p99_ms);
  EXPECT_FALSE(sizing.recovery.within_target);
  EXPECT_EQ(with_keys(40).latency.p99_ms, std::nullopt);
  EXPECT_TRUE(with_keys(41).latency.p99_ms);
  EXPECT_EQ(with_keys(20).partitions, with_keys(100'000).partitions);
}

}  // namespace
}  // namespace eventarch
