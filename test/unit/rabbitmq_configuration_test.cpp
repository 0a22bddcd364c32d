/// What a RabbitMQ design configures: known answers, a mode at a time.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "emitted_settings.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing_support::advice_for;
using testing_support::advice_for_each_mode;
using testing_support::all_settings;
using testing_support::chosen_by;
using testing_support::find_setting;
using testing_support::found;
using testing_support::many_contexts;
using testing_support::undocumented;
using testing_support::value_of;
using testing_support::Wanted;
using testing_support::why_of;

Wanted rabbitmq_jobs(std::string workload = "processing_time: 200 ms", std::string decided = "") {
  return {
      .use_case = "work_queue",
      .requirements = "ordering: none, throughput: 100 msg/s, latency: 300 s, retention: 2 days",
      .rest = "workload: {" + workload + "}, decisions: {broker: rabbitmq" + decided + "}",
      .consumers = "[billing]"};
}

const Topic& topic(const Advice& advice, std::string_view name) {
  for (const Topic& one : advice.design->topology.topics) {
    if (one.name == name) return one;
  }
  throw std::logic_error("no such topic: " + std::string(name));
}

TEST(RabbitMqConfiguration, HasDocumentedKeysWithinTheirRangesOnly) {
  std::set<std::string> modes;
  for (const Wanted& wanted : many_contexts("rabbitmq")) {
    SCOPED_TRACE(wanted.requirements + wanted.rest);
    for (const Advice& advice : advice_for_each_mode(wanted)) {
      modes.emplace(chosen_by(advice).mode->id);
      EXPECT_THAT(undocumented(advice), IsEmpty()) << chosen_by(advice).display_name();
    }
  }
  EXPECT_EQ(modes.size(), 3U);
}

TEST(RabbitMqConfiguration, SetsAQuorumQueueUp) {
  const Advice advice = advice_for(rabbitmq_jobs());
  ASSERT_EQ(chosen_by(advice).mode->id, "quorum_queue");
  const auto& queue = topic(advice, "orders.billing").config;
  EXPECT_EQ(value_of(queue, "x-queue-type"), "quorum");
  EXPECT_EQ(value_of(queue, "x-quorum-initial-group-size"), "3");
  EXPECT_EQ(value_of(queue, "queue-leader-locator"), "balanced");
  EXPECT_EQ(value_of(queue, "dead-letter-exchange"), "orders.dlx");
  EXPECT_EQ(value_of(queue, "dead-letter-strategy"), "at-least-once");
  EXPECT_EQ(value_of(queue, "overflow"), "reject-publish");
  EXPECT_NE(value_of(queue, "max-length"), "absent");
  EXPECT_EQ(value_of(queue, "delivery-limit"), "4");
  EXPECT_EQ(value_of(queue, "delayed-retry-type"), "failed");
  EXPECT_EQ(value_of(queue, "message-ttl"), "172800000");
  EXPECT_EQ(value_of(queue, "consumer-timeout"), "absent");
  EXPECT_EQ(value_of(queue, "x-single-active-consumer"), "absent");
  EXPECT_THAT(find_setting(queue, "message-ttl")->why, HasSubstr("no history"));
  const Setting* limit = find_setting(queue, "delivery-limit");
  EXPECT_EQ(limit->default_value, "20");
  EXPECT_EQ(limit->source, "https://www.rabbitmq.com/docs/quorum-queues");
}

TEST(RabbitMqConfiguration, BindsWhatItDeadLettersTo) {
  const Advice advice = advice_for(rabbitmq_jobs());
  EXPECT_EQ(value_of(topic(advice, "orders.dlx").config, "exchange.declare type"), "direct");
  EXPECT_EQ(value_of(topic(advice, "orders.billing.dlq").config, "queue.bind routing-key"),
            value_of(topic(advice, "orders.billing").config, "dead-letter-routing-key"));
}

TEST(RabbitMqConfiguration, RoutesJobsByTheirTypeWhereAskedTo) {
  const auto jobs = [](std::string_view constraints) {
    return advise({"a.yaml",
                   fmt::format("event_context: {{name: erp-tasks, use_case: work_queue, "
                               "requirements: {{throughput: 100 msg/s, latency: 5 s}}, consumers: "
                               "[worker], constraints: {{{}}}, decisions: {{broker: rabbitmq}}}}",
                               constraints),
                   "a"},
                  built_in_catalogue())
        .front();
  };
  const Advice plain = jobs("");
  EXPECT_EQ(value_of(topic(plain, "erp-tasks").config, "exchange.declare type"), "direct");
  EXPECT_EQ(topic(plain, "erp-tasks").key, "erp-tasks");
  const Advice routed = jobs("complex_routing: true");
  EXPECT_EQ(value_of(topic(routed, "erp-tasks").config, "exchange.declare type"), "topic");
  EXPECT_EQ(topic(routed, "erp-tasks").key, "event type");
  EXPECT_EQ(value_of(topic(routed, "erp-tasks.worker").config, "queue.bind routing-key"), "#");
}

TEST(RabbitMqConfiguration, GivesEveryDeadLetterRoutingKeyAQueue) {
  const Advice advice = advice_for({.use_case = "saga",
                                    .requirements = "throughput: 100 msg/s, latency: 5 s",
                                    .rest = "decisions: {broker: rabbitmq}"});
  std::set<std::string> bound;
  std::set<std::string> sent;
  for (const Topic& one : advice.design->topology.topics) {
    if (one.kind == "dead_letter") bound.insert(value_of(one.config, "queue.bind routing-key"));
    const std::string key = value_of(one.config, "dead-letter-routing-key");
    if (key != "absent") sent.insert(key);
  }
  EXPECT_THAT(sent, Contains("commands.billing"));
  EXPECT_EQ(bound, sent);
}

TEST(RabbitMqConfiguration, TakesThePrefetchFromTheQueueingFormula) {
  // ceil((1 + 1 + 5) / 5) = 2 and ceil((1 + 1 + 0.5) / 0.5) = 5
  EXPECT_EQ(
      value_of(advice_for(rabbitmq_jobs("processing_time: 5 ms")), "basic.qos prefetch-count"),
      "2");
  const Advice quick = advice_for(rabbitmq_jobs("processing_time: 0.5 ms"));
  EXPECT_EQ(value_of(quick, "basic.qos prefetch-count"), "5");
  EXPECT_THAT(why_of(quick, "basic.qos prefetch-count"),
              AllOf(HasSubstr("(1 ms + 1 ms + 500 us) / 500 us"), HasSubstr("assumed")));
  EXPECT_EQ(
      value_of(advice_for(rabbitmq_jobs("processing_time: 200 ms")), "basic.qos prefetch-count"),
      "1");
}

TEST(RabbitMqConfiguration, RaisesTheConsumerTimeoutForLongJobs) {
  EXPECT_EQ(value_of(advice_for(rabbitmq_jobs("processing_time: 300 s")), "consumer-timeout"),
            "absent");
  // Of jobs of 15 min on average 1 in 7 takes longer than the default.
  EXPECT_EQ(value_of(advice_for(rabbitmq_jobs("processing_time: 900 s")), "consumer-timeout"),
            "5400000");
  const Advice hours = advice_for(rabbitmq_jobs("processing_time: 7200 s"));
  EXPECT_EQ(value_of(hours, "consumer-timeout"), "43200000");
  EXPECT_THAT(why_of(hours, "consumer-timeout"), HasSubstr("2 hours"));
}

/// The longest time to live is 49.7 days: what waits must not go before the retention is over.
TEST(RabbitMqConfiguration, LetsMessagesWaitWhereNoTimeToLiveIsLongEnough) {
  const auto queue_kept = [](const std::string& retention) {
    const Advice advice =
        advice_for({.use_case = "work_queue",
                    .requirements = "throughput: 5 msg/s, latency: 30 s, retention: " + retention,
                    .rest = "decisions: {broker: rabbitmq}"});
    const auto& topics = advice.design->topology.topics;
    const auto queue = std::ranges::find(topics, "event", &Topic::kind);
    return queue == topics.end() ? "no queue" : value_of(queue->config, "message-ttl");
  };
  EXPECT_EQ(queue_kept("7 weeks"), "4233600000");
  EXPECT_EQ(queue_kept("90 days"), "absent");
}

TEST(RabbitMqConfiguration, CountsRetriesInPlaceIntoTheConsumerTimeout) {
  const auto ordered = [](std::string attempts) {
    return value_of(advice_for({.use_case = "saga",
                                .requirements = "throughput: 100 msg/s, latency: 5 s",
                                .rest = "workload: {processing_time: 1 s}, decisions: {broker: "
                                        "rabbitmq, max_attempts: " +
                                        attempts + "}"}),
                    "consumer-timeout");
  };
  EXPECT_EQ(ordered("5"), "absent");
  // 50 x 1 s, and 1 + 2 + 4 + 8 + 16 + 32 + 43 x 60 s with a fifth more, twice.
  EXPECT_EQ(ordered("50"), "6443200");
}

TEST(RabbitMqConfiguration, SaysTheLinearDelaysOfTheBroker) {
  const Advice advice = advice_for(rabbitmq_jobs());
  EXPECT_EQ(advice.design->consumer.retry.mode, "broker_redelivery");
  EXPECT_THAT(advice.design->consumer.retry.why,
              HasSubstr("1, 2, 3 and 4 s before attempt 2 and on, 10 s in all"));
  EXPECT_EQ(value_of(advice, "basic.reject requeue"), "true");
}

TEST(RabbitMqConfiguration, NamesTheDecisionThatIsTheReason) {
  const Advice advice = advice_for(
      rabbitmq_jobs("processing_time: 200 ms",
                    ", max_attempts: 8, producer_acks: none, offset_commit: before_processing, "
                    "replication_factor: 5"));
  EXPECT_EQ(value_of(advice, "confirm.select"), "false");
  EXPECT_THAT(why_of(advice, "confirm.select"), StartsWith("decisions.producer_acks: none"));
  EXPECT_EQ(value_of(advice, "basic.consume no-ack"), "true");
  EXPECT_THAT(why_of(advice, "basic.consume no-ack"),
              StartsWith("decisions.offset_commit: before_processing"));
  EXPECT_EQ(value_of(advice, "basic.qos prefetch-count"), "absent");
  EXPECT_EQ(value_of(advice, "x-quorum-initial-group-size"), "5");
  EXPECT_THAT(why_of(advice, "x-quorum-initial-group-size"),
              StartsWith("decisions.replication_factor: 5"));
  const Advice eight = advice_for(rabbitmq_jobs("processing_time: 200 ms", ", max_attempts: 8"));
  EXPECT_EQ(value_of(eight, "delivery-limit"), "7");
  EXPECT_THAT(why_of(eight, "delivery-limit"), StartsWith("decisions.max_attempts: 8"));
}

TEST(RabbitMqConfiguration, HasNothingOfDeadLettersWhereTheTeamDecidedSo) {
  const Advice advice = advice_for(
      rabbitmq_jobs("processing_time: 200 ms", ", dead_letter_queue: false, max_attempts: 3"));
  for (const Topic& one : advice.design->topology.topics) {
    EXPECT_NE(one.kind, "dead_letter");
    EXPECT_THAT(one.name, Not(HasSubstr("dlx")));
  }
  for (const Setting& setting : all_settings(advice)) {
    EXPECT_THAT(setting.key, Not(StartsWith("dead-letter")));
    EXPECT_NE(setting.key, "overflow");
  }
  EXPECT_EQ(advice.design->consumer.groups.front().dead_letter, "");
  EXPECT_THAT(advice.design->consumer.retry.why,
              AllOf(HasSubstr("decisions.dead_letter_queue: false"),
                    HasSubstr("dropped without a trace after 3 attempts")));
}

TEST(RabbitMqConfiguration, KeepsOrderWithOneActiveConsumer) {
  const Advice advice = advice_for({.use_case = "saga",
                                    .requirements = "throughput: 100 msg/s, latency: 5 s",
                                    .rest = "decisions: {broker: rabbitmq}"});
  ASSERT_EQ(chosen_by(advice).mode->id, "quorum_queue");
  EXPECT_EQ(value_of(advice, "x-single-active-consumer"), "true");
  EXPECT_EQ(value_of(advice, "delayed-retry-type"), "absent");
  EXPECT_EQ(advice.design->consumer.retry.mode, "blocking");
}

TEST(RabbitMqConfiguration, ClassicQueuesCountNoDeliveries) {
  Wanted wanted = rabbitmq_jobs("processing_time: 0.1 ms");
  wanted.requirements = "ordering: none, throughput: 100 msg/s, latency: 4 ms";
  wanted.rest += ", constraints: {priority: true}";
  const Advice advice = advice_for(wanted);
  ASSERT_EQ(chosen_by(advice).mode->id, "classic_queue");
  EXPECT_EQ(value_of(topic(advice, "orders.billing").config, "delivery-limit"), "absent");
  EXPECT_EQ(value_of(advice, "dead-letter-strategy"), "absent");
  EXPECT_EQ(value_of(advice, "x-max-priority"), "10");
  EXPECT_EQ(value_of(advice, "basic.reject requeue"), "false");
  // Dead letters are replicated all the same.
  EXPECT_EQ(value_of(advice, "x-quorum-initial-group-size"), "3");
  EXPECT_EQ(advice.design->topology.topics.back().replication_factor, 3U);
  EXPECT_THAT(advice.design->consumer.retry.why, HasSubstr("neither count deliveries nor delay"));
  EXPECT_THAT(advice.design->consumer.dead_letter.mechanism, HasSubstr("the consumer must"));
}

TEST(RabbitMqConfiguration, KeepsAStreamByAge) {
  Wanted wanted{.use_case = "event_sourcing",
                .requirements = "throughput: 1K msg/s, retention: 36 hours",
                .rest = "decisions: {broker: rabbitmq}"};
  const Advice advice = advice_for(wanted);
  ASSERT_EQ(chosen_by(advice).mode->id, "stream");
  EXPECT_EQ(value_of(advice, "max-age"), "36h");
  EXPECT_EQ(value_of(advice, "x-initial-cluster-size"), "3");
  EXPECT_EQ(value_of(advice, "offset"), "OffsetSpecification.first()");
  EXPECT_EQ(value_of(advice, "confirm.select"), "absent");
  EXPECT_EQ(advice.design->consumer.retry.mode, "blocking");
  wanted.requirements = "throughput: 1K msg/s, retention: 14 days";
  EXPECT_EQ(value_of(advice_for(wanted), "max-age"), "14D");
}

/// 4 x 20 MB: the limit of a message, and of the frame in which the stream protocol publishes it.
TEST(RabbitMqConfiguration, MakesFramesThatHoldTheLargestMessage) {
  const auto stream_of = [](std::string_view size) {
    return advice_for({.use_case = "event_sourcing",
                       .requirements = "throughput: 5 msg/s, retention: 36 hours",
                       .rest = fmt::format("workload: {{message_size: {}}}, decisions: {{broker: "
                                           "rabbitmq}}",
                                           size)});
  };
  const Advice large = stream_of("20 MB");
  ASSERT_EQ(chosen_by(large).mode->id, "stream");
  EXPECT_EQ(value_of(large, "max_message_size"), "80000000");
  EXPECT_EQ(value_of(large, "stream.frame_max"), "80065536");
  EXPECT_EQ(value_of(large, "requestedMaxFrameSize"), "80065536");
  const Advice small = stream_of("200 KB");
  EXPECT_EQ(value_of(small, "max_message_size"), "absent");
  EXPECT_EQ(value_of(small, "stream.frame_max"), "absent");
}

Wanted trip(std::string requirements = "throughput: 100 msg/s, latency: 5 s",
            std::string rest = "decisions: {broker: rabbitmq}") {
  return {.use_case = "saga",
          .requirements = std::move(requirements),
          .rest = std::move(rest),
          .consumers = "[flight, hotel, payment]"};
}

TEST(RabbitMqConfiguration, GivesEachParticipantOfASagaItsCommands) {
  const Advice advice = advice_for(trip());
  ASSERT_EQ(chosen_by(advice).mode->id, "quorum_queue");
  std::set<std::string> commands;
  for (const Topic& one : advice.design->topology.topics) {
    if (one.kind != "command") continue;
    commands.insert(value_of(one.config, "dead-letter-routing-key"));
    EXPECT_THAT(one.name, StartsWith("orders.commands."));
  }
  EXPECT_THAT(commands, ElementsAre("commands.flight", "commands.hotel", "commands.payment"));
  EXPECT_EQ(value_of(topic(advice, "orders.commands.hotel.dlq").config, "queue.bind routing-key"),
            "commands.hotel");
}

TEST(RabbitMqConfiguration, HoldsWhatTheRetentionGathers) {
  // 100 msg/s x 2 days in one queue, more than the 5 million that a quorum queue is advised to hold
  const Advice cut = advice_for(rabbitmq_jobs());
  EXPECT_EQ(value_of(topic(cut, "orders.billing").config, "max-length"), "5000000");
  EXPECT_THAT(why_of(cut, "max-length"),
              AllOf(HasSubstr("retention of 2 days at the average rate"),
                    HasSubstr("cut from 17,280,000"), HasSubstr("producers are refused")));
  Wanted hours = rabbitmq_jobs();
  hours.requirements = "ordering: none, throughput: 100 msg/s, latency: 300 s, retention: 5 hours";
  const Advice whole = advice_for(hours);
  EXPECT_EQ(value_of(whole, "max-length"), "1800000");
  EXPECT_THAT(why_of(whole, "max-length"), Not(HasSubstr("refused from then on")));
}

TEST(RabbitMqConfiguration, HoldsTwiceAnOutageAtThePeak) {
  Wanted short_kept = rabbitmq_jobs("processing_time: 200 ms, outage: 1 hours, peak_factor: 5");
  short_kept.requirements =
      "ordering: none, throughput: 100 msg/s, latency: 300 s, retention: 2 hours";
  const Advice advice = advice_for(short_kept);
  EXPECT_EQ(value_of(advice, "max-length"), "3600000");  // 2 x 500 msg/s x 3600 s
  EXPECT_THAT(why_of(advice, "max-length"), HasSubstr("an outage of 1 hour at the peak"));
}

TEST(RabbitMqConfiguration, NeverDropsADeadLetterThatIsLookedAt) {
  const Advice advice = advice_for(rabbitmq_jobs());
  const auto& dead = topic(advice, "orders.billing.dlq").config;
  EXPECT_EQ(value_of(dead, "delivery-limit"), "-1");
}

TEST(RabbitMqConfiguration, RefusesRatherThanDeadLettersWhatIsTooMuch) {
  const DeadLetterPolicy letters = advice_for(rabbitmq_jobs()).design->consumer.dead_letter;
  for (const std::string& trigger : letters.triggers) {
    EXPECT_THAT(trigger, Not(HasSubstr("length limit")));
  }
  EXPECT_THAT(letters.headers.front().meaning, Not(HasSubstr("maxlen")));
}

TEST(RabbitMqConfiguration, SharesTheQueuesOutAmongTheInstances) {
  const Advice advice = advice_for(trip("throughput: 5K msg/s, latency: 5 s"));
  ASSERT_EQ(chosen_by(advice).mode->id, "quorum_queue");
  ASSERT_GT(advice.design->sizing.partitions, 1U);
  EXPECT_THAT(advice.design->consumer.group_strategy, HasSubstr("x-priority = 1"));
  EXPECT_THAT(value_of(advice, "basic.consume x-priority"), StartsWith("1 on"));
  EXPECT_THAT(why_of(advice, "basic.consume x-priority"), HasSubstr("since 4.0"));
  EXPECT_EQ(value_of(advice_for(rabbitmq_jobs()), "basic.consume x-priority"), "absent");
}

TEST(RabbitMqConfiguration, PublishesDeadLettersItselfWhereItAcknowledgesFirst) {
  const Advice advice =
      advice_for(rabbitmq_jobs("processing_time: 200 ms", ", offset_commit: auto"));
  const auto& letters = advice.design->consumer.dead_letter;
  EXPECT_THAT(advice.design->consumer.retry.why, HasSubstr("publishes to the dead letters itself"));
  EXPECT_THAT(letters.mechanism, HasSubstr("the consumer publishes it to orders.dlx"));
  for (const std::string& trigger : letters.triggers) {
    EXPECT_THAT(trigger, Not(HasSubstr("rejects")));
  }
}

TEST(RabbitMqConfiguration, CitesThePageOfStreamsForAStream) {
  const Advice advice = advice_for({.use_case = "event_sourcing",
                                    .requirements = "throughput: 1K msg/s, retention: 36 hours",
                                    .rest = "decisions: {broker: rabbitmq}"});
  const Setting* type = find_setting(advice.design->topology.topics.front().config, "x-queue-type");
  ASSERT_NE(type, nullptr);
  EXPECT_EQ(type->source, "https://www.rabbitmq.com/docs/streams");
}

/// The stream client stores an offset once the handler has returned; nobody polls.
TEST(RabbitMqConfiguration, LetsTheStreamClientTrackOffsetsWhereAutoIsDecided) {
  const auto with = [](std::string_view commit) {
    return advice_for(
        {.use_case = "pub_sub",
         .requirements = "throughput: 1K msg/s, latency: 1 s, ordering: partition, "
                         "retention: 36 hours, delivery: at_least_once",
         .rest = fmt::format("decisions: {{broker: rabbitmq, offset_commit: {}}}", commit)});
  };
  const Advice advice = with("auto");
  ASSERT_EQ(chosen_by(advice).mode->id, "stream");
  EXPECT_EQ(value_of(advice, "manualTrackingStrategy"), "absent");
  EXPECT_EQ(value_of(advice, "autoTrackingStrategy.messageCountBeforeStorage"), "10000");
  EXPECT_EQ(value_of(advice, "autoTrackingStrategy.flushInterval"), "5 s");
  EXPECT_THAT(advice.design->consumer.dead_letter.mechanism, HasSubstr("returns from its handler"));
  for (const ChecklistItem& item : advice.design->checklist) {
    if (item.item != "Consumer offsets committed") continue;
    EXPECT_EQ(item.status, "unknown");
    EXPECT_THAT(item.evidence, HasSubstr("once its handler has returned"));
  }
  EXPECT_THAT(undocumented(advice), IsEmpty());
  EXPECT_EQ(value_of(with("after_processing"), "manualTrackingStrategy"),
            "storeOffset after processing");
  EXPECT_EQ(value_of(with("before_processing"), "manualTrackingStrategy"),
            "storeOffset before processing");
}

/// What is said of an automatic commit, and what is configured, are one and the same.
TEST(CommitLosesMessages, JudgesAnAutomaticCommitByTheClientsOfTheBroker) {
  const auto with = [](std::string_view broker) {
    return fmt::format(
        "event_context:\n  use_case: pub_sub\n  requirements: {{latency: 5 s, ordering: "
        "partition, retention: 2 days}}\n"
        "  decisions:\n    broker: {}\n    offset_commit: auto\n",
        broker);
  };
  EXPECT_THAT(found("commit_loses_messages", with("rabbitmq")),
              ElementsAre(AllOf(HasSubstr("info: "), HasSubstr("before the handler returns"))));
  EXPECT_THAT(found("commit_loses_messages", with("azure_service_bus")),
              ElementsAre(AllOf(HasSubstr("info: "), HasSubstr("before the handler returns"))));
  for (const std::string_view broker : {"redis_streams", "nats_jetstream"}) {
    EXPECT_THAT(found("commit_loses_messages", with(broker)),
                ElementsAre(AllOf(HasSubstr("warning: "), HasSubstr("before it is processed"))));
  }
  for (const std::string_view broker : {"pulsar", "kinesis", "azure_event_hubs"}) {
    EXPECT_THAT(found("commit_loses_messages", with(broker)), IsEmpty());
    EXPECT_THAT(found("offset_commit_not_settable", with(broker)),
                ElementsAre(HasSubstr("info: the clients of ")));
  }
  const Advice kinesis = advice_for({.requirements = "latency: 5 s, delivery: at_least_once",
                                     .rest = "decisions: {broker: kinesis, offset_commit: auto}"});
  EXPECT_EQ(value_of(kinesis, "checkpoint"), "after processing");
  EXPECT_THAT(why_of(kinesis, "checkpoint"), HasSubstr("which the clients do not have"));
}

TEST(CommitLosesMessages, WarnsWhereABrokerHasNoOffsets) {
  const auto with = [](std::string_view broker) {
    return fmt::format(
        "event_context:\n  use_case: work_queue\n  requirements: {{latency: 5 s}}\n"
        "  decisions:\n    broker: {}\n    offset_commit: auto\n",
        broker);
  };
  for (const std::string_view broker : {"rabbitmq", "sqs"}) {
    EXPECT_THAT(found("commit_loses_messages", with(broker)),
                ElementsAre(AllOf(HasSubstr("6:20 warning: "), HasSubstr("no offsets"),
                                  HasSubstr("everything that the consumer has in hand"))));
  }
  EXPECT_THAT(found("commit_loses_messages", with("kafka")),
              ElementsAre(AllOf(HasSubstr("6:20 info: "), HasSubstr("before the next poll"))));
}

/// One queue a delay: messages expire at the head of a queue only.
TEST(RabbitMqConfiguration, HoldsDelayedMessagesInQueuesThatNobodyReads) {
  Wanted wanted = rabbitmq_jobs();
  EXPECT_EQ(rabbitmq_jobs().rest.find("delayed_delivery"), std::string::npos);
  const Advice without_delays = advice_for(wanted);
  for (const Topic& one : without_delays.design->topology.topics) {
    EXPECT_NE(one.kind, "waiting") << one.name;
  }
  wanted.rest += ", constraints: {delayed_delivery: true}";
  const Advice advice = advice_for(wanted);
  EXPECT_EQ(value_of(topic(advice, "orders.wait").config, "exchange.declare type"), "headers");
  const auto& minute = topic(advice, "orders.wait.1m").config;
  EXPECT_EQ(value_of(minute, "queue.bind arguments"), "delay: 1m");
  EXPECT_EQ(value_of(minute, "message-ttl"), "60000");
  EXPECT_EQ(value_of(minute, "dead-letter-exchange"), "orders")
      << "back to the producers' exchange";
  EXPECT_EQ(value_of(minute, "dead-letter-routing-key"), "absent") << "its own routing key stays";
  EXPECT_EQ(value_of(topic(advice, "orders.wait.1d").config, "message-ttl"), "86400000");
  EXPECT_THAT(undocumented(advice), IsEmpty());
  const std::string page = render_text(advice, {});
  EXPECT_THAT(page, HasSubstr("orders.wait.10m")) << page;
}

}  // namespace
}  // namespace eventarch
