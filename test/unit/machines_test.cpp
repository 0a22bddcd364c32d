/// Brokers and storage nodes, by what they share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "design_of.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::design_of;

std::uint64_t need_of(const BrokerCount& count, std::string_view name) {
  const auto found = std::ranges::find(count.needs, name, &BrokerNeed::name);
  if (found == count.needs.end()) throw std::runtime_error("no such need");
  return found->brokers;
}

TEST(Bookies, StoreWhatPulsarsBrokersPassOn) {
  const Sizing sizing = design_of(
                            "{use_case: pub_sub, requirements: {throughput: 10K msg/s}, workload: "
                            "{message_size: 1 KB}, consumers: [a, b], decisions: {broker: pulsar}}")
                            .sizing;
  // 20 MB/s at peak go to three bookies each, and on to two groups.
  EXPECT_EQ(sizing.network.replication.per_second, 60e6);
  EXPECT_EQ(need_of(sizing.bookies, "ensemble"), 3U);
  EXPECT_EQ(need_of(sizing.bookies, "journal_disk"), 1U);
  // 18.2 TB on disks of 4 TB that are filled to 70 %.
  EXPECT_EQ(need_of(sizing.bookies, "storage"), 7U);
  EXPECT_EQ(sizing.bookies.binding_constraint, "storage");
  EXPECT_EQ(sizing.bookies.count, 9U);
  // Brokers keep nothing.
  EXPECT_EQ(sizing.brokers.count, 3U);
  for (const BrokerNeed& need : sizing.brokers.needs) EXPECT_NE(need.name, "storage");
}

TEST(Bookies, CarryThePeakWithOneOfThemLost) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 100K msg/s, retention: 1 hour}, "
          "workload: {message_size: 2 KB, peak_factor: 1.5}, decisions: {broker: pulsar}}")
          .sizing;
  // 300 MB/s x 3, and 300 MB/s for a group that catches up, on disks of 250 MB/s.
  EXPECT_EQ(need_of(sizing.bookies, "ledger_disk"), 7U);
  EXPECT_EQ(need_of(sizing.bookies, "ledger_disk_after_loss"), 7U);
  ASSERT_TRUE(sizing.bookies.utilization_after_loss);
  EXPECT_LE(*sizing.bookies.utilization_after_loss, 0.9);
}

TEST(Bookies, AreNoneWhereBrokersStore) {
  for (const std::string_view broker : {"kafka", "rabbitmq", "sqs"}) {
    const Sizing sizing =
        design_of("{use_case: pub_sub, requirements: {throughput: 1K msg/s}, decisions: {broker: " +
                  std::string(broker) + "}}")
            .sizing;
    EXPECT_EQ(sizing.bookies.count, 0U) << broker;
    EXPECT_THAT(sizing.bookies.needs, IsEmpty()) << broker;
  }
}

TEST(Cores, CountAReadAsAQuarterOfAWrite) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 100K msg/s, retention: 1 hour}, "
          "workload: {message_size: 1 KB, peak_factor: 2}, decisions: {broker: kafka}}")
          .sizing;
  // 600 MB/s written, 600 MB/s read: 750 MB/s on brokers of 8 x 20 MB/s, used to 70 %.
  EXPECT_EQ(need_of(sizing.brokers, "cores"), 7U);
  EXPECT_EQ(sizing.brokers.binding_constraint, "cores_after_loss");
  EXPECT_EQ(sizing.brokers.count, 9U);
}

TEST(Cores, AreNotCountedWithoutAPublishedFigure) {
  const Sizing sizing = design_of(
                            "{use_case: pub_sub, requirements: {throughput: 1K msg/s}, decisions: "
                            "{broker: nats_jetstream}}")
                            .sizing;
  EXPECT_THROW((void)need_of(sizing.brokers, "cores"), std::runtime_error);
}

TEST(Partitions, FewerThanBrokersLeaveSomeWithoutALeader) {
  const Sizing sizing =
      design_of(
          "{use_case: event_sourcing, requirements: {throughput: 800 msg/s, retention: 520 "
          "weeks}, workload: {message_size: 10 KB, processing_time: 1 ms}, decisions: "
          "{broker: kafka}}")
          .sizing;
  ASSERT_GT(sizing.brokers.count, sizing.partitions);
  EXPECT_THAT(sizing.rounding.reason, HasSubstr("lead none"));
}

}  // namespace
}  // namespace eventarch
