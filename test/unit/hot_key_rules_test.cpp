/// The busiest key: what its consumer and its partition take, and that the way out works.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

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

}  // namespace
}  // namespace eventarch
