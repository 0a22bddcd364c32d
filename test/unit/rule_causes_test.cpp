/// One cause, one finding; and findings in the words of the broker that was chosen.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/rule_findings.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing_support::found;

std::string design(std::string_view requirements, std::string_view rest) {
  return fmt::format(
      "event_context: {{use_case: pub_sub, requirements: {{{}}}, producers: [shop], consumers: "
      "[billing], {}}}",
      requirements, rest);
}

const std::string keyed_orders =
    "throughput: 1K msg/s, latency: 2 s, ordering: partition, delivery: at_least_once, retention: "
    "24 "
    "hours";
const std::string unordered =
    "throughput: 10 msg/s, latency: 3600 s, ordering: none, delivery: at_least_once, retention: 3 "
    "days";

TEST(ExactlyOnce, IsWarnedOfWhateverTheConsumersAreAndTheHelpSaysSo) {
  const std::string asked = "throughput: 100 msg/s, latency: 1 s, delivery: exactly_once";
  for (const std::string_view consumers :
       {"", "idempotent_consumers: true", "idempotent_consumers: false"}) {
    const auto all = found("exactly_once_complexity",
                           design(asked, fmt::format("decisions: {{{}}}", consumers)));
    ASSERT_EQ(all.size(), 1U) << consumers;
    EXPECT_THAT(all.front(), HasSubstr("warning: Exactly-once requires idempotent consumers"));
    EXPECT_THAT(all.front(), HasSubstr("`delivery: at_least_once`"));
    // It stays with the decision stated: the help must not promise otherwise.
    EXPECT_THAT(all.front(), Not(HasSubstr("`decisions.idempotent_consumers: true`")));
  }
  EXPECT_THAT(found("exactly_once_complexity",
                    design("throughput: 100 msg/s, delivery: at_least_once", "decisions: {}")),
              IsEmpty());
}

TEST(ExactlyOnce, WithConsumersThatAreNotIdempotentIsOneFinding) {
  const std::string text = design("throughput: 100 msg/s, latency: 1 s, delivery: exactly_once",
                                  "decisions: {broker: kafka, idempotent_consumers: false}");
  EXPECT_THAT(found("duplicates_processed_twice", text), IsEmpty());
  EXPECT_THAT(found("exactly_once_complexity", text),
              ElementsAre(HasSubstr("idempotent consumers, and these are not: ")));
}

TEST(HotKey, IsTheOnlyCauseWhereTheOtherKeysLeaveRoom) {
  const std::string text =
      design(keyed_orders,
             "workload: {peak_factor: 3, processing_time: 20 ms, hot_key_share: 60 %}, "
             "decisions: {broker: kafka}");
  EXPECT_THAT(found("unstable_at_peak", text), IsEmpty());
  EXPECT_THAT(
      found("hot_key", text),
      ElementsAre(AllOf(HasSubstr("error: at peak the busiest key alone keeps its consumer 3,600 % "
                                  "busy, 70 % is the target: no number of partitions changes that; "
                                  "with the other keys of its partition it is "),
                        HasSubstr("up to 1.13 % of the traffic fits: split the key into 53 parts "
                                  "or more"))));
}

TEST(HotKey, StandsBesideTooFewPartitions) {
  const std::string text =
      design(keyed_orders,
             "workload: {peak_factor: 3, processing_time: 20 ms, hot_key_share: 60 %}, "
             "decisions: {broker: kafka, partitions: 4}");
  EXPECT_EQ(found("unstable_at_peak", text).size(), 1U);
  EXPECT_EQ(found("hot_key", text).size(), 1U);
}

TEST(PlannedGrowth, IsNoTopicWhereTodayIsTooMuch) {
  const std::string text =
      design(keyed_orders,
             "workload: {peak_factor: 2, processing_time: 20 ms, growth_factor: 3}, decisions: "
             "{broker: kafka, partitions: 4}");
  EXPECT_EQ(found("unstable_at_peak", text).size(), 1U);
  EXPECT_THAT(found("keyed_partitions_fixed", text), IsEmpty());
}

TEST(TooFewKeys, SpeaksOfWhatIsInHandWhereThereAreNoPartitions) {
  const std::string work = "workload: {peak_factor: 2, processing_time: 100 ms, distinct_keys: 8}";
  for (const std::string_view broker : {"sqs", "azure_service_bus", "gcp_pubsub"}) {
    const auto all =
        found("too_few_keys",
              design(keyed_orders, fmt::format("{}, decisions: {{broker: {}}}", work, broker)));
    ASSERT_EQ(all.size(), 1U) << broker;
    EXPECT_THAT(all.front(), HasSubstr("8 keys have at most 8 messages in hand; the peak needs "));
    EXPECT_THAT(all.front(), Not(HasSubstr("partition")));
    EXPECT_THAT(all.front(), Not(HasSubstr("overfull")));
  }
}

TEST(TooFewKeys, IsAnErrorAloneWhereTheyCannotCarryThePeak) {
  const std::string overloaded =
      design("throughput: 10K msg/s, latency: 200 ms, ordering: partition",
             "workload: {peak_factor: 2, processing_time: 2 ms, distinct_keys: 20}, decisions: "
             "{broker: kafka}");
  const auto all = found("too_few_keys", overloaded);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all.front(),
              HasSubstr("at most 20 consumers of a group work at once, and fall behind"));
  EXPECT_THAT(all.front(), HasSubstr("error"));
  EXPECT_THAT(found("unstable_at_peak", overloaded), IsEmpty());
  EXPECT_THAT(found("hot_key", overloaded), IsEmpty());
}

TEST(TooFewKeys, IsSilentOnOnePartition) {
  EXPECT_THAT(
      found("too_few_keys",
            design("throughput: 1 msg/s, latency: 30 s, ordering: partition",
                   "workload: {processing_time: 1 ms, distinct_keys: 1}, decisions: {broker: "
                   "kafka, partitions: 1}")),
      IsEmpty());
}

TEST(ProducerAcks, AreJudgedByWhatTheBrokerLetsAProducerChoose) {
  const auto rules = [](std::string_view broker, std::string_view acks) {
    const std::string text = design(
        keyed_orders, fmt::format("decisions: {{broker: {}, producer_acks: {}}}", broker, acks));
    std::string names;
    if (!found("weak_producer_acks", text).empty()) names += "weak";
    if (!found("producer_acks_not_settable", text).empty()) names += "not settable";
    return names;
  };
  for (const std::string_view broker : {"kafka", "redpanda"}) {
    EXPECT_EQ(rules(broker, "none"), "weak");
    EXPECT_EQ(rules(broker, "leader"), "weak");
    EXPECT_EQ(rules(broker, "all"), "");
  }
  for (const std::string_view broker :
       {"rabbitmq", "nats_jetstream", "redis_streams", "azure_event_hubs"}) {
    EXPECT_EQ(rules(broker, "none"), "weak");
    EXPECT_EQ(rules(broker, "leader"), "not settable");
    EXPECT_EQ(rules(broker, "all"), "");
  }
  for (const std::string_view broker :
       {"sqs", "gcp_pubsub", "kinesis", "azure_service_bus", "pulsar"}) {
    EXPECT_EQ(rules(broker, "none"), "not settable");
    EXPECT_EQ(rules(broker, "leader"), "not settable");
    EXPECT_EQ(rules(broker, "all"), "");
  }
}

TEST(MessageSize, BeyondTheDefaultIsAFindingAndNoExclusion) {
  const auto sized = [](std::string_view broker, std::string_view size) {
    return design(unordered,
                  fmt::format("workload: {{message_size: {}, peak_factor: 1}}, decisions: "
                              "{{broker: {}}}",
                              size, broker));
  };
  EXPECT_THAT(found("message_over_default", sized("rabbitmq", "20 MB")),
              ElementsAre(HasSubstr("20 MB on average are more than the 16 MiB that RabbitMQ")));
  EXPECT_THAT(found("message_over_default", sized("rabbitmq", "20 MB")),
              ElementsAre(HasSubstr("claim check")));
  EXPECT_THAT(found("message_over_default", sized("rabbitmq", "20 MB")),
              ElementsAre(HasSubstr("as the design's settings do (512 MiB at most)")));
  EXPECT_THAT(found("pinned_broker_unfit", sized("rabbitmq", "20 MB")), IsEmpty());
  EXPECT_THAT(found("pinned_broker_unfit", sized("rabbitmq", "600 MB")),
              testing::Contains(HasSubstr("takes messages up to 512 MiB, 600 MB are required")));
  EXPECT_THAT(found("message_over_default", sized("kafka", "2 MiB")),
              ElementsAre(HasSubstr("message.max.bytes")));
  EXPECT_THAT(found("pinned_broker_unfit", sized("kafka", "20 MB")), IsEmpty());
  EXPECT_THAT(found("message_near_limit", sized("kafka", "300 KB")),
              ElementsAre(HasSubstr("takes as one message unless a setting is raised")));
  EXPECT_THAT(found("message_near_limit", sized("kafka", "100 KB")), IsEmpty());
  EXPECT_THAT(found("message_over_default", sized("sqs", "2 MB")), IsEmpty());
  EXPECT_THAT(found("pinned_broker_unfit", sized("sqs", "2 MB")),
              ElementsAre(HasSubstr("takes messages up to 1 MiB, 2 MB are required")));
}

TEST(LongProcessing, IsNoReasonForThousandsOfPartitions) {
  const std::string slow =
      "workload: {peak_factor: 3, processing_time: 400 s}, decisions: {broker: ";
  for (const std::string_view broker : {"kinesis", "redpanda"}) {
    const auto all = found("processing_multiplies_partitions",
                           design(unordered, fmt::format("{}{}}}", slow, broker)));
    ASSERT_EQ(all.size(), 1U) << broker;
    EXPECT_THAT(all.front(), HasSubstr("12,000 messages that are in hand at the peak"));
    EXPECT_THAT(all.front(), HasSubstr("workers of its own"));
  }
  // Queues hand single messages to any number of consumers.
  EXPECT_THAT(found("processing_multiplies_partitions", design(unordered, slow + "sqs}")),
              IsEmpty());
  EXPECT_THAT(found("processing_multiplies_partitions",
                    design(unordered,
                           "workload: {peak_factor: 3, processing_time: 1 s}, decisions: "
                           "{broker: kinesis}")),
              IsEmpty());
}

/// To state what the hand-over takes would make the latency of the report false.
TEST(LongProcessing, OffersABrokerThatWasTried) {
  const auto jobs = [](std::string_view allowed) {
    return found(
        "processing_multiplies_partitions",
        fmt::format("event_context: {{use_case: work_queue, requirements: {{throughput: "
                    "500 msg/s, latency: 60 s, ordering: none, delivery: at_least_once, "
                    "retention: 3 days}}, workload: {{processing_time: 2 s, peak_factor: "
                    "2, message_size: 1 KB, growth_factor: 1}}, constraints: {{cloud: any, "
                    "allowed_brokers: [{}]}}}}",
                    allowed));
  };
  const auto all = jobs("kafka");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all.front(), Not(HasSubstr("workload.processing_time:")));
  constexpr std::string_view stated = "(`constraints.allowed_brokers: [";
  const auto from = all.front().find(stated);
  ASSERT_NE(from, std::string::npos) << all.front();
  const auto start = from + stated.size();
  const std::string other = all.front().substr(start, all.front().find(']', start) - start);
  EXPECT_THAT(jobs(other), IsEmpty()) << other;
}

TEST(LongProcessing, OffersOrderWithoutPartitions) {
  const auto all = found(
      "processing_multiplies_partitions",
      design("throughput: 10 msg/s, latency: 3600 s, ordering: partition, delivery: at_least_once, "
             "retention: 3 days",
             "workload: {peak_factor: 3, processing_time: 400 s}, decisions: {broker: kafka}"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all.front(), HasSubstr("those of one key to the same one"));
}

TEST(PoorFit, IsToldOfABrokerThatQualifies) {
  const std::string text =
      "event_context: {use_case: event_sourcing, requirements: {throughput: 100 msg/s, ordering: "
      "partition, delivery: at_least_once, retention: 7 days}, workload: {growth_factor: 1}, "
      "decisions: "
      "{broker: redis_streams}}";
  EXPECT_THAT(found("poor_fit_for_use_case", text),
              ElementsAre(HasSubstr("memory is no place for a log of record")));
}

TEST(HeldMessages, AreNotToBeMendedByASettingThatIsTooShort) {
  const auto help = [](std::string_view time) {
    return found("processing_holds_message",
                 design(unordered, fmt::format("workload: {{processing_time: {}, peak_factor: 1}}, "
                                               "decisions: {{broker: azure_service_bus}}",
                                               time)));
  };
  EXPECT_THAT(help("120 s"),
              ElementsAre(HasSubstr("raise lockDuration, to 5 min at most, or renew")));
  EXPECT_THAT(help("400 s"),
              ElementsAre(HasSubstr("renew the lock meanwhile: lockDuration takes 5 min")));
}

}  // namespace
}  // namespace eventarch
