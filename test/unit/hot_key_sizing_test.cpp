/// Partitions for the busiest key: in time where that is worth it, below 90 % otherwise, and none
/// where no number helps.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  // 18 busy consumers need 26 partitions; 0.955 / (0.9 / 18 - 0.045) = 191.
  const Sizing sizing = ledger("4.5 %", "1 s");
  EXPECT_EQ(partitions_for_key(sizing), 0U);
  ASSERT_FALSE(sizing.unreachable.empty());
  EXPECT_THAT(sizing.unreachable.back().reason,
              HasSubstr("it would take 191 partitions to keep the one with the busiest key within "
                        "90 %, more than three times what the other needs ask for"));
}

}  // namespace
}  // namespace eventarch
