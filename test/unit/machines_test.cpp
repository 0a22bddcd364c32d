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

TEST(Serverless, LeavesMachinesAndDisksToTheProvider) {
  for (const std::string_view broker : {"kafka", "redpanda"}) {
    const Sizing sizing =
        design_of(
            "{use_case: pub_sub, requirements: {throughput: 150K msg/s, retention: 7 days}, "
            "constraints: {deployment: serverless}, decisions: {broker: " +
            std::string(broker) + "}}")
            .sizing;
    EXPECT_EQ(sizing.brokers.count, 0U) << broker;
    EXPECT_EQ(sizing.brokers.binding_constraint, "provider") << broker;
    EXPECT_EQ(sizing.bookies.count, 0U) << broker;
    EXPECT_EQ(sizing.storage.provisioned.bytes, 0) << broker;
    EXPECT_EQ(sizing.page_cache.bytes, 0) << broker;
    EXPECT_GT(sizing.storage.total.bytes, 0) << broker;
    EXPECT_GT(sizing.partitions, 1U) << broker;
  }
}

TEST(Serverless, IsNoPlanWithReservedCapacity) {
  struct Plan {
    std::string_view broker;
    std::string_view mode;
    bool serverless;
  };
  for (const Plan& plan :
       {Plan{"azure_event_hubs", "standard", true}, Plan{"azure_event_hubs", "premium", true},
        Plan{"azure_event_hubs", "dedicated", false}, Plan{"azure_service_bus", "standard", true},
        Plan{"azure_service_bus", "premium", false}, Plan{"kinesis", "on_demand", true},
        Plan{"kinesis", "provisioned", false}}) {
    const auto broker = std::ranges::find(built_in_catalogue().brokers, plan.broker, &Broker::id);
    ASSERT_NE(broker, built_in_catalogue().brokers.end());
    const auto mode = std::ranges::find(broker->modes, plan.mode, &Mode::id);
    ASSERT_NE(mode, broker->modes.end()) << plan.mode;
    EXPECT_EQ(mode->fact(FactKey::deployments).is(Word::serverless), plan.serverless) << plan.mode;
    EXPECT_TRUE(mode->fact(FactKey::deployments).is(Word::managed)) << plan.mode;
  }
}

const PlatformLimit& limit_of(const Sizing& sizing, std::string_view name) {
  const auto found = std::ranges::find(sizing.limits, name, &PlatformLimit::name);
  if (found == sizing.limits.end()) throw std::runtime_error("no such limit");
  return *found;
}

TEST(QueuesOfGroups, AreEachWrittenAndCopied) {
  const Sizing sizing =
      design_of(
          "{use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 500 ms, ordering: "
          "none, retention: 1 day}, consumers: [a, b, c, d, e, f, g, h], workload: {message_size: "
          "18 KB, processing_time: 10 ms, peak_factor: 2}, decisions: {broker: rabbitmq}}")
          .sizing;
  ASSERT_EQ(sizing.partitions, 2U);
  // 18 MB/s come in at the peak and enter the queues of 8 groups, each of which is sent to 2 more.
  EXPECT_EQ(sizing.network.ingress.per_second, 18e6);
  EXPECT_EQ(sizing.network.egress.per_second, 144e6);
  EXPECT_EQ(sizing.network.replication.per_second, 288e6);
  EXPECT_THAT(sizing.network.formula, HasSubstr("replication W x 8 groups x 2"));
  // 432 MB/s written: 2.5 disks of 175 MB/s, in three zones.
  EXPECT_EQ(need_of(sizing.brokers, "disk_traffic"), 3U);
  EXPECT_EQ(sizing.brokers.count, 3U);
  // 16 queues and 8 for dead letters, three times, on 3 nodes.
  EXPECT_EQ(limit_of(sizing, "replicas_per_broker").value, 24);
  EXPECT_EQ(limit_of(sizing, "quorum_queues").value, 24);
  EXPECT_EQ(limit_of(sizing, "bytes_per_second").value, 144e6);
  EXPECT_EQ(limit_of(sizing, "messages_per_second").value, 8e3);
}

TEST(QueuesOfGroups, OfASagaAreCountedWithItsCommandsAndReplies) {
  const Sizing sizing =
      design_of(
          "{use_case: saga, requirements: {throughput: 300 msg/s, latency: 10 s, ordering: "
          "partition, retention: 14 days}, producers: [orchestrator], consumers: [a, b, c, d, e, "
          "f, g, h], workload: {message_size: 2 KB, processing_time: 200 ms, peak_factor: 4}, "
          "decisions: {broker: rabbitmq}}")
          .sizing;
  ASSERT_EQ(sizing.partitions, 348U);
  // 8 groups, 8 participants that are sent commands, and the replies: 17 x 348 + 17 dead letters.
  EXPECT_EQ(limit_of(sizing, "quorum_queues").value, 5933);
  EXPECT_GT(limit_of(sizing, "quorum_queues").share(), 1);
  // Three copies each, 5,000 for a node: 3.6 nodes.
  EXPECT_EQ(need_of(sizing.brokers, "replicas"), 4U);
  EXPECT_EQ(sizing.brokers.count, 6U);
  EXPECT_EQ(limit_of(sizing, "replicas_per_broker").value, 2967);
  EXPECT_THAT(limit_of(sizing, "replicas_per_broker").source, HasSubstr("RabbitMQ"));
  // 2.4 MB/s for each of 8 groups, 38.4 MB/s of commands and replies, to two more nodes each.
  EXPECT_DOUBLE_EQ(sizing.network.replication.per_second, 2 * (8 * 2.4e6 + 38.4e6));
}

TEST(Memory, HoldsWhatRedisStreamsKeep) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 20K msg/s, latency: 2 s, ordering: "
          "partition, retention: 3 days}, consumers: [timeseries-writer, alerting], workload: "
          "{message_size: 250 B, processing_time: 50 us, peak_factor: 2, compression_ratio: 3}, "
          "decisions: {broker: redis_streams}}")
          .sizing;
  // 1.667 MB/s x 3 days are 432 GB, and three copies of it; a node of 32 GB is filled to 70 %.
  EXPECT_DOUBLE_EQ(sizing.storage.total.bytes, 1.296e12);
  // 24 streams of 18 GB, each of them on nodes of their own.
  ASSERT_EQ(sizing.partitions, 24U);
  EXPECT_EQ(need_of(sizing.brokers, "memory"), 72U);
  EXPECT_EQ(sizing.brokers.binding_constraint, "memory");
  EXPECT_EQ(sizing.brokers.count, 72U);
  EXPECT_EQ(sizing.page_cache.bytes, 0);
  EXPECT_THROW((void)need_of(sizing.brokers, "disk_traffic"), std::runtime_error);
  // 432 GB over 22.4 GB: a stream is no larger than its node.
  EXPECT_EQ(sizing.binding_constraint, "node_memory");
  EXPECT_EQ(sizing.rounding.raw, 20U);
}

TEST(OnDemandShards, AreThoseThatTheTrafficAsksFor) {
  const Sizing sizing =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 1K msg/s, latency: 5 s, ordering: "
          "partition, retention: 1 day}, consumers: [a], workload: {message_size: 1 KB, "
          "processing_time: 20 ms, peak_factor: 3}, constraints: {deployment: serverless}, "
          "decisions: {broker: kinesis}}")
          .sizing;
  // 3K msg/s ask for 3 shards, a stream grows ahead to 6; 3K x 20 ms / 70 % need 86 consumers.
  EXPECT_EQ(limit_of(sizing, "on_demand_shards").limit, 6);
  EXPECT_GE(limit_of(sizing, "on_demand_shards").value, 86);
}

TEST(ServiceBus, CountsWhatGoesInAndOutAgainstOneLimit) {
  const Sizing premium =
      design_of(
          "{use_case: work_queue, requirements: {throughput: 12K msg/s, latency: 2 s, ordering: "
          "none}, consumers: [a], workload: {message_size: 1 KB, peak_factor: 2, processing_time: "
          "1 ms}, decisions: {broker: azure_service_bus}}")
          .sizing;
  // 24 MB/s in and 24 MB/s out, over 16 messaging units of 4 MB/s.
  EXPECT_EQ(limit_of(premium, "bytes_per_second").value, 48e6);
  EXPECT_EQ(limit_of(premium, "bytes_per_second").limit, 64e6);
  const Sizing standard =
      design_of(
          "{use_case: pub_sub, requirements: {throughput: 50 msg/s, latency: 2 s, ordering: "
          "none}, consumers: [a, b, c], workload: {message_size: 1 KB, peak_factor: 2}, decisions: "
          "{broker: azure_service_bus}}")
          .sizing;
  // 100 sent, 300 received: 400 of 1,000 operations a second.
  EXPECT_EQ(limit_of(standard, "messages_per_second").value, 400);
  EXPECT_EQ(limit_of(standard, "messages_per_second").limit, 1000);
}

TEST(QueueLength, IsProvisionedForInFull) {
  const Design design = design_of(
      "{use_case: work_queue, requirements: {throughput: 5 msg/s, latency: 30 s, ordering: none, "
      "retention: 2 days}, consumers: [render], workload: {message_size: 20 KB, peak_factor: 8, "
      "processing_time: 4 s}, constraints: {delayed_delivery: true}, decisions: {broker: "
      "rabbitmq}}");
  // 5 msg/s x 2 days, and 3 x 10,000 + 5 x 3,600 + 5 x 86,400 that wait for their time.
  EXPECT_EQ(design.sizing.queue_length, 864'000U);
  const double admitted = (864'000 + 3 * 10'000 + 18'000 + 432'000) * 20e3 * 3;
  EXPECT_DOUBLE_EQ(design.sizing.storage.admitted.bytes, admitted);
  EXPECT_DOUBLE_EQ(design.sizing.storage.provisioned.bytes, admitted / 0.7);
  EXPECT_THAT(design.sizing.storage.formula,
              HasSubstr("queues take 80.64 GB = (864,000 messages x 1 queue + 480,000 that wait "
                        "for their time) x 20 KB x 3 copies"));
}

TEST(QueueLength, IsCutToWhatTheDisksHold) {
  const Sizing sizing =
      design_of(
          "{use_case: work_queue, requirements: {throughput: 20 msg/s, ordering: none, "
          "retention: 10 days}, consumers: [a, b, c], workload: {message_size: 1 MB, "
          "processing_time: 10 ms}, decisions: {broker: rabbitmq}}")
          .sizing;
  const double disks = static_cast<double>(sizing.brokers.count) * 4e12;
  EXPECT_LT(sizing.queue_length, 17'280'000U);
  EXPECT_LE(sizing.storage.provisioned.bytes, disks);
  EXPECT_GT(sizing.storage.provisioned.bytes, 0.99 * disks);
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
