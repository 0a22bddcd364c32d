/// What designs for the further brokers of the catalogue configure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "assembly/dialect.hpp"
#include "emitted_settings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing_support::advice_for;
using testing_support::advice_for_each_mode;
using testing_support::all_settings;
using testing_support::chosen_by;
using testing_support::many_contexts;
using testing_support::undocumented;
using testing_support::value_of;
using testing_support::Wanted;
using testing_support::why_of;

constexpr std::string_view further[] = {"azure_event_hubs", "azure_service_bus", "gcp_pubsub",
                                        "kinesis",          "nats_jetstream",    "redis_streams"};

Wanted pinned(std::string_view broker, std::string decided = "",
              std::string requirements = "ordering: none, throughput: 100 msg/s, latency: 60 s",
              std::string workload = "processing_time: 20 ms") {
  return {.use_case = "pub_sub",
          .requirements = std::move(requirements),
          .rest = fmt::format("workload: {{{}}}, decisions: {{broker: {}{}}}", workload, broker,
                              decided)};
}

/// What to run first when consumers lag.
std::string first_command(const Advice& advice) {
  for (const TroubleshootingEntry& entry : advice.design->troubleshooting) {
    if (entry.issue == "Consumer lag") return entry.first_command;
  }
  return {};
}

class FurtherConfiguration : public testing::TestWithParam<std::string_view> {};

INSTANTIATE_TEST_SUITE_P(Brokers, FurtherConfiguration, testing::ValuesIn(further),
                         [](const auto& tested) { return std::string(tested.param); });

TEST_P(FurtherConfiguration, HasDocumentedKeysWithinTheirRangesOnly) {
  std::set<std::string> modes;
  for (const Wanted& wanted : many_contexts(GetParam())) {
    SCOPED_TRACE(wanted.requirements + wanted.rest);
    for (const Advice& advice : advice_for_each_mode(wanted)) {
      ASSERT_EQ(chosen_by(advice).broker->id, GetParam());
      modes.emplace(chosen_by(advice).mode->id);
      EXPECT_THAT(undocumented(advice), IsEmpty()) << chosen_by(advice).display_name();
    }
  }
  EXPECT_EQ(modes.size(), built_in_catalogue().find(GetParam())->modes.size());
}

TEST_P(FurtherConfiguration, SetsSomethingUpInEveryPart) {
  const Advice advice = advice_for(pinned(GetParam()));
  EXPECT_THAT(advice.design->producer.settings, Not(IsEmpty()));
  EXPECT_THAT(advice.design->consumer.settings, Not(IsEmpty()));
  EXPECT_THAT(all_settings(advice), Not(IsEmpty()));
  EXPECT_THAT(first_command(advice), HasSubstr("orders"));
}

TEST_P(FurtherConfiguration, HasNothingOfDeadLettersWhereTheTeamDecidedSo) {
  const Advice advice = advice_for(pinned(GetParam(), ", dead_letter_queue: false"));
  for (const Topic& one : advice.design->topology.topics) EXPECT_NE(one.kind, "dead_letter");
  for (const Setting& setting : all_settings(advice)) {
    EXPECT_THAT(setting.key, Not(StartsWith("dead")));
  }
  for (const ConsumerGroupConfig& group : advice.design->consumer.groups) {
    EXPECT_EQ(group.dead_letter, "");
  }
  EXPECT_THAT(advice.design->consumer.retry.why,
              HasSubstr("decisions.dead_letter_queue: false, so a message that fails every time "));
}

TEST_P(FurtherConfiguration, RetriesInPlaceWhatItHasLetGoOf) {
  const Advice advice = advice_for(pinned(GetParam(), ", offset_commit: before_processing"));
  EXPECT_EQ(advice.design->consumer.retry.mode, "blocking");
}

TEST_P(FurtherConfiguration, NamesNoResourceTwice) {
  Wanted wanted = pinned(GetParam());
  wanted.use_case = "saga";
  std::vector<std::string> names;
  const Advice advice = advice_for(wanted);
  for (const Topic& one : advice.design->topology.topics) names.push_back(one.name);
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(SettingKeys, AreSortedAndComplete) {
  for (const std::string_view broker :
       {"azure_event_hubs", "azure_service_bus", "gcp_pubsub", "kinesis", "nats_jetstream",
        "rabbitmq", "redis_streams", "sqs"}) {
    SCOPED_TRACE(broker);
    const auto keys = assembly::setting_keys(broker);
    ASSERT_GT(keys.size(), 10U);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      SCOPED_TRACE(keys[i].key);
      EXPECT_TRUE(i == 0 || keys[i - 1].key < keys[i].key);
      EXPECT_FALSE(keys[i].range.empty());
      EXPECT_TRUE(keys[i].source.starts_with("https://"));
    }
  }
}

TEST(NatsConfiguration, AcknowledgesWithinTwiceTheProcessing) {
  const Advice advice = advice_for(pinned("nats_jetstream", ", max_attempts: 8",
                                          "ordering: none, throughput: 100 msg/s, latency: 300 s",
                                          "processing_time: 45 s"));
  EXPECT_EQ(value_of(advice, "ack_wait"), "90s");
  EXPECT_EQ(value_of(advice, "max_deliver"), "8");
  // 200 msg/s x 45 s = 9,000 in work over all streams, and twice that.
  const double streams = static_cast<double>(advice.design->sizing.partitions);
  EXPECT_EQ(value_of(advice, "max_ack_pending"), fmt::format("{:.0f}", 2 * 9000 / streams));
  EXPECT_THAT(advice.design->consumer.dead_letter.mechanism,
              HasSubstr("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES."));
  EXPECT_THAT(first_command(advice), StartsWith("nats consumer info orders-0 billing"));
}

TEST(NatsConfiguration, KeepsOrderByOneMessageAtATime) {
  const Advice advice = advice_for(
      pinned("nats_jetstream", "", "ordering: global, throughput: 10 msg/s, latency: 5 s"));
  EXPECT_EQ(value_of(advice, "max_ack_pending"), "1");
  EXPECT_EQ(value_of(advice, "num_replicas"), "3");
}

/// A limit at the mean would refuse every second message, so it stands at four times the mean, and
/// what has to hold such a message follows.
TEST(LargestMessage, IsWhatLimitsAreSetFor) {
  const auto of = [](std::string_view broker, std::string_view size) {
    return advice_for(pinned(broker, "", "ordering: partition, throughput: 5 msg/s, latency: 60 s",
                             fmt::format("processing_time: 20 ms, message_size: {}", size)));
  };
  EXPECT_EQ(value_of(of("nats_jetstream", "200 KB"), "max_payload"), "absent");
  EXPECT_EQ(value_of(of("nats_jetstream", "1 MB"), "max_payload"), "4000000");
  EXPECT_EQ(value_of(of("nats_jetstream", "1 MB"), "max_pending"), "absent");
  EXPECT_EQ(value_of(of("nats_jetstream", "5 MB"), "max_payload"), "20000000");
  EXPECT_EQ(value_of(of("nats_jetstream", "5 MB"), "max_pending"), "80000000");
  EXPECT_EQ(value_of(of("nats_jetstream", "20 MB"), "max_payload"), "67108864");
  EXPECT_THAT(why_of(of("nats_jetstream", "20 MB"), "max_payload"), HasSubstr("less than four"));
  EXPECT_EQ(value_of(of("kinesis", "500 KiB"), "MaxRecordSizeInKiB"), "2000");
  EXPECT_EQ(value_of(of("pulsar", "2 MB"), "enableChunking"), "true");
}

TEST(NatsConfiguration, HasFiveReplicasAtMost) {
  const Advice advice = advice_for(pinned("nats_jetstream", ", replication_factor: 7"));
  EXPECT_EQ(value_of(advice, "num_replicas"), "5");
  EXPECT_THAT(why_of(advice, "num_replicas"),
              AllOf(StartsWith("decisions.replication_factor: 7"), HasSubstr("5 replicas")));
}

TEST(KinesisConfiguration, KeepsADayAtLeastAndAYearAtMost) {
  const auto kept = [](std::string retention) {
    return value_of(advice_for(pinned("kinesis", "",
                                      "ordering: none, throughput: 10 msg/s, latency: 5 s, "
                                      "retention: " +
                                          retention)),
                    "RetentionPeriodHours");
  };
  EXPECT_EQ(kept("2 hours"), "24");
  EXPECT_EQ(kept("7 days"), "168");
  EXPECT_EQ(kept("104 weeks"), "8760");
}

/// The checklist judges the plan that the consumer settings make.
TEST(KinesisConfiguration, ChecksReadersByTheFanOutThatIsPlanned) {
  const auto readers = [](const std::string& consumers) {
    Wanted wanted = pinned("kinesis");
    wanted.consumers = consumers;
    const Advice advice = advice_for(wanted);
    for (const ChecklistItem& item : advice.design->checklist) {
      if (item.item != "Readers per shard within the limits") continue;
      return fmt::format("{}, {}: {}", value_of(advice, "ConsumerName"), item.status,
                         item.evidence);
    }
    return std::string("no such item");
  };
  EXPECT_THAT(readers("[a]"), StartsWith("absent, satisfied: 1 consumer group; 5 readers"));
  EXPECT_THAT(readers("[a, b, c, d, e, f]"),
              StartsWith("<group>, satisfied: 6 consumer groups registered for enhanced fan-out"));
  EXPECT_THAT(readers("[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u]"),
              StartsWith("absent, missing: 21 consumer groups; 5 readers share"));
}

TEST(KinesisConfiguration, DeadLettersAreTheApplications) {
  const Advice advice = advice_for(pinned("kinesis"));
  EXPECT_THAT(advice.design->consumer.dead_letter.mechanism,
              HasSubstr("Kinesis has no dead letters"));
  EXPECT_EQ(advice.design->consumer.retry.mode, "blocking");
  EXPECT_EQ(first_command(advice), "aws kinesis describe-stream-summary --stream-name orders");
}

TEST(PubSubConfiguration, KeepsTheBoundsOfItsSubscriptions) {
  const Advice few = advice_for(pinned("gcp_pubsub", ", max_attempts: 2"));
  EXPECT_EQ(value_of(few, "dead_letter_policy.max_delivery_attempts"), "5");
  EXPECT_THAT(why_of(few, "dead_letter_policy.max_delivery_attempts"),
              HasSubstr("5 attempts is the least"));
  const Advice many = advice_for(pinned("gcp_pubsub", ", max_attempts: 200"));
  EXPECT_EQ(value_of(many, "dead_letter_policy.max_delivery_attempts"), "100");
  const Advice slow =
      advice_for(pinned("gcp_pubsub", "", "ordering: none, throughput: 1 msg/s, latency: 300 s",
                        "processing_time: 7200 s"));
  EXPECT_EQ(value_of(slow, "ack_deadline_seconds"), "600");
  EXPECT_EQ(value_of(slow, "flow_control.max_lease_duration"), "14400");
  EXPECT_EQ(value_of(few, "ack_deadline_seconds"), "10");
}

TEST(PubSubConfiguration, GivesDeadLettersASubscriptionThatKeepsThem) {
  const Advice advice = advice_for(pinned("gcp_pubsub"));
  const auto& topics = advice.design->topology.topics;
  EXPECT_EQ(std::ranges::count(topics, "Pub/Sub subscription", &Topic::resource), 4);
  EXPECT_EQ(first_command(advice), "gcloud pubsub subscriptions describe orders.billing");
}

TEST(EventHubsConfiguration, BuysThroughputUnitsByTheFormula) {
  Wanted wanted = pinned("azure_event_hubs", "",
                         "ordering: none, throughput: 1K msg/s, latency: 5 s, retention: 1 day",
                         "processing_time: 1 ms, peak_factor: 2, message_size: 1 KB");
  const auto all = advice_for_each_mode(wanted);
  const auto standard = std::ranges::find_if(
      all, [](const Advice& one) { return chosen_by(one).mode->id == "standard"; });
  ASSERT_NE(standard, all.end());
  const Advice& advice = *standard;
  // 2 MB/s in, 2,000 events/s in, two readers: 4 MB/s and 4,000 events/s out.
  EXPECT_EQ(value_of(advice, "sku.capacity"), "2");
  EXPECT_EQ(value_of(advice, "retentionDescription.retentionTimeInHours"), "24");
  EXPECT_THAT(first_command(advice), StartsWith("az eventhubs eventhub show --resource-group"));
}

TEST(ServiceBusConfiguration, LocksForTwiceTheProcessing) {
  EXPECT_EQ(value_of(advice_for(pinned("azure_service_bus")), "lockDuration"), "PT60S");
  const Advice slow = advice_for(pinned("azure_service_bus", ", max_attempts: 8",
                                        "ordering: none, throughput: 1 msg/s, latency: 300 s",
                                        "processing_time: 600 s"));
  EXPECT_EQ(value_of(slow, "lockDuration"), "PT300S");
  // 600 s of work and the longest delay, 60 s and a fifth, twice.
  EXPECT_EQ(value_of(slow, "MaxAutoLockRenewalDuration"), "PT1344S");
  EXPECT_EQ(value_of(slow, "maxDeliveryCount"), "8");
  EXPECT_EQ(value_of(slow, "PrefetchCount"), "0");
  EXPECT_THAT(slow.design->consumer.groups.front().dead_letter, HasSubstr("$DeadLetterQueue"));
}

TEST(ServiceBusConfiguration, KeepsOrderInSessions) {
  const Advice advice = advice_for(pinned("azure_service_bus", "", "throughput: 100 msg/s"));
  EXPECT_EQ(value_of(advice, "requiresSession"), "true");
  EXPECT_EQ(value_of(advice, "SessionId"), "aggregate_id");
}

TEST(RedisConfiguration, TrimsByTheTimeInItsIds) {
  const Advice advice =
      advice_for(pinned("redis_streams", "",
                        "ordering: none, throughput: 10 msg/s, latency: 60 s, retention: 2 hours",
                        "processing_time: 120 s"));
  EXPECT_EQ(value_of(advice, "XADD MINID"), "~ <now - 7200000 ms>");
  // Five attempts of 120 s and 1 + 2 + 4 + 8 s with a fifth more, twice.
  EXPECT_EQ(value_of(advice, "XAUTOCLAIM min-idle-time"), "1236000");
  EXPECT_THAT(advice.design->consumer.dead_letter.mechanism, HasSubstr("XADD to the dead-letter"));
}

}  // namespace
}  // namespace eventarch
