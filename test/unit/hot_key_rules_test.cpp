/// The busiest key: what its consumer and its partition take, and that the way out works.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "design_of.hpp"
#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::found;

/// 100,000 msg/s and 50 MB/s at the peak, on 18 partitions of Kafka, whose consumers are idle.
std::string telemetry(std::string_view share, std::string_view more = "",
                      std::string_view size = "500 B") {
  return fmt::format(
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 50K msg/s, latency: 500ms, "
      "ordering: partition, delivery: at_least_once, retention: 1 days}}, producers: [g], "
      "consumers: [s], workload: {{message_size: {}, peak_factor: 2, processing_time: 5 us, "
      "hot_key_share: {}}}, decisions: {{broker: kafka}}{}}}",
      size, share, more);
}

TEST(HotKeyWrites, AreMoreThanOnePartitionIsPlannedToTake) {
  // 0.6 + 0.4 / 18 = 62.2 %.
  EXPECT_THAT(
      found("hot_key", telemetry("60 %")),
      ElementsAre(AllOf(HasSubstr("warning: the partition of the busiest key has 62.22K msg/s and "
                                  "31.11 MB/s written to it at peak; a partition is planned to "
                                  "take 10K msg/s and 10 MB/s"),
                        HasSubstr("split the key into 13 parts or more"),
                        HasSubstr("`workload.hot_key_share: 4.61 %`"),
                        HasSubstr("`capacity: {partition_throughput: 66700 msg/s, "
                                  "partition_write: 33400 KB/s}`"))));
}
TEST(HotKeyWrites, CountTheOtherKeysOfThePartition) {
  // 0.0469 + 0.9531 / 18 = 9.985 %, and 0.0471 make 10.004 % of 100,000.
  EXPECT_THAT(found("hot_key", telemetry("4.69 %")), IsEmpty());
  EXPECT_THAT(found("hot_key", telemetry("4.71 %")),
              ElementsAre(AllOf(HasSubstr("10K msg/s written to it"), Not(HasSubstr("MB/s")))));
}
TEST(HotKeyWrites, AreJudgedInBytesToo) {
  // 200 MB/s on 30 partitions: 0.02 + 0.98 / 30 = 5.27 %, 10.53 MB/s; messages are few.
  EXPECT_THAT(found("hot_key", telemetry("2 %", "", "2 KB")),
              ElementsAre(AllOf(HasSubstr("has 10.53 MB/s written to it"),
                                HasSubstr("`capacity.partition_write: "),
                                HasSubstr("`decisions.partitions: 36`"))));
}
TEST(HotKeyWrites, FitWhereTheFileSaysThatAPartitionTakesMore) {
  EXPECT_THAT(found("hot_key", telemetry("60 %",
                                         ", capacity: {partition_throughput: 66700 msg/s, "
                                         "partition_write: 33400 KB/s}")),
              IsEmpty());
  // The key alone has more than was measured: no estimate is left to doubt.
  EXPECT_THAT(found("hot_key", telemetry("60 %", ", capacity: {partition_throughput: 50K msg/s}")),
              ElementsAre(HasSubstr("error: the partition of the busiest key has ")));
}
/// A shard of Kinesis takes 1 MB/s: a quota, and nothing to measure.
TEST(HotKeyWrites, AreAnErrorWhereTheKeyAlonePassesAQuota) {
  const auto shards = [](std::string_view share) {
    return found(
        "hot_key",
        fmt::format("event_context: {{use_case: pub_sub, requirements: {{throughput: 500 msg/s, "
                    "ordering: partition}}, workload: {{message_size: 10 KB, processing_time: 1 "
                    "ms, peak_factor: 1, hot_key_share: {}}}, decisions: {{broker: kinesis}}}}",
                    share));
  };
  EXPECT_THAT(shards("30 %"),
              ElementsAre(AllOf(HasSubstr("error: the shard of the busiest key"),
                                HasSubstr("a shard takes 1 MB/s"), Not(HasSubstr("capacity.")))));
  EXPECT_THAT(shards("5 %"), IsEmpty());
}

/// 2 consumers are busy, and one key has 40 %: 12 partitions keep its own at 90 %.
std::string small_topic(std::uint64_t partitions) {
  return fmt::format(
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 10K msg/s, latency: 500ms, "
      "ordering: partition, delivery: at_least_once, retention: 3 days}}, producers: [g], "
      "consumers: [a, b], workload: {{peak_factor: 2, processing_time: 100 us, hot_key_share: 40 "
      "%}}, decisions: {{broker: kafka, partitions: {}}}}}",
      partitions);
}

TEST(OverPartitioned, OffersNoNumberThatOverloadsThePartitionOfTheBusiestKey) {
  EXPECT_THAT(found("over_partitioned", small_topic(18)), IsEmpty());
  EXPECT_THAT(found("over_partitioned", small_topic(48)),
              ElementsAre(HasSubstr("`decisions.partitions: 12`")));
  EXPECT_THAT(found("hot_key", small_topic(12)), ElementsAre(HasSubstr("warning: ")));
}
/// 15 partitions take 100,000 msg/s, and are rounded to 18: that of the key then has 0.065 + 0.935
/// / 18 = 11.7 % of them, and with 36 it has 9.1 %.
TEST(OverPartitioned, CountsWhatIsWrittenToThatPartitionToo) {
  EXPECT_THAT(found("hot_key", telemetry("4.71 %", "", "100 B")),
              ElementsAre(HasSubstr("10K msg/s")));
  const std::string spread =
      "event_context: {use_case: pub_sub, requirements: {throughput: 50K msg/s, latency: 500ms, "
      "ordering: partition, delivery: at_least_once, retention: 1 days}, producers: [g], "
      "consumers: [s], workload: {message_size: 100 B, peak_factor: 2, processing_time: 5 us, "
      "hot_key_share: 6.5 %}, decisions: {broker: kafka, partitions: 36}}";
  EXPECT_THAT(found("hot_key", spread), IsEmpty());
  EXPECT_THAT(found("over_partitioned", spread), IsEmpty());
}

/// 600 msg/s x 2 s: 1,200 consumers are busy on 1,716 partitions.
std::string slow_topic(std::string_view keys, std::string_view decisions = "broker: kafka") {
  return fmt::format(
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 200 msg/s, latency: 60 s, "
      "ordering: partition, delivery: at_least_once, retention: 7 days}}, producers: [s], "
      "consumers: [r], workload: {{processing_time: 2 s, peak_factor: 3, distinct_keys: {}}}, "
      "decisions: {{{}}}}}",
      keys, decisions);
}

TEST(TooFewKeys, AreAnErrorWhereTheFullestPartitionIsLikelyToFallBehind) {
  // 50,000 / 1,716 = 29.1; 1 + sqrt(2 x 29.1 x ln 1,716) / 29.1 = 1.715, and 69.9 % x 1.715 = 120
  // %.
  EXPECT_THAT(found("too_few_keys", slow_topic("50K")),
              ElementsAre(AllOf(HasSubstr("error: "), HasSubstr("120 % busy at peak"),
                                HasSubstr("`decisions.partitions: "))));
  EXPECT_THAT(found("too_few_keys", slow_topic("500K")), IsEmpty());
}
TEST(TooFewKeys, LeaveTheLatencyWithoutABound) {
  const auto sizing_of = [](std::string_view keys) {
    return testing_support::design_of(
               fmt::format("{{use_case: pub_sub, requirements: {{throughput: 200 msg/s, latency: "
                           "60 s, ordering: partition}}, workload: {{processing_time: 2 s, "
                           "peak_factor: 3, distinct_keys: {}}}, decisions: {{broker: kafka}}}}",
                           keys))
        .sizing;
  };
  const Sizing few = sizing_of("50K");
  ASSERT_EQ(few.unreachable.size(), 1U);
  EXPECT_EQ(few.unreachable.front().formula, "balls_into_bins_excess");
  EXPECT_THAT(few.unreachable.front().reason, HasSubstr("keep its consumer 120 % busy"));
  EXPECT_TRUE(sizing_of("500K").unreachable.empty());
}

std::string tenants(std::string_view keys, std::string_view share) {
  return fmt::format(
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 20K msg/s, latency: 300ms, "
      "ordering: partition, delivery: at_least_once, retention: 5 days}}, producers: [api], "
      "consumers: [a], workload: {{message_size: 1.5 KB, peak_factor: 4, processing_time: 2 ms, "
      "distinct_keys: {}, hot_key_share: {}}}, decisions: {{broker: kafka}}}}",
      keys, share);
}

TEST(HotKeyBelowMean, IsAContradiction) {
  // 100 % / 3,090 = 0.0323 %.
  EXPECT_THAT(found("hot_key_below_mean", tenants("3090", "0.025 %")),
              ElementsAre(HasSubstr("the busiest of 3,090 keys has 0.025 % of the traffic, and the "
                                    "mean is 0.0323 %")));
  EXPECT_THAT(found("hot_key_below_mean", tenants("3090", "0.0323 %")), IsEmpty());
}
TEST(HotKeyBelowMean, IsNothingThatHelpAsksFor) {
  EXPECT_THAT(found("uneven_share", tenants("3090", "0.4 %")),
              ElementsAre(AllOf(HasSubstr("choose a finer key, and then split the busiest"),
                                Not(HasSubstr("hot_key_share: ")))));
  EXPECT_THAT(found("uneven_share", tenants("100K", "0.4 %")),
              ElementsAre(AllOf(HasSubstr("`workload.hot_key_share: "),
                                HasSubstr(", which leaves its consumer "))));
}
/// Splitting the key takes partitions away, and the same keys then fill those unevenly: the number
/// that is advised does before and after.
TEST(TooFewKeys, AreToldANumberThatDoesOnceTheBusiestKeyIsSplit) {
  const auto before = found("too_few_keys", tenants("3K", "0.4 %"));
  ASSERT_EQ(before.size(), 1U);
  constexpr std::string_view edit = "`workload.distinct_keys: ";
  const auto from = before.front().find(edit);
  ASSERT_NE(from, std::string::npos) << before.front();
  const auto start = from + edit.size();
  const std::string keys = before.front().substr(start, before.front().find('`', start) - start);
  EXPECT_THAT(found("too_few_keys", tenants(keys, "0.4 %")), IsEmpty());
  EXPECT_THAT(found("too_few_keys", tenants(keys, "0.02 %")), IsEmpty());
}

TEST(UnstableAtPeak, OffersWhatLeavesNoNextFinding) {
  // 70 % x 24 / 16,000 msg/s = 1.05 ms.
  constexpr std::string_view pinned =
      "event_context: {{use_case: pub_sub, requirements: {{throughput: 8K msg/s, latency: 20ms, "
      "ordering: partition, delivery: at_least_once, retention: 3 days}}, producers: [p], "
      "consumers: [a, b], workload: {{processing_time: {}, peak_factor: 2}}, decisions: {{broker: "
      "kafka, partitions: 24}}}}";
  EXPECT_THAT(found("unstable_at_peak", fmt::format(pinned, "5 ms")),
              ElementsAre(AllOf(HasSubstr("or leave it out, which still misses the latency target "
                                          "(up to "),
                                HasSubstr("`workload.processing_time: 1 ms`"))));
  EXPECT_THAT(found("utilization_over_target", fmt::format(pinned, "1 ms")), IsEmpty());
}

TEST(LatencyTargetMissed, AsksForNothingThatAConsumerDoesAlready) {
  const auto found_with = [](std::string_view size) {
    return found("latency_target_missed",
                 fmt::format("event_context: {{use_case: work_queue, requirements: {{throughput: "
                             "20 msg/s, latency: 30 s, ordering: none, delivery: at_least_once, "
                             "retention: 3 days}}, producers: [s], consumers: [ocr], workload: "
                             "{{message_size: {}, peak_factor: 3, processing_time: 3 s}}, "
                             "decisions: {{broker: pulsar}}}}",
                             size));
  };
  // 300 MB/s need 30 partitions, and a consumer has one message of each in hand.
  EXPECT_THAT(found_with("5 MB"),
              ElementsAre(AllOf(HasSubstr("`workload.processing_time: 1.5 s`"),
                                Not(HasSubstr("at once")), Not(HasSubstr("partitions: ")))));
  // 6 are only there to spread, and 3 do.
  EXPECT_THAT(found_with("1 KB"), ElementsAre(HasSubstr("`decisions.partitions: 3`")));
}

}  // namespace
}  // namespace eventarch
