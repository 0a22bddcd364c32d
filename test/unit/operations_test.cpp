/// What a design says about running it: alerts with thresholds of known answer, log samples, first
/// looks, checklist.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "assembly/alert.hpp"
#include "assembly/check_unit.hpp"
#include "assembly/diagnosis.hpp"
#include "assembly/log_event.hpp"
#include "assembly/metric.hpp"
#include "assembly/troubleshooting_unit.hpp"
#include "eventarch/advise.hpp"
#include "pattern_design.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view orders =
    "event_context:\n"
    "  name: orders\n"
    "  use_case: pub_sub\n"
    "  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,\n"
    "                 delivery: at_least_once, retention: 7 days}\n"
    "  consumers: [billing]\n"
    "  workload: {processing_time: 10 ms, peak_factor: 2, outage: 30 min, recover_within: 60 "
    "min}\n";

const std::vector<std::string> brokers{"kafka",
                                       "rabbitmq",
                                       "sqs",
                                       "pulsar",
                                       "redpanda",
                                       "kinesis",
                                       "gcp_pubsub",
                                       "nats_jetstream",
                                       "redis_streams",
                                       "azure_event_hubs",
                                       "azure_service_bus"};

Design design_of(std::vector<Override> overrides, std::string_view text = orders) {
  const auto advice = advise({.name = "d.yaml", .text = std::string(text), .stem = "d"},
                             built_in_catalogue(), overrides);
  if (!advice.front().design) {
    ADD_FAILURE() << "there is no design";
    return {};
  }
  return *advice.front().design;
}

/// Empty where the pinned broker does not fit.
Design design_where_it_qualifies(const std::vector<Override>& overrides) {
  const auto advice = advise({.name = "d.yaml", .text = std::string(orders), .stem = "d"},
                             built_in_catalogue(), overrides);
  return advice.front().design.value_or(Design{});
}

Design on(const std::string& broker, std::vector<Override> overrides = {}) {
  overrides.push_back({"decisions.broker", broker});
  return design_of(std::move(overrides));
}

/// Without order, in a mode that need not be the one that would be chosen.
Design in_mode(const std::string& broker, const std::string& mode) {
  return testing_support::design_in_mode(
      "{name: orders, use_case: pub_sub, requirements: {throughput: 1K msg/s, ordering: none}, "
      "workload: {processing_time: 10 ms}, consumers: [billing]}",
      broker, mode);
}

const Alert* find_alert(const Design& design, std::string_view name) {
  const auto& alerts = design.observability.alerts;
  const auto found = std::ranges::find(alerts, name, &Alert::name);
  return found == alerts.end() ? nullptr : &*found;
}

std::string expression_of(const Design& design, std::string_view name) {
  const Alert* alert = find_alert(design, name);
  return alert == nullptr ? "no such alert" : alert->expression;
}

/// What stands behind the last comparison.
double threshold_of(const Design& design, std::string_view name) {
  const std::string expression = expression_of(design, name);
  return std::stod(expression.substr(expression.find_last_of("><") + 1));
}

const ChecklistItem* find_item(const Design& design, std::string_view item) {
  const auto found = std::ranges::find(design.checklist, item, &ChecklistItem::item);
  return found == design.checklist.end() ? nullptr : &*found;
}

std::string status_of(const Design& design, std::string_view item) {
  const ChecklistItem* found = find_item(design, item);
  return found == nullptr ? "no such item" : found->status;
}

// --- Thresholds ----------------------------------------------------------------------------------

TEST(ConsumerLagHigh, IsWhatTheInstancesWorkOffWithinTheLatencyTarget) {
  const Design design = on("kafka");
  const ConsumerGroup& group = design.sizing.consumers.front();
  // 2,000 msg/s at peak keep the busiest instance at this utilization; full it carries more.
  const double capacity = 2000 / group.utilization;
  EXPECT_EQ(threshold_of(design, "ConsumerLagHigh"), std::ceil(capacity * 1.0));
  EXPECT_THAT(find_alert(design, "ConsumerLagHigh")->why, HasSubstr("x 1 s = "));
}

TEST(ConsumerLagHigh, CountsWhatIsInHandWhereTheTargetIsShorterThanTheWork) {
  const Design design = on("kafka", {{"requirements.latency", "1 ms"}});
  EXPECT_EQ(threshold_of(design, "ConsumerLagHigh"),
            static_cast<double>(design.sizing.consumers.front().instances));
}

TEST(ConsumerLagHigh, GrowsWithTheLatencyTarget) {
  double last = 0;
  for (const char* latency : {"100ms", "500ms", "1s", "5s", "60s"}) {
    // The same instances, so that the target alone decides.
    const double threshold = threshold_of(on("sqs", {{"requirements.latency", latency},
                                                     {"workload.outage", "60 min"},
                                                     {"workload.recover_within", "10 min"}}),
                                          "ConsumerLagHigh");
    EXPECT_GE(threshold, last) << latency;
    last = threshold;
  }
}

TEST(PartitionLagHigh, IsWhatOneInstanceWorksOffOfEachPartitionItHolds) {
  const Design design = on("kafka");
  const double held = std::ceil(static_cast<double>(design.sizing.partitions) /
                                static_cast<double>(design.sizing.consumers.front().instances));
  EXPECT_EQ(threshold_of(design, "PartitionLagHigh"), std::ceil(1000 / (10 * held)));
  EXPECT_EQ(find_alert(on("sqs", {{"requirements.ordering", "none"}}), "PartitionLagHigh"),
            nullptr);
}

TEST(ConsumerLagGrowing, LooksAheadToTheBacklogOfTheOutage) {
  // 1,000 msg/s for 30 min
  EXPECT_THAT(expression_of(on("kafka"), "ConsumerLagGrowing"), HasSubstr(", 3600) > 1800000 and"));
}

TEST(LagNearRetention, IsHalfOfWhatTheTopicKeeps) {
  EXPECT_EQ(threshold_of(on("kafka"), "LagNearRetention"), 3.5 * 24 * 3600);
  const std::string queue = expression_of(on("sqs"), "LagNearRetention");
  EXPECT_THAT(queue, StartsWith("max by (queue_name) (aws_sqs_approximate_age_of_oldest_message"));
  EXPECT_THAT(queue, EndsWith("> 302400"));
}

/// Whether the first resource with events has this setting, and it is not off.
bool sets(const Design& design, std::string_view key) {
  for (const Topic& topic : design.topology.topics) {
    if (topic.kind != "event") continue;
    return assembly::setting_number(topic.config, key).value_or(0) > 0;
  }
  return false;
}

const std::string& loss_of(const Design& design) {
  return design.troubleshooting[1].in_this_design;
}

TEST(LagNearRetention, FollowsTheTimeToLiveThatTheDesignSets) {
  const std::vector<std::pair<std::string, std::string>> keys{{"rabbitmq", "message-ttl"},
                                                              {"pulsar", "set-message-ttl --ttl"}};
  for (const auto& [broker, key] : keys) {
    for (const char* delivery : {"at_least_once", "at_most_once"}) {
      std::vector<Override> overrides{{"requirements.ordering", "none"},
                                      {"requirements.delivery", delivery}};
      // Priorities rule streams out, which keep messages by time.
      if (broker == "rabbitmq") overrides.push_back({"constraints.priority", "true"});
      const Design design = on(broker, overrides);
      const bool expires = sets(design, key);
      EXPECT_EQ(find_alert(design, "LagNearRetention") != nullptr, expires) << broker << delivery;
      const auto kept = expires
                            ? HasSubstr(" after 7 days; ")
                            : HasSubstr("unread messages stay until somebody acknowledges them");
      EXPECT_THAT(loss_of(design), kept) << broker << delivery;
      EXPECT_THAT(find_alert(design, "ConsumerStalled")->why,
                  expires ? HasSubstr("what nobody reads for 7 days is ")
                          : HasSubstr("they fill the memory and disks"))
          << broker << delivery;
    }
  }
}

/// The sizing does not see the settings: what it takes unread messages to be kept for is what they
/// come to.
TEST(LagNearRetention, AndTheSizingAgreeOnHowLongUnreadMessagesAreKept) {
  for (const std::string& broker : brokers) {
    for (const char* use_case : {"pub_sub", "work_queue"}) {
      for (const char* retention : {"5 min", "2 hours", "7 days", "60 days"}) {
        const Design design = design_where_it_qualifies({{"decisions.broker", broker},
                                                         {"use_case", use_case},
                                                         {"requirements.ordering", "none"},
                                                         {"requirements.retention", retention}});
        if (design.topology.topics.empty()) continue;
        SCOPED_TRACE(fmt::format("{} {} {}", broker, use_case, retention));
        const Recovery& recovery = design.sizing.recovery;
        ASSERT_EQ(find_alert(design, "LagNearRetention") != nullptr, recovery.deletes_unread);
        if (!recovery.deletes_unread) continue;
        const double kept = recovery.unread_kept_seconds();
        EXPECT_NEAR(threshold_of(design, "LagNearRetention"), kept / 2, 1e-6 * kept);
      }
    }
  }
}

TEST(LagNearRetention, ComparesQueuesWithTheExchangeThatFeedsThem) {
  const Design design = on("rabbitmq", {{"requirements.ordering", "none"}});
  EXPECT_THAT(
      expression_of(design, "LagNearRetention"),
      HasSubstr(R"(/ on () group_left () (sum (rate(messages_produced_total{topic="orders"})"));
  EXPECT_THAT(find_alert(design, "LagNearRetention")->why, HasSubstr("moved to the dead letters"));
}

TEST(ConsumerStalled, IgnoresTheCommitMarkersOfTransactions) {
  EXPECT_THAT(expression_of(on("kafka"), "ConsumerStalled"), HasSubstr("}) > 0 unless"));
  const Design design = on("kafka", {{"requirements.delivery", "exactly_once"}});
  EXPECT_THAT(expression_of(design, "ConsumerStalled"),
              HasSubstr(fmt::format("}}) > {} unless", design.sizing.partitions)));
  EXPECT_THAT(find_alert(design, "ConsumerStalled")->why, HasSubstr("commit marker"));
  EXPECT_GT(threshold_of(design, "ConsumerLagHigh"), static_cast<double>(design.sizing.partitions));
}

TEST(ConsumerStalled, WaitsForThreeMessagesWhereOneTakesLong) {
  EXPECT_THAT(expression_of(on("kafka"), "ConsumerStalled"), HasSubstr("[5m]"));
  const Design slow = on("sqs", {{"workload.processing_time", "10 min"},
                                 {"requirements.throughput", "1 msg/s"},
                                 {"requirements.ordering", "none"}});
  EXPECT_THAT(expression_of(slow, "ConsumerStalled"), HasSubstr("[30m]"));
}

TEST(ProcessingSlow, IsTheMeanThatKeepsTheBusiestInstanceFullyBusy) {
  const Design design = on("kafka");
  EXPECT_NEAR(threshold_of(design, "ProcessingSlow"),
              0.010 / design.sizing.consumers.front().utilization, 1e-6);
}

TEST(ProcessingTail, StandsOnTheFirstBucketEdgeFromTheTargetOn) {
  EXPECT_THAT(expression_of(on("kafka"), "ProcessingTail"), HasSubstr(R"(le=~"1(\\.0)?")"));
  EXPECT_THAT(expression_of(on("kafka", {{"requirements.latency", "500 ms"}}), "ProcessingTail"),
              HasSubstr(R"(le=~"1(\\.0)?")"));
  EXPECT_THAT(expression_of(on("kafka", {{"requirements.latency", "100 ms"}}), "ProcessingTail"),
              HasSubstr(R"(le="0.1")"));
}

TEST(ProcessingTail, IsLeftOutBeyondTheLastEdgeAndWhereThePlannedMeanWouldRing) {
  EXPECT_EQ(find_alert(on("kafka", {{"requirements.latency", "11 s"}}), "ProcessingTail"), nullptr);
  EXPECT_EQ(find_alert(on("sqs", {{"workload.processing_time", "600 ms"}}), "ProcessingTail"),
            nullptr);
}

TEST(ConsumersBusy, DividesByTheInstancesAndHoldsToTheTarget) {
  const Design design = on("kafka", {{"capacity.utilization_target", "60 %"}});
  EXPECT_THAT(expression_of(design, "ConsumersBusy"),
              EndsWith(fmt::format(" / {} > 0.6", design.sizing.consumers.front().instances)));
}

TEST(DeadLetterQueueOverflow, RingsAtTheThresholdOfThePolicyAndEndsBelowFourFifths) {
  const std::string expression = expression_of(on("kafka"), "DeadLetterQueueOverflow");
  EXPECT_THAT(expression, HasSubstr(">= 100 or "));
  EXPECT_THAT(expression, HasSubstr(">= 80 and on (topic) ALERTS{"));
  EXPECT_THAT(expression, HasSubstr(R"(topic="orders.billing.dlq")"));
}

TEST(DeadLetterQueueOverflow, LooksAtTheBrokerWhereNoConsumerSeesAMessageMove) {
  const Design rabbit = on("rabbitmq", {{"requirements.ordering", "none"}});
  EXPECT_THAT(expression_of(rabbit, "DeadLetterQueueOverflow"),
              StartsWith(R"(sum by (queue) (rabbitmq_queue_messages{queue="orders.billing.dlq"}))"
                         " >= 100 or ("));
  EXPECT_THAT(expression_of(rabbit, "DeadLetterQueueOverflow"),
              HasSubstr(">= 80 and on (queue) ALERTS{"));
  EXPECT_THAT(find_alert(rabbit, "DeadLetterQueueOverflow")->why, HasSubstr("metrics per object"));
  EXPECT_THAT(rabbit.troubleshooting[4].first_metric, HasSubstr("rabbitmq_queue_messages{"));
  EXPECT_THAT(expression_of(on("sqs"), "DeadLetterQueueOverflow"),
              StartsWith("max by (queue_name) "
                         "(aws_sqs_approximate_number_of_messages_visible_maximum{queue_name="));
  const Design shared = in_mode("kafka", "share_group");
  EXPECT_THAT(
      expression_of(shared, "DeadLetterQueueOverflow"),
      StartsWith("sum by (topic) (delta(kafka_topic_partition_current_offset{topic=\"dlq."));
  EXPECT_THAT(expression_of(in_mode("rabbitmq", "stream"), "DeadLetterQueueOverflow"),
              HasSubstr("dlq_messages_total"));
}

TEST(DeadLetterQueueOverflow, SaysInTheMetricWhoCounts) {
  const auto help = [](const Design& design) { return design.observability.metrics[4].meaning; };
  EXPECT_THAT(help(on("kafka")), HasSubstr("counted by that consumer"));
  EXPECT_THAT(help(on("kafka")), Not(HasSubstr("by itself")));
  EXPECT_THAT(help(on("sqs")), HasSubstr("what the broker moves by itself is not counted here"));
}

TEST(DeadLetterQueueOverflow, HasNoPlaceInAtMostOnce) {
  for (const std::string& broker : brokers) {
    const Design design = on(broker, {{"requirements.delivery", "at_most_once"}});
    EXPECT_EQ(find_alert(design, "DeadLetterQueueOverflow"), nullptr) << broker;
    for (const Alert& alert : design.observability.alerts) {
      EXPECT_THAT(alert.expression, Not(HasSubstr("dlq_messages_total"))) << broker;
    }
  }
}

TEST(RebalanceStorm, AllowsADeploymentOfEveryInstance) {
  const Design design = on("redpanda");
  EXPECT_EQ(threshold_of(design, "RebalanceStorm"),
            2.0 * static_cast<double>(design.sizing.consumers.front().instances));
  EXPECT_THAT(expression_of(design, "RebalanceStorm"),
              HasSubstr(R"(redpanda_kafka_consumer_group_consumers{redpanda_group="billing"})"));
  EXPECT_EQ(find_alert(on("rabbitmq"), "RebalanceStorm"), nullptr);
}

TEST(RebalanceStorm, IsLeftOutWhereNoExporterCountsTheMembers) {
  const Design design = on("kafka");
  ASSERT_TRUE(assembly::is_set(design.consumer.settings, "group.protocol", "consumer"));
  EXPECT_EQ(find_alert(design, "RebalanceStorm"), nullptr);
  const TroubleshootingEntry& entry = design.troubleshooting[5];
  EXPECT_THAT(entry.in_this_design, HasSubstr("rebalance-total of the clients"));
  EXPECT_THAT(entry.first_command, EndsWith("--group billing --state"));
}

TEST(TrafficStopped, LooksBackLongerWhereTrafficIsThin) {
  EXPECT_THAT(expression_of(on("kafka"), "TrafficStopped"), HasSubstr("[15m]"));
  // A tenth of 1 msg/s brings 100 messages in 1,000 s.
  EXPECT_THAT(
      expression_of(on("kafka", {{"requirements.throughput", "1 msg/s"}}), "TrafficStopped"),
      HasSubstr("[17m]"));
}

TEST(Replicas, AreHeldToTheFactorAndToTheQuorum) {
  const Design design = on("kafka");
  EXPECT_THAT(expression_of(design, "UnderReplicatedPartitions"), EndsWith("< 3"));
  EXPECT_THAT(expression_of(design, "WritesRefused"), EndsWith("< 2"));
  EXPECT_THAT(expression_of(on("redpanda"), "UnderReplicatedPartitions"),
              HasSubstr("redpanda_kafka_under_replicated_replicas{redpanda_topic="));
  EXPECT_EQ(find_alert(on("sqs"), "UnderReplicatedPartitions"), nullptr);
}

TEST(StorageOverPlan, IsWhatTheDesignStores) {
  const Design design = on("kafka");
  EXPECT_NEAR(threshold_of(design, "StorageOverPlan"), design.sizing.storage.total.bytes, 1);
  EXPECT_THAT(expression_of(on("rabbitmq"), "StorageOverPlan"),
              HasSubstr("rabbitmq_alarms_free_disk_space_watermark"));
}

TEST(InFlightNearLimit, IsFourFifthsOfTheLimitOfSqs) {
  EXPECT_EQ(threshold_of(on("sqs"), "InFlightNearLimit"), 96'000);
}

// --- Every broker --------------------------------------------------------------------------------

std::vector<std::string> issues() {
  std::vector<std::string> all;
  for (const auto& unit : assembly::troubleshooting_units()) all.emplace_back(unit.issue);
  return all;
}

TEST(Alerts, LeadToTroubleshootingAndSayWhy) {
  for (const std::string& broker : brokers) {
    for (const Alert& alert : on(broker).observability.alerts) {
      EXPECT_THAT(issues(), Contains(alert.leads_to)) << alert.name;
      EXPECT_THAT(alert.severity, AnyOf("warning", "critical")) << alert.name;
      EXPECT_FALSE(alert.why.empty()) << alert.name;
      EXPECT_FALSE(alert.hold.empty()) << alert.name;
    }
  }
}

TEST(Alerts, SpeakOfTheTopicsOfTheDesignAlone) {
  for (const std::string& broker : brokers) {
    for (const Alert& alert : on(broker).observability.alerts) {
      if (alert.expression.starts_with("max by (instance)")) continue;  // a node serves all
      EXPECT_THAT(alert.expression, AnyOf(HasSubstr("orders"), HasSubstr("billing")))
          << broker << " " << alert.name;
    }
  }
}

TEST(Alerts, CoverAllShardsOfAQueue) {
  // Priorities rule streams out: order then takes several queues with one active consumer each.
  const Design design = on("rabbitmq", {{"constraints.priority", "true"}});
  EXPECT_GT(design.sizing.partitions, 1U);
  EXPECT_THAT(expression_of(design, "ConsumerLagHigh"),
              HasSubstr(R"(topic=~"orders\\.billing\\.[0-9]+")"));
}

TEST(Matcher, ShortensLongListsToWhatTheyHaveInCommon) {
  std::vector<std::string> names;
  for (int i = 0; i < 9; ++i) names.push_back(fmt::format("orders.team-{}.dlq", i));
  EXPECT_EQ(assembly::matcher("topic", names), R"(topic=~"orders\\.team-.+\\.dlq")");
}
TEST(Matcher, KeepsQuotesAndPatternsOfNamesHarmless) {
  EXPECT_EQ(assembly::matcher("topic", {R"(a"b\c*)"}), R"(topic=~"a\"b\\\\c\\*")");
}
TEST(PlainNumber, HasNoExponent) {
  EXPECT_EQ(assembly::plain_number(0.00000123456789), "0.00000123457");
  EXPECT_EQ(assembly::plain_number(0.7), "0.7");
  EXPECT_EQ(assembly::plain_number(1e15), "1000000000000000");
}

TEST(LogSamples, AreOneForEachEventOfTheSchema) {
  for (const std::string& broker : brokers) {
    const Design design = on(broker);
    std::vector<std::string> events;
    for (const LogSample& sample : design.observability.log_samples) events.push_back(sample.event);
    EXPECT_EQ(events, design.observability.log_fields[3].values) << broker;
  }
}

TEST(LogSamples, StayWithinTheNamesAndPartitionsOfTheDesign) {
  for (const std::string& broker : brokers) {
    const Design design = on(broker);
    for (const LogSample& sample : design.observability.log_samples) {
      for (const auto& [key, value] : sample.context) {
        EXPECT_THAT(key, AnyOf("topic", "partition", "offset", "consumer_group", "latency_ms"));
        if (key == "topic") {
          EXPECT_THAT(std::get<std::string>(value), HasSubstr("orders"));
        }
        if (key == "consumer_group") {
          EXPECT_EQ(std::get<std::string>(value), "billing");
        }
        if (key == "partition") {
          EXPECT_LT(std::get<std::int64_t>(value),
                    static_cast<std::int64_t>(design.sizing.partitions));
        }
        if (key == "latency_ms") {
          EXPECT_GT(std::get<double>(value), 0);
        }
      }
    }
  }
}

TEST(Metrics, AreThoseOfTheContract) {
  const Design design = on("kafka");
  std::map<std::string, std::string> labels;
  for (const Metric& metric : design.observability.metrics) {
    labels[metric.name] = fmt::format("{}: {}", metric.type, fmt::join(metric.labels, ", "));
    EXPECT_FALSE(metric.unit.empty());
    EXPECT_FALSE(metric.mapping.empty());
  }
  const std::map<std::string, std::string> expected{
      {"messages_produced_total", "counter: topic, partition"},
      {"messages_consumed_total", "counter: topic, consumer_group, status"},
      {"consumer_lag", "gauge: topic, consumer_group, partition"},
      {"message_processing_duration_seconds", "histogram: topic, consumer_group"},
      {"dlq_messages_total", "counter: topic, error_type"}};
  EXPECT_EQ(labels, expected);
}

TEST(Metrics, NameTheSystemOfTheBroker) {
  EXPECT_THAT(on("sqs").observability.metrics.front().mapping,
              HasSubstr("messaging.system = aws_sqs"));
  EXPECT_THAT(on("rabbitmq").observability.metrics.front().mapping,
              HasSubstr("messaging.system = rabbitmq"));
}

TEST(Metrics, TakeLagFromTheBrokerAtHand) {
  const auto lag = [](const std::string& broker, const std::string& mode) {
    const Design design = in_mode(broker, mode);
    return design.observability.metrics[2].mapping;
  };
  EXPECT_THAT(lag("kafka", "share_group"), HasSubstr("kafka-share-groups.sh"));
  EXPECT_THAT(lag("kafka", "topic"), HasSubstr("kafka_consumergroup_lag"));
  EXPECT_THAT(lag("rabbitmq", "quorum_queue"), HasSubstr("rabbitmq_queue_messages_unacked"));
  EXPECT_THAT(lag("rabbitmq", "stream"), HasSubstr("list_stream_consumers"));
  for (const std::string& broker : brokers) {
    const std::string mapping = on(broker).observability.metrics[2].mapping;
    EXPECT_THAT(mapping, Not(HasSubstr("where this broker says"))) << broker;
    EXPECT_EQ(mapping.find("kafka_exporter") != std::string::npos,
              broker == "kafka" || broker == "redpanda")
        << broker;
  }
}

TEST(Troubleshooting, HasACommandAndAMetricForEveryIssueOnEveryBroker) {
  for (const std::string& broker : brokers) {
    for (const char* delivery : {"at_least_once", "at_most_once"}) {
      const Design design = on(broker, {{"requirements.delivery", delivery}});
      ASSERT_EQ(design.troubleshooting.size(), 6U);
      for (const TroubleshootingEntry& entry : design.troubleshooting) {
        EXPECT_FALSE(entry.first_metric.empty()) << broker << " " << entry.issue;
        EXPECT_FALSE(entry.first_command.empty()) << broker << " " << entry.issue;
        EXPECT_THAT(entry.first_command, Not(HasSubstr("{topic}"))) << broker;
        EXPECT_THAT(entry.first_command, Not(HasSubstr("{dead_letter"))) << broker;
      }
    }
  }
}

TEST(Troubleshooting, NamesTheGroupAndTheDeadLettersOfTheDesign) {
  const Design design = on("kafka");
  EXPECT_THAT(design.troubleshooting[0].first_command, EndsWith("--describe --group billing"));
  EXPECT_THAT(design.troubleshooting[4].first_command, HasSubstr("--topic orders.billing.dlq "));
  EXPECT_THAT(on("pulsar").troubleshooting[4].first_command,
              HasSubstr("persistent://public/default/orders.billing.dlq"));
}

TEST(Troubleshooting, SaysHowLongDeadLettersOfThisBrokerAreKept) {
  EXPECT_THAT(on("kafka").troubleshooting[4].in_this_design, HasSubstr("process, for 7 days; 100"));
  EXPECT_THAT(on("sqs").troubleshooting[4].in_this_design, HasSubstr("process, for 7 days; 100"));
}

TEST(Troubleshooting, KnowsThatAQueueForDeadLettersWasDecidedAgainst) {
  const Design design = on("kafka", {{"decisions.dead_letter_queue", "false"}});
  EXPECT_THAT(design.troubleshooting[4].in_this_design,
              StartsWith("decisions.dead_letter_queue is false"));
  EXPECT_EQ(status_of(design, "DLQ alerts configured"), "not_applicable");
  EXPECT_EQ(find_alert(design, "DeadLetterQueueOverflow"), nullptr);
}

TEST(Troubleshooting, KnowsThatASingleActiveConsumerIsAssigned) {
  const auto rebalances = [](std::vector<Override> overrides) {
    overrides.push_back({"constraints.priority", "true"});
    return on("rabbitmq", std::move(overrides)).troubleshooting[5].in_this_design;
  };
  EXPECT_THAT(rebalances({}), StartsWith("one consumer is active on "));
  EXPECT_THAT(rebalances({{"requirements.ordering", "none"}}),
              StartsWith("nothing is assigned to the "));
}

TEST(Troubleshooting, SpeaksOfPollIntervalsOnlyWhereConsumersPoll) {
  EXPECT_THAT(on("kafka").troubleshooting[5].in_this_design,
              HasSubstr("max.poll.interval.ms is 300000; "));
  EXPECT_THAT(on("pulsar").troubleshooting[5].in_this_design, Not(HasSubstr("poll interval")));
}

TEST(ShellWord, QuotesWhatIsNotPlain) {
  EXPECT_EQ(assembly::shell_word("persistent://public/default/a.b-c_1"),
            "persistent://public/default/a.b-c_1");
  EXPECT_EQ(assembly::shell_word("a b"), "'a b'");
  EXPECT_EQ(assembly::shell_word("it's $(rm)"), R"('it'\''s $(rm)')");
  EXPECT_EQ(assembly::shell_word(""), "''");
}

// --- Checklist -----------------------------------------------------------------------------------

TEST(Checklist, BeginsWithTheSevenOfTheContract) {
  const Design design = on("kafka");
  ASSERT_GE(design.checklist.size(), 7U);
  EXPECT_EQ(design.checklist[0].item, "Producer acks configured");
  EXPECT_EQ(design.checklist[6].item, "Schema registry in use");
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(design.checklist[i].scope, "every design");
  EXPECT_EQ(design.checklist[7].scope, "Kafka");
}

TEST(Checklist, SaysWhatToDoWhereSomethingIsOpenAndOnlyThere) {
  for (const std::string& broker : brokers) {
    const Design design = on(broker);
    EXPECT_GT(design.checklist.size(), 7U) << broker;
    for (const ChecklistItem& item : design.checklist) {
      const bool open = item.status == "missing" || item.status == "unknown";
      EXPECT_EQ(open, !item.remedy.empty()) << broker << " " << item.item;
      EXPECT_FALSE(item.evidence.empty());
    }
  }
}

TEST(Checklist, DoesNotKnowWhatTheFileDoesNotSay) {
  EXPECT_EQ(status_of(on("kafka"), "Consumer lag monitored"), "unknown");
  EXPECT_EQ(
      status_of(on("kafka", {{"decisions.lag_monitoring", "true"}}), "Consumer lag monitored"),
      "satisfied");
  EXPECT_EQ(
      status_of(on("kafka", {{"decisions.lag_monitoring", "false"}}), "Consumer lag monitored"),
      "missing");
  EXPECT_EQ(status_of(on("kafka", {{"requirements.delivery", "at_most_once"}}),
                      "Idempotency implemented"),
            "not_applicable");
}

TEST(Checklist, HoldsOffsetsOfKafkaToTheOutage) {
  constexpr std::string_view item = "Committed offsets outlive an outage";
  EXPECT_EQ(status_of(on("kafka"), item), "unknown");
  EXPECT_EQ(status_of(on("kafka", {{"workload.outage", "12000 min"}}), item), "missing");
}

TEST(Checklist, ComparesABatchOfSqsWithItsVisibilityTimeout) {
  const Design design = on("sqs");
  const ChecklistItem* item = find_item(design, "Visibility timeout covers a batch");
  ASSERT_NE(item, nullptr);
  EXPECT_EQ(item->status, "satisfied");
  EXPECT_EQ(item->evidence, "a batch of 10 takes 100 ms, the visibility timeout is 30 s");
}

TEST(Checklist, ReadsTheRedrivePermissionThatTheDesignSets) {
  constexpr std::string_view item = "Redrive permissions narrowed";
  EXPECT_EQ(status_of(on("sqs"), item), "satisfied");
  EXPECT_EQ(status_of(on("sqs", {{"decisions.dead_letter_queue", "false"}}), item),
            "not_applicable");
}

TEST(Checklist, CountsTheAgeOfDeadLettersAsTheKindOfQueueDoes) {
  constexpr std::string_view item = "Dead letters are kept longer than the queue";
  const Design fifo = on("sqs", {{"requirements.retention", "14 days"}});
  EXPECT_EQ(status_of(fifo, item), "satisfied");
  EXPECT_THAT(find_item(fifo, item)->evidence, HasSubstr("starts anew"));
  const Design standard =
      on("sqs", {{"requirements.retention", "14 days"}, {"requirements.ordering", "none"}});
  EXPECT_EQ(status_of(standard, item), "unknown");
  EXPECT_THAT(find_item(standard, item)->evidence, HasSubstr("counts from the first send"));
}

TEST(Checklist, LeavesOutWhatAModeDoesNotHave) {
  EXPECT_EQ(status_of(in_mode("kafka", "share_group"), "Committed offsets outlive an outage"),
            "not_applicable");
  constexpr std::string_view prefetch = "Prefetch limited";
  EXPECT_EQ(status_of(in_mode("rabbitmq", "stream"), prefetch), "not_applicable");
  EXPECT_EQ(status_of(on("rabbitmq", {{"requirements.ordering", "none"},
                                      {"requirements.delivery", "at_most_once"}}),
                      prefetch),
            "not_applicable");
}

TEST(Checklist, HoldsTheTimeToLiveOfPulsarToTheOutage) {
  constexpr std::string_view item = "Time to live is off, or longer than any outage";
  // Off where nothing may be lost, however long consumers are away; on where loss is accepted.
  EXPECT_EQ(status_of(on("pulsar"), item), "satisfied");
  EXPECT_EQ(status_of(on("pulsar", {{"workload.outage", "20000 min"}}), item), "satisfied");
  const Design away =
      on("pulsar", {{"requirements.delivery", "at_most_once"}, {"workload.outage", "20000 min"}});
  EXPECT_EQ(status_of(away, item), "missing");
}

TEST(Counted, SeparatesThousandsAsEverythingElseDoes) {
  EXPECT_EQ(notation::counted(1, "instance"), "1 instance");
  EXPECT_EQ(notation::counted(1143, "partition"), "1,143 partitions");
  EXPECT_EQ(notation::counted(1234567, "instance"), "1,234,567 instances");
}

TEST(Checklist, FindsThePrefetchThatTheDesignSets) {
  EXPECT_EQ(status_of(on("rabbitmq", {{"requirements.ordering", "none"}}), "Prefetch limited"),
            "satisfied");
}

TEST(Tables, HaveNamesThatOccurOnce) {
  std::vector<std::string_view> checks;
  for (const auto& family : assembly::check_families()) {
    for (const auto& unit : family.checks) checks.push_back(unit.name);
  }
  std::ranges::sort(checks);
  EXPECT_EQ(std::ranges::adjacent_find(checks), checks.end());
  std::vector<std::string_view> alerts;
  for (const auto& unit : assembly::alert_units()) alerts.push_back(unit.name);
  std::ranges::sort(alerts);
  EXPECT_EQ(std::ranges::adjacent_find(alerts), alerts.end());
}

}  // namespace
}  // namespace eventarch
