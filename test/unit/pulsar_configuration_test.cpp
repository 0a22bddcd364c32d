/// What a team types into Pulsar, by subscription type.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "unit/design_of.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing_support::topic_of;
using testing_support::topics_of;
using testing_support::value_of;
using testing_support::why_of;

/// The design in a given mode, whichever a decision would take.
Design in_pulsar_mode(std::string_view mode, std::string_view text) {
  const Advice advice =
      advise({"orders.yaml", "event_context: " + std::string(text), "orders"}, built_in_catalogue())
          .front();
  const Broker& broker = *built_in_catalogue().find("pulsar");
  Candidate chosen;
  chosen.broker = &broker;
  chosen.mode = broker.find_mode(mode);
  return assemble_design(*advice.context, chosen, size_design(*advice.context, chosen));
}

std::string resizing(std::string_view requirements, std::string_view rest = {}) {
  return "{use_case: work_queue, requirements: {" + std::string(requirements) +
         "}, consumers: [resize]" + std::string(rest) + "}";
}

TEST(PulsarTopics, KeepAcknowledgedForATimeAndUnreadUntilRead) {
  const auto config =
      topic_of(in_pulsar_mode("shared", resizing("ordering: none, retention: 3 days")), "event")
          .config;
  EXPECT_EQ(value_of(config, "set-retention --time"), "72h");
  EXPECT_EQ(value_of(config, "set-retention --size"), "-1");
  EXPECT_EQ(value_of(config, "set-message-ttl --ttl"), "0");
  EXPECT_THAT(why_of(config, "set-message-ttl --ttl"), HasSubstr("off: with it"));
  EXPECT_EQ(value_of(config, "set-backlog-quota --policy"), "producer_request_hold");
  EXPECT_EQ(value_of(config, "set-deduplication --enable"), "true");
  EXPECT_EQ(value_of(config, "set-persistence --bookkeeper-write-quorum"), "3");
  EXPECT_EQ(value_of(config, "set-persistence --bookkeeper-ack-quorum"), "2");
}

TEST(PulsarTopics, OfAtMostOnceLetGo) {
  const auto config =
      topic_of(in_pulsar_mode("shared", resizing("ordering: none, delivery: at_most_once")),
               "event")
          .config;
  EXPECT_NE(value_of(config, "set-message-ttl --ttl"), "0");
  EXPECT_THAT(why_of(config, "set-message-ttl --ttl"), HasSubstr("nobody has read expires after"));
  EXPECT_EQ(value_of(config, "set-backlog-quota --policy"), "consumer_backlog_eviction");
  EXPECT_EQ(value_of(config, "set-deduplication --enable"), "absent");
}

TEST(PulsarShared, RetriesThroughTheClient) {
  const Design design = in_pulsar_mode("shared", resizing("ordering: none"));
  EXPECT_EQ(design.consumer.retry.mode, "retry_topic");
  const auto& settings = design.consumer.settings;
  EXPECT_EQ(value_of(settings, "subscriptionType"), "Shared");
  EXPECT_EQ(value_of(settings, "enableRetry"), "true");
  EXPECT_EQ(value_of(settings, "deadLetterPolicy.maxRedeliverCount"), "4");
  EXPECT_EQ(value_of(settings, "deadLetterPolicy.initialSubscriptionName"), "dlq-keeper");
  EXPECT_EQ(value_of(topic_of(design, "retry").config, "set-delayed-delivery --enable"), "true");
}

TEST(PulsarKeyShared, RetriesInPlaceToKeepOrder) {
  const Design ordered = in_pulsar_mode("key_shared", resizing("ordering: partition"));
  EXPECT_EQ(ordered.consumer.retry.mode, "blocking");
  EXPECT_EQ(value_of(ordered.consumer.settings, "ackTimeout"), "0");
  EXPECT_EQ(value_of(ordered.consumer.settings, "deadLetterPolicy.maxRedeliverCount"), "absent");
  EXPECT_THAT(ordered.consumer.dead_letter.mechanism, HasSubstr("the consumer publishes"));
  const Design unordered = in_pulsar_mode("key_shared", resizing("ordering: none"));
  EXPECT_EQ(unordered.consumer.retry.mode, "broker_redelivery");
  EXPECT_THAT(value_of(unordered.consumer.settings, "negativeAckRedeliveryBackoff"),
              HasSubstr("minDelayMs 1000, maxDelayMs 60000, multiplier 2"));
}

/// Consumers that take from one topic by key: one of them waits, and no partition.
TEST(PulsarKeyShared, HoldsOneConsumerForARetry) {
  const RetryPolicy policy =
      in_pulsar_mode("key_shared",
                     resizing("ordering: partition, throughput: 100 msg/s, latency: 10 s",
                              ", workload: {processing_time: 100 ms}"))
          .consumer.retry;
  EXPECT_EQ(policy.mode, "blocking");
  EXPECT_THAT(policy.price, HasSubstr("consumers of its group for about"));
  EXPECT_THAT(policy.price, HasSubstr("the others go on"));
  EXPECT_THAT(policy.price, Not(HasSubstr("holds its partition")));
}

TEST(PulsarKeyShared, BatchesByKey) {
  EXPECT_EQ(
      value_of(in_pulsar_mode("key_shared", resizing("ordering: partition")).producer.settings,
               "batcherBuilder"),
      "KEY_BASED");
  EXPECT_EQ(value_of(in_pulsar_mode("shared", resizing("ordering: none")).producer.settings,
                     "batcherBuilder"),
            "absent");
}

TEST(PulsarFailover, HasNoDeadLetterPolicy) {
  for (const std::string_view mode : {"failover", "exclusive"}) {
    const Design design = in_pulsar_mode(mode, resizing("ordering: global"));
    EXPECT_EQ(design.consumer.retry.mode, "blocking") << mode;
    EXPECT_EQ(value_of(design.consumer.settings, "deadLetterPolicy.maxRedeliverCount"), "absent");
    EXPECT_THAT(design.consumer.dead_letter.mechanism, HasSubstr("no dead-letter policy")) << mode;
    EXPECT_EQ(topics_of(design, "dead_letter"), 1U) << mode;
  }
}

TEST(PulsarConsumers, FetchHalfASecondOfWorkAheadAsFarAsTheLatencyAllows) {
  const auto queue = [](std::string_view workload, std::string_view latency = "60 s") {
    return value_of(
        in_pulsar_mode("shared",
                       resizing("ordering: none, latency: " + std::string(latency), workload))
            .consumer.settings,
        "receiverQueueSize");
  };
  EXPECT_EQ(queue(", workload: {processing_time: 5 ms}"), "100");
  EXPECT_EQ(queue(", workload: {processing_time: 5 ms}", "1 s"), "13");
  EXPECT_EQ(queue(", workload: {processing_time: 10 s}"), "1");
  EXPECT_EQ(queue(", workload: {processing_time: 0.01 ms}"), "1000");
}

TEST(PulsarProducers, ChunkWhatIsTooLarge) {
  const auto settings =
      in_pulsar_mode("shared", resizing("ordering: none", ", workload: {message_size: 2 MB}"))
          .producer.settings;
  EXPECT_EQ(value_of(settings, "enableChunking"), "true");
  EXPECT_EQ(value_of(settings, "enableBatching"), "false");
}

TEST(PulsarTransactions, NeedSendsWithoutTimeout) {
  const auto settings =
      in_pulsar_mode("failover", resizing("delivery: exactly_once")).producer.settings;
  EXPECT_EQ(value_of(settings, "enableTransaction"), "true");
  EXPECT_EQ(value_of(settings, "sendTimeout"), "0");
}

TEST(PulsarTopics, KeepRetriesAndLetDeadLettersExpire) {
  const Design design = in_pulsar_mode("shared", resizing("ordering: none"));
  EXPECT_EQ(value_of(topic_of(design, "retry").config, "set-message-ttl --ttl"), "0");
  const auto& dead = topic_of(design, "dead_letter").config;
  EXPECT_EQ(value_of(dead, "set-message-ttl --ttl"), "604800");
  // The client creates the subscription that keeps them.
  EXPECT_EQ(value_of(dead, "create-subscription --subscription"), "absent");
}

TEST(PulsarProducers, OfDeduplicatedTopicsKeepTheirNameAndNeverGiveUp) {
  const auto kept = in_pulsar_mode("shared", resizing("ordering: none")).producer.settings;
  EXPECT_EQ(value_of(kept, "producerName"), "orders-<instance>");
  EXPECT_EQ(value_of(kept, "sendTimeout"), "0");
  const auto lossy = in_pulsar_mode("shared", resizing("ordering: none, delivery: at_most_once"))
                         .producer.settings;
  EXPECT_EQ(value_of(lossy, "producerName"), "absent");
  EXPECT_EQ(value_of(lossy, "sendTimeout"), "30000");
}

TEST(PulsarConsumers, OfAtMostOnceAwaitTheAcknowledgement) {
  const auto first = in_pulsar_mode("shared", resizing("ordering: none, delivery: at_most_once"))
                         .consumer.settings;
  EXPECT_EQ(value_of(first, "acknowledgmentGroupTime"), "0");
  EXPECT_EQ(value_of(first, "isAckReceiptEnabled"), "true");
  EXPECT_THAT(why_of(first, "isAckReceiptEnabled"), HasSubstr("only then begin"));
  const auto usual = in_pulsar_mode("shared", resizing("ordering: none")).consumer.settings;
  EXPECT_EQ(value_of(usual, "acknowledgmentGroupTime"), "100");
  EXPECT_EQ(value_of(usual, "isAckReceiptEnabled"), "absent");
}

TEST(PulsarDeadLetters, HaveASubscriptionToLookThrough) {
  const Design design = in_pulsar_mode("failover", resizing("ordering: partition"));
  EXPECT_EQ(value_of(topic_of(design, "dead_letter").config, "create-subscription --subscription"),
            "dlq-keeper");
  const auto& steps = design.consumer.dead_letter.replay;
  EXPECT_THAT(steps, Contains(HasSubstr("pulsar-admin topics create-subscription --subscription "
                                        "dlq-keeper --messageId earliest")));
  EXPECT_THAT(steps, Not(Contains(HasSubstr("<subscription>"))));
}

TEST(PulsarDeadLetters, ArePeekedAtPartitionByPartition) {
  const auto steps = [](std::string_view partitions) {
    return in_pulsar_mode("shared", resizing("ordering: none", ", decisions: {partitions: " +
                                                                   std::string(partitions) + "}"))
        .consumer.dead_letter.replay;
  };
  EXPECT_THAT(steps("20"), Contains(HasSubstr(".dlq-partition-0, and so on to -partition-1")));
  EXPECT_THAT(steps("10"), Contains(EndsWith("--subscription dlq-keeper "
                                             "persistent://public/default/orders.resize.dlq")));
}

TEST(PulsarDecisions, AreHonoured) {
  const Design design = in_pulsar_mode(
      "shared", resizing("ordering: none",
                         ", decisions: {max_attempts: 8, replication_factor: 5, "
                         "min_in_sync_replicas: 3, offset_commit: before_processing}"));
  const auto& config = topic_of(design, "event").config;
  EXPECT_EQ(value_of(config, "set-persistence --bookkeeper-write-quorum"), "5");
  EXPECT_EQ(value_of(config, "set-persistence --bookkeeper-ack-quorum"), "3");
  EXPECT_THAT(why_of(config, "set-persistence --bookkeeper-ack-quorum"),
              HasSubstr("decisions.min_in_sync_replicas"));
  EXPECT_EQ(value_of(design.consumer.settings, "deadLetterPolicy.maxRedeliverCount"), "7");
  EXPECT_THAT(why_of(design.consumer.settings, "acknowledgmentGroupTime"),
              HasSubstr("decisions.offset_commit; acknowledge before processing"));
  const Design none = in_pulsar_mode(
      "shared", resizing("ordering: none", ", decisions: {dead_letter_queue: false}"));
  EXPECT_EQ(topics_of(none, "dead_letter"), 0U);
  EXPECT_EQ(value_of(none.consumer.settings, "deadLetterPolicy.deadLetterTopic"), "absent");
}

}  // namespace
}  // namespace eventarch
