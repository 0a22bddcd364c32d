/// What a team types into Kafka and Redpanda: keys that exist, values that follow from the design.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "assembly/setting_key.hpp"
#include "unit/design_of.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::design_of;
using testing_support::topic_of;
using testing_support::topics_of;
using testing_support::value_of;
using testing_support::why_of;

std::string kafka_context(std::string_view requirements, std::string_view rest = {}) {
  return "{use_case: pub_sub, requirements: {" + std::string(requirements) +
         "}, producers: [shop], consumers: [billing, mail], decisions: {broker: kafka}" +
         std::string(rest) + "}";
}

std::string with_decisions(std::string_view requirements, std::string_view decisions,
                           std::string_view broker = "kafka") {
  return "{use_case: pub_sub, requirements: {" + std::string(requirements) +
         "}, consumers: [billing], decisions: {broker: " + std::string(broker) + ", " +
         std::string(decisions) + "}}";
}

TEST(KafkaProducer, KeepsWhatWasConfirmed) {
  const auto settings = design_of(kafka_context("ordering: partition")).producer.settings;
  EXPECT_EQ(value_of(settings, "acks"), "all");
  EXPECT_EQ(value_of(settings, "enable.idempotence"), "true");
  EXPECT_EQ(value_of(settings, "max.in.flight.requests.per.connection"), "5");
  EXPECT_EQ(value_of(settings, "transactional.id"), "absent");
  EXPECT_EQ(value_of(settings, "partitioner"), "murmur2_random");
}

TEST(KafkaProducer, OfAtMostOnceWaitsForNothing) {
  const auto settings = design_of(kafka_context("delivery: at_most_once")).producer.settings;
  EXPECT_EQ(value_of(settings, "acks"), "0");
  EXPECT_EQ(value_of(settings, "enable.idempotence"), "false");
  EXPECT_EQ(value_of(settings, "retries"), "0");
  EXPECT_EQ(value_of(settings, "delivery.timeout.ms"), "absent");
}

TEST(KafkaProducer, SaysWhereAcksAreDecided) {
  const auto settings =
      design_of(with_decisions("ordering: partition", "producer_acks: leader")).producer.settings;
  EXPECT_EQ(value_of(settings, "acks"), "1");
  EXPECT_THAT(why_of(settings, "acks"), HasSubstr("decisions.producer_acks"));
  EXPECT_EQ(value_of(settings, "enable.idempotence"), "false");
  // Without idempotence only one request in flight keeps order.
  EXPECT_EQ(value_of(settings, "max.in.flight.requests.per.connection"), "1");
}

/// 30 records at 5 s each are half of 5 min; twice that is the timeout.
TEST(KafkaTransactions, LastAsLongAsAPoll) {
  const Design design =
      design_of(kafka_context("delivery: exactly_once", ", workload: {processing_time: 5 s}"));
  EXPECT_EQ(value_of(design.producer.settings, "transactional.id"), "orders-<instance>");
  EXPECT_EQ(value_of(design.consumer.settings, "max.poll.records"), "30");
  EXPECT_EQ(value_of(design.producer.settings, "transaction.timeout.ms"), "300000");
  EXPECT_EQ(value_of(design.consumer.settings, "isolation.level"), "read_committed");
  EXPECT_EQ(value_of(design.consumer.settings, "enable.auto.commit"), "false");
}

TEST(KafkaTransactions, AreCutToWhatBrokersAllow) {
  const Design design =
      design_of(kafka_context("delivery: exactly_once", ", workload: {processing_time: 30 min}"));
  EXPECT_EQ(value_of(design.producer.settings, "transaction.timeout.ms"), "900000");
  EXPECT_THAT(why_of(design.producer.settings, "transaction.timeout.ms"), HasSubstr("15 min"));
}

/// 100K msg/s at peak over 2 producers and 10 partitions in 5 ms: 25 messages of 1 KB, 25 KB, in
/// the next power of two.
TEST(KafkaBatches, HoldWhatGathersInTheWait) {
  const Design design = design_of(
      "{use_case: pub_sub, requirements: {throughput: 50K msg/s, latency: 1 s, ordering: "
      "partition}, producers: [shop, till], consumers: [billing], workload: {message_size: 1 KB, "
      "peak_factor: 2}, decisions: {broker: kafka, partitions: 10}}");
  EXPECT_EQ(value_of(design.producer.settings, "linger.ms"), "5");
  EXPECT_EQ(value_of(design.producer.settings, "batch.size"), "32768");
  EXPECT_THAT(why_of(design.producer.settings, "linger.ms"), HasSubstr("25 messages (25 KB)"));
}

TEST(KafkaBatches, AreNotWaitedForUnderATightTarget) {
  const Design design = design_of(kafka_context("latency: 15ms"));
  EXPECT_EQ(value_of(design.producer.settings, "linger.ms"), "0");
  EXPECT_EQ(value_of(design.producer.settings, "batch.size"), "16384");
}

TEST(KafkaCompression, FollowsTheDeclaredRatio) {
  const auto chosen = [](std::string_view workload) {
    return value_of(design_of(kafka_context("throughput: 50K msg/s", workload)).producer.settings,
                    "compression.type");
  };
  EXPECT_EQ(chosen(", workload: {compression_ratio: 4}"), "zstd");
  EXPECT_EQ(chosen(", workload: {compression_ratio: 1}"), "none");
  EXPECT_EQ(chosen(", workload: {message_size: 2 KB}"), "lz4");
}

/// The client of 4.x refuses session.timeout.ms together with group.protocol=consumer.
TEST(KafkaConsumers, LeaveTheSessionToTheGroup) {
  const auto settings = design_of(kafka_context("ordering: partition")).consumer.settings;
  EXPECT_EQ(value_of(settings, "group.protocol"), "consumer");
  EXPECT_EQ(value_of(settings, "group.remote.assignor"), "uniform");
  EXPECT_EQ(value_of(settings, "consumer.session.timeout.ms"), "45000");
  for (const std::string_view refused :
       {"session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy"}) {
    EXPECT_EQ(value_of(settings, refused), "absent") << refused;
  }
}

TEST(KafkaConsumers, PollAsMuchAsTheyCanProcess) {
  const auto slow = design_of(kafka_context("latency: 60 s", ", workload: {processing_time: 2 s}"))
                        .consumer.settings;
  EXPECT_EQ(value_of(slow, "max.poll.records"), "75");
  EXPECT_EQ(value_of(slow, "max.poll.interval.ms"), "300000");
  const auto endless =
      design_of(kafka_context("latency: 60 s", ", workload: {processing_time: 1000 hours}"))
          .consumer.settings;
  EXPECT_EQ(value_of(endless, "max.poll.records"), "1");
  EXPECT_EQ(value_of(endless, "max.poll.interval.ms"), "2147483647");
}

TEST(KafkaConsumers, CommitAsDecided) {
  const auto automatic =
      design_of(with_decisions("delivery: at_least_once", "offset_commit: auto")).consumer.settings;
  EXPECT_EQ(value_of(automatic, "enable.auto.commit"), "true");
  EXPECT_THAT(why_of(automatic, "enable.auto.commit"), HasSubstr("decisions.offset_commit"));
  EXPECT_EQ(value_of(automatic, "auto.commit.interval.ms"), "5000");
  const auto before =
      design_of(with_decisions("delivery: at_least_once", "offset_commit: before_processing"))
          .consumer.settings;
  EXPECT_EQ(value_of(before, "enable.auto.commit"), "false");
  EXPECT_THAT(why_of(before, "enable.auto.commit"), HasSubstr("before processing"));
  const auto transactional =
      design_of(with_decisions("delivery: exactly_once", "offset_commit: auto")).consumer.settings;
  EXPECT_EQ(value_of(transactional, "enable.auto.commit"), "false");
  EXPECT_THAT(why_of(transactional, "enable.auto.commit"), HasSubstr("cannot hold"));
}

TEST(KafkaConsumers, StayMembersWhereTheyKeepState) {
  const std::string rest = ", requirements: {}, consumers: [view], decisions: {broker: kafka}}";
  EXPECT_NE(value_of(design_of("{use_case: cqrs" + rest).consumer.settings, "group.instance.id"),
            "absent");
  EXPECT_EQ(value_of(design_of("{use_case: pub_sub" + rest).consumer.settings, "group.instance.id"),
            "absent");
}

TEST(KafkaTopics, CloseSegmentsInTimeForAShortRetention) {
  const Design slow = design_of(kafka_context("throughput: 10 msg/s, retention: 10 hours"));
  EXPECT_EQ(value_of(topic_of(slow, "event").config, "segment.ms"), "3600000");
  const Design busy = design_of(
      "{use_case: pub_sub, requirements: {throughput: 100K msg/s, retention: 60 days}, "
      "workload: {message_size: 10 KB}, decisions: {broker: kafka}}");
  EXPECT_EQ(value_of(topic_of(busy, "event").config, "segment.ms"), "absent");
}

TEST(KafkaTopics, TakeTheDecidedQuorum) {
  const Design design = design_of(
      with_decisions("ordering: partition", "replication_factor: 5, min_in_sync_replicas: 3"));
  const auto& config = topic_of(design, "event").config;
  EXPECT_EQ(value_of(config, "min.insync.replicas"), "3");
  EXPECT_THAT(why_of(config, "min.insync.replicas"), HasSubstr("decisions.min_in_sync_replicas"));
}

TEST(KafkaTopics, AreRaisedTogetherForLargeMessages) {
  const Design design =
      design_of(kafka_context("latency: 1 s", ", workload: {message_size: 500 KB}"));
  EXPECT_EQ(value_of(topic_of(design, "event").config, "max.message.bytes"), "2000000");
  EXPECT_EQ(value_of(design.producer.settings, "max.request.size"), "2000000");
  EXPECT_EQ(value_of(design.producer.settings, "replica.fetch.max.bytes"), "2000000");
  EXPECT_EQ(value_of(design.consumer.settings, "max.partition.fetch.bytes"), "2000000");
  EXPECT_EQ(value_of(topic_of(design, "dead_letter").config, "max.message.bytes"), "2000000");
}

/// KafkaProducer.ensureValidRecordSize refuses a record that is larger than buffer.memory. Requests
/// of 80 MB fit into what brokers read (100 MiB); of 120 MB do not.
TEST(KafkaProducer, HasMemoryForTheLargestRecord) {
  const auto producer_of = [](std::string_view size, std::string_view broker = "kafka") {
    return design_of(
               "{use_case: pub_sub, requirements: {throughput: 5 msg/s, latency: 10 s, "
               "ordering: partition}, consumers: [billing], workload: {message_size: " +
               std::string(size) + "}, decisions: {broker: " + std::string(broker) + "}}")
        .producer.settings;
  };
  const auto small = producer_of("500 KB");
  EXPECT_EQ(value_of(small, "max.request.size"), "2000000");
  EXPECT_EQ(value_of(small, "buffer.memory"), "absent");

  const auto large = producer_of("20 MB");
  EXPECT_EQ(value_of(large, "max.request.size"), "80000000");
  EXPECT_EQ(value_of(large, "buffer.memory"), "320000000");
  EXPECT_THAT(why_of(large, "buffer.memory"), HasSubstr("four of the largest records"));
  EXPECT_EQ(value_of(large, "socket.request.max.bytes"), "absent");

  const auto larger = producer_of("30 MB");
  EXPECT_EQ(value_of(larger, "socket.request.max.bytes"), "121048576");
  EXPECT_EQ(value_of(producer_of("30 MB", "redpanda"), "kafka_request_max_bytes"), "121048576");

  const auto largest = producer_of("400 MB");
  EXPECT_EQ(value_of(largest, "max.request.size"), "1600000000");
  EXPECT_EQ(value_of(largest, "buffer.memory"), "1600000000");
}

TEST(KafkaTopics, KeepSnapshotsByCompaction) {
  const Design design =
      design_of("{use_case: event_sourcing, requirements: {}, decisions: {broker: kafka}}");
  const auto& snapshots = topic_of(design, "snapshot").config;
  EXPECT_EQ(value_of(snapshots, "cleanup.policy"), "compact");
  EXPECT_EQ(value_of(snapshots, "retention.ms"), "absent");
  // History is not cut for the sake of disks.
  EXPECT_EQ(value_of(topic_of(design, "event").config, "retention.bytes"), "absent");
}

TEST(KafkaTopics, KeepWhatTheRetentionNeedsAndNeverFillTheDisks) {
  const Design design = design_of(
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 1 s, "
      "ordering: partition, retention: 7 days}, decisions: {broker: kafka}}");
  const Sizing& sizing = design.sizing;
  const auto& config = topic_of(design, "event").config;
  ASSERT_NE(value_of(config, "retention.bytes"), "absent");
  const double bound = std::stod(value_of(config, "retention.bytes"));
  const auto partitions = static_cast<double>(sizing.partitions);
  // 10K msg/s of 1 KB in 7 days: 6.048 TB on each copy.
  EXPECT_EQ(sizing.storage.per_replica.bytes, 6.048e12);
  EXPECT_EQ(bound, std::ceil(1.2 * 6.048e12 / partitions));
  constexpr double segment = 1'073'741'824;
  const double on_disks = 3 * partitions * (bound + segment);
  EXPECT_LT(on_disks, sizing.storage.provisioned.bytes);
  EXPECT_GT(bound, sizing.storage.per_replica.bytes / partitions);
}

TEST(KafkaTopics, HaveNoBoundInBytesThatTheDisksWouldNotHold) {
  // Segments alone are more than what is provisioned for so little.
  const Design little = design_of(
      "{use_case: pub_sub, requirements: {throughput: 1 msg/s, retention: 1 day}, "
      "decisions: {broker: kafka}}");
  EXPECT_EQ(value_of(topic_of(little, "event").config, "retention.bytes"), "absent");
  // At 95 % of the disks no room is left for busy days.
  const Design full = design_of(
      "{use_case: pub_sub, requirements: {throughput: 10K msg/s, retention: 7 days}, "
      "capacity: {utilization_target: 95 %}, decisions: {broker: kafka}}");
  EXPECT_EQ(value_of(topic_of(full, "event").config, "retention.bytes"), "absent");
}

TEST(KafkaTopics, HoldRetriesForTheScheduleAndAnOutage) {
  const Design usual = design_of(kafka_context("ordering: none"));
  EXPECT_EQ(value_of(topic_of(usual, "retry").config, "retention.ms"), "86400000");
  const Design long_outage = design_of(
      kafka_context("ordering: none", ", workload: {outage: 40 hours, recover_within: 8 hours}"));
  // 48 hours and the 18 s that the schedule takes at most.
  EXPECT_EQ(value_of(topic_of(long_outage, "retry").config, "retention.ms"), "172818000");
}

TEST(KafkaTopics, HaveNoDeadLettersWhereDecided) {
  const Design design = design_of(with_decisions("ordering: none", "dead_letter_queue: false"));
  EXPECT_EQ(topics_of(design, "dead_letter"), 0U);
  EXPECT_EQ(topics_of(design, "retry"), 1U);
  EXPECT_EQ(design.consumer.groups.front().dead_letter, "");
}

TEST(KafkaTopics, HaveNamesThatKafkaTakes) {
  const std::string name(190, 'n');
  const std::string group(190, 'g');
  const Design design = design_of("{use_case: pub_sub, name: " + name +
                                  ", requirements: {ordering: none}, consumers: [" + group +
                                  "], decisions: {broker: kafka}}");
  for (const Topic& topic : design.topology.topics) EXPECT_LE(topic.name.size(), 249U);
  EXPECT_THAT(topic_of(design, "dead_letter").name, testing::EndsWith(".dlq"));
}

std::string share(std::string_view decisions) {
  return "{use_case: work_queue, requirements: {ordering: none, throughput: 10 msg/s, latency: 5 "
         "s}, consumers: "
         "[resize], "
         "workload: {processing_time: 4 s}, decisions: {broker: kafka" +
         std::string(decisions) + "}}";
}

TEST(KafkaShareGroups, HaveKeysOfTheirOwn) {
  const Design design = design_of(share(""));
  const auto& settings = design.consumer.settings;
  ASSERT_EQ(value_of(settings, "share.acknowledgement.mode"), "explicit");
  // Of the group, not of the whole cluster.
  EXPECT_EQ(value_of(settings, "share.delivery.count.limit"), "5");
  EXPECT_EQ(value_of(settings, "share.record.lock.duration.ms"), "24000");
  EXPECT_EQ(value_of(settings, "share.partition.max.record.locks"), "2000");
  for (const Setting& setting : settings) {
    EXPECT_THAT(setting.key, Not(testing::StartsWith("group.share."))) << setting.key;
  }
  EXPECT_THAT(why_of(settings, "share.record.lock.duration.ms"),
              HasSubstr("4.3 and later; before, only group.share.record.lock.duration.ms"));
  EXPECT_EQ(value_of(settings, "share.acquire.mode"), "record_limit");
  EXPECT_EQ(value_of(settings, "enable.auto.commit"), "absent");
  EXPECT_THAT(topic_of(design, "dead_letter").name, testing::StartsWith("dlq."));
  EXPECT_EQ(value_of(topic_of(design, "dead_letter").config, "errors.deadletterqueue.group.enable"),
            "true");
}

TEST(KafkaShareGroups, AllowTwoToTenDeliveries) {
  const Design many = design_of(share(", max_attempts: 40"));
  EXPECT_EQ(value_of(many.consumer.settings, "share.delivery.count.limit"), "10");
  EXPECT_THAT(why_of(many.consumer.settings, "share.delivery.count.limit"),
              HasSubstr("decisions.max_attempts"));
  EXPECT_EQ(many.consumer.retry.max_attempts, 10U);
  const Design one = design_of(share(", max_attempts: 1"));
  EXPECT_EQ(value_of(one.consumer.settings, "share.delivery.count.limit"), "2");
  EXPECT_EQ(one.consumer.retry.max_attempts, 1U);
}

/// A second of 100 ms each is 10 records, half of 300 ms holds 3 of 40 ms, and 4 s each are taken
/// one by one.
TEST(KafkaShareGroups, PollASecondOfWorkWithinTheTarget) {
  const auto records = [](std::string_view latency, std::string_view each) {
    return value_of(
        design_of("{use_case: work_queue, requirements: {ordering: none, throughput: 1 msg/s, "
                  "latency: " +
                  std::string(latency) + "}, consumers: [resize], workload: {processing_time: " +
                  std::string(each) + "}, decisions: {broker: kafka}}")
            .consumer.settings,
        "max.poll.records");
  };
  EXPECT_EQ(records("60 s", "100 ms"), "10");
  EXPECT_EQ(records("60 s", "4 s"), "1");
  EXPECT_EQ(records("60 s", "0.1 ms"), "500");
  EXPECT_EQ(records("300 ms", "40 ms"), "1");
  EXPECT_EQ(records("600 ms", "40 ms"), "3");
}

TEST(KafkaShareGroups, OfAtMostOnceAcceptFirstAndRejectNothing) {
  const Design design = design_of(
      "{use_case: work_queue, requirements: {ordering: none, delivery: at_most_once, throughput: "
      "10 msg/s, latency: 5 "
      "s}, consumers: [resize], workload: {processing_time: 4 s}, decisions: {broker: "
      "kafka}}");
  const auto& settings = design.consumer.settings;
  EXPECT_THAT(why_of(settings, "share.acknowledgement.mode"), HasSubstr("before its processing"));
  EXPECT_THAT(why_of(settings, "share.delivery.count.limit"), HasSubstr("brings nothing back"));
  for (const Setting& setting : settings) EXPECT_THAT(setting.why, Not(HasSubstr("reject")));
}

/// 1,000 msg/s of 1 s each are more consumers than a share group may have members.
TEST(KafkaShareGroups, HaveTwoHundredMembersAtMost) {
  const Broker& kafka = *built_in_catalogue().find("kafka");
  EXPECT_EQ(kafka.find_mode("share_group")->number(FactKey::consumers_per_group), 200);
  const auto settings = [](std::string_view rate) {
    return design_of(
               "{use_case: work_queue, requirements: {ordering: none, latency: 60 s, throughput: " +
               std::string(rate) +
               "}, consumers: [resize], workload: {processing_time: 1 s}, decisions: {broker: "
               "kafka}}")
        .consumer.settings;
  };
  EXPECT_EQ(value_of(settings("10 msg/s"), "share.acknowledgement.mode"), "explicit");
  EXPECT_EQ(value_of(settings("1K msg/s"), "share.acknowledgement.mode"), "absent");
}

TEST(KafkaShareGroups, LeaveTheHeadersOfDeadLettersToTheBroker) {
  const Design design = design_of(share(""));
  bool found = false;
  for (const Pattern& pattern : design.patterns) {
    for (const std::string& part : pattern.parts) {
      EXPECT_THAT(part, Not(HasSubstr("headers that the consumer sets")));
      found = found || part.find("__dlq.errors") != std::string::npos;
    }
  }
  EXPECT_TRUE(found);
}

TEST(KafkaTopics, SayWhichQuorumSettingsNewClustersDrop) {
  const std::string why =
      why_of(topic_of(design_of(kafka_context("ordering: partition")), "event").config,
             "min.insync.replicas");
  EXPECT_THAT(why, HasSubstr("drop what a single broker sets"));
  EXPECT_THAT(why, HasSubstr("the whole cluster holds"));
}

TEST(KafkaBatches, OfLessThanAMessageAreLeftToMeasurement) {
  const auto settings =
      design_of(kafka_context("throughput: 1 msg/s, latency: 1 s")).producer.settings;
  EXPECT_EQ(value_of(settings, "linger.ms"), "5");
  EXPECT_THAT(why_of(settings, "linger.ms"), HasSubstr("0 is worth a measurement"));
}

TEST(Redpanda, HasKeysOfItsOwn) {
  const Design design =
      design_of(with_decisions("ordering: partition", "replication_factor: 3", "redpanda"));
  const auto& config = topic_of(design, "event").config;
  EXPECT_EQ(value_of(config, "min.insync.replicas"), "absent");
  EXPECT_EQ(value_of(config, "unclean.leader.election.enable"), "absent");
  EXPECT_EQ(value_of(config, "replication.factor"), "3");
  EXPECT_THAT(why_of(config, "replication.factor"), HasSubstr("2 of 3 copies"));
  EXPECT_EQ(value_of(config, "write.caching"), "false");
  const auto& settings = design.consumer.settings;
  EXPECT_EQ(value_of(settings, "group.protocol"), "classic");
  EXPECT_EQ(value_of(settings, "session.timeout.ms"), "45000");
  EXPECT_EQ(value_of(settings, "group.remote.assignor"), "absent");
}

TEST(Redpanda, TakesOddFactorsOnly) {
  const Design design =
      design_of(with_decisions("ordering: partition", "replication_factor: 4", "redpanda"));
  const auto& config = topic_of(design, "event").config;
  EXPECT_EQ(value_of(config, "replication.factor"), "5");
  EXPECT_THAT(why_of(config, "replication.factor"), HasSubstr("4 is even"));
}

TEST(SettingKeys, OfABrokerAreOrderedAndDocumented) {
  for (const std::string_view broker : {"kafka", "pulsar", "redpanda"}) {
    const auto keys = assembly::setting_keys(broker);
    ASSERT_FALSE(keys.empty()) << broker;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      EXPECT_THAT(std::string(keys[i].source), testing::StartsWith("https://")) << keys[i].key;
      EXPECT_FALSE(keys[i].range.empty()) << keys[i].key;
      if (i == 0) continue;
      EXPECT_LT(keys[i - 1].key, keys[i].key);
    }
  }
  // What Redpanda has not.
  EXPECT_EQ(assembly::find_setting_key("redpanda", "min.insync.replicas"), nullptr);
}

}  // namespace
}  // namespace eventarch
