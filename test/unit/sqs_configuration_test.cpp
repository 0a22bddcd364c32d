/// What an SQS and SNS design configures: known answers, a mode at a time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "emitted_settings.hpp"
#include "rule_findings.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
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
using testing_support::text_of;
using testing_support::undocumented;
using testing_support::value_of;
using testing_support::Wanted;
using testing_support::why_of;

Wanted sqs_jobs(std::string workload = "processing_time: 200 ms", std::string decided = "") {
  return {.use_case = "work_queue",
          .requirements = "ordering: none, throughput: 10 msg/s, latency: 300 s, retention: 4 days",
          .rest = "workload: {" + workload + "}, decisions: {broker: sqs" + decided + "}",
          .consumers = "[billing]"};
}

Wanted events(std::string requirements, std::string rest = "decisions: {broker: sqs}") {
  return {.use_case = "pub_sub", .requirements = std::move(requirements), .rest = std::move(rest)};
}

TEST(SqsConfiguration, HasDocumentedKeysWithinTheirRangesOnly) {
  std::set<std::string> modes;
  for (const Wanted& wanted : many_contexts("sqs")) {
    SCOPED_TRACE(wanted.requirements + wanted.rest);
    for (const Advice& advice : advice_for_each_mode(wanted)) {
      modes.emplace(chosen_by(advice).mode->id);
      EXPECT_THAT(undocumented(advice), IsEmpty()) << chosen_by(advice).display_name();
    }
  }
  EXPECT_EQ(modes.size(), 3U);
}

TEST(SqsConfiguration, HidesAMessageForSixTimesTheWorkOfABatch) {
  // 1 s / 200 ms = 5 messages, 5 x 200 ms x 6 = 6 s, raised to the default of 30 s.
  const Advice quick = advice_for(sqs_jobs());
  EXPECT_EQ(value_of(quick, "MaxNumberOfMessages"), "5");
  EXPECT_EQ(value_of(quick, "VisibilityTimeout"), "30");
  // One message of 20 s: 6 x 20 s.
  const Advice slow = advice_for(sqs_jobs("processing_time: 20 s"));
  EXPECT_EQ(value_of(slow, "MaxNumberOfMessages"), "1");
  EXPECT_EQ(value_of(slow, "VisibilityTimeout"), "120");
  EXPECT_THAT(why_of(slow, "VisibilityTimeout"), HasSubstr("six times the 20 s"));
  const Advice hours = advice_for(sqs_jobs("processing_time: 10800 s"));
  EXPECT_EQ(value_of(hours, "VisibilityTimeout"), "43200");
  EXPECT_THAT(why_of(hours, "VisibilityTimeout"), HasSubstr("cut to 43,200 s"));
}

TEST(SqsConfiguration, SetsAStandardQueueUp) {
  const Advice advice = advice_for(sqs_jobs());
  ASSERT_EQ(chosen_by(advice).mode->id, "standard");
  EXPECT_EQ(advice.design->topology.topics.front().name, "orders-billing");
  EXPECT_EQ(value_of(advice, "MessageRetentionPeriod"), "345600");
  EXPECT_EQ(value_of(advice, "ReceiveMessageWaitTimeSeconds"), "20");
  EXPECT_EQ(value_of(advice, "RedrivePolicy.deadLetterTargetArn"), "<arn of orders-billing-dlq>");
  EXPECT_EQ(value_of(advice, "RedrivePolicy.maxReceiveCount"), "5");
  EXPECT_EQ(value_of(advice, "RedriveAllowPolicy.redrivePermission"), "byQueue");
  EXPECT_EQ(value_of(advice, "RedriveAllowPolicy.sourceQueueArns"), "<arn of orders-billing>");
  EXPECT_EQ(value_of(advice, "SendMessageBatch"), "up to 10 messages");
  EXPECT_EQ(value_of(advice, "FifoQueue"), "absent");
}

TEST(SqsConfiguration, SaysWhatIsLeftOfADeadLettersAge) {
  const Topic dead = advice_for(sqs_jobs()).design->topology.topics.back();
  ASSERT_EQ(dead.kind, "dead_letter");
  EXPECT_EQ(value_of(dead.config, "MessageRetentionPeriod"), "1209600");
  EXPECT_THAT(dead.config.front().why, HasSubstr("has 10 days left"));
  Wanted longest = sqs_jobs();
  longest.requirements = "ordering: none, throughput: 10 msg/s, latency: 300 s, retention: 14 days";
  EXPECT_THAT(advice_for(longest).design->topology.topics.back().config.front().why,
              HasSubstr("has no time left, so lower the retention of the source"));
}

TEST(SqsConfiguration, SetsHighThroughputFifoUpWithSns) {
  const Advice advice = advice_for(events("throughput: 20K msg/s, latency: 500 ms"));
  ASSERT_EQ(chosen_by(advice).mode->id, "fifo_high_throughput");
  EXPECT_EQ(value_of(advice, "FifoTopic"), "true");
  EXPECT_EQ(value_of(advice, "FifoThroughputScope"), "MessageGroup");
  EXPECT_EQ(value_of(advice, "RawMessageDelivery"), "true");
  EXPECT_EQ(value_of(advice, "DeduplicationScope"), "messageGroup");
  EXPECT_EQ(value_of(advice, "FifoThroughputLimit"), "perMessageGroupId");
  EXPECT_EQ(value_of(advice, "MessageGroupId"), "aggregate_id");
  EXPECT_EQ(value_of(advice, "MessageDeduplicationId"), "event_id");
  // SNS and the queue take all of the 500 ms: a message in hand waits for no other.
  EXPECT_EQ(value_of(advice, "MaxNumberOfMessages"), "1");
  EXPECT_EQ(
      value_of(advice_for(events("throughput: 20K msg/s, latency: 2 s")), "MaxNumberOfMessages"),
      "10");
  for (const Topic& topic : advice.design->topology.topics) {
    EXPECT_THAT(topic.name, EndsWith(".fifo"));
    EXPECT_LE(topic.name.size(), 80U);
  }
}

TEST(SqsConfiguration, FiltersOnlyWhereRoutingIsAskedFor) {
  const std::string flow = "ordering: none, throughput: 10 msg/s, latency: 5 s";
  EXPECT_EQ(value_of(advice_for(events(flow)), "FilterPolicy"), "absent");
  const Advice routed =
      advice_for(events(flow, "constraints: {complex_routing: true}, decisions: {broker: sqs}"));
  EXPECT_THAT(value_of(routed, "FilterPolicy"), HasSubstr("event_type"));
}

TEST(SqsConfiguration, DelaysWhereItIsAskedFor) {
  EXPECT_EQ(value_of(advice_for(sqs_jobs()), "DelaySeconds"), "absent");
  Wanted delayed = sqs_jobs();
  delayed.rest += ", constraints: {delayed_delivery: true}";
  EXPECT_THAT(why_of(advice_for(delayed), "DelaySeconds"), HasSubstr("900 s at most"));
}

TEST(SqsConfiguration, AsksForLargeMessages) {
  const std::string flow = "ordering: none, throughput: 10 msg/s, latency: 5 s";
  EXPECT_EQ(value_of(advice_for(events(flow)), "MaximumMessageSize"), "absent");
  EXPECT_EQ(value_of(advice_for(events(
                         flow, "workload: {message_size: 500 KB}, decisions: {broker: sqs}")),
                     "MaximumMessageSize"),
            "1048576");
}

TEST(SqsConfiguration, CutsWhatIsOutOfRangeAndSaysSo) {
  const Advice advice = advice_for(sqs_jobs("processing_time: 200 ms", ", max_attempts: 20"));
  EXPECT_EQ(value_of(advice, "RedrivePolicy.maxReceiveCount"), "20");
  EXPECT_THAT(why_of(advice, "RedrivePolicy.maxReceiveCount"),
              StartsWith("decisions.max_attempts: 20"));
  Wanted years = sqs_jobs();
  years.requirements = "ordering: none, throughput: 10 msg/s, latency: 300 s, retention: 52 weeks";
  EXPECT_EQ(value_of(advice_for(years), "MessageRetentionPeriod"), "1209600");
  EXPECT_THAT(why_of(advice_for(years), "MessageRetentionPeriod"),
              HasSubstr("1,209,600 s is the most"));
}

TEST(SqsConfiguration, HasNothingOfDeadLettersWhereTheTeamDecidedSo) {
  const Advice advice =
      advice_for(sqs_jobs("processing_time: 200 ms", ", dead_letter_queue: false"));
  for (const Topic& one : advice.design->topology.topics) EXPECT_NE(one.kind, "dead_letter");
  for (const Setting& setting : all_settings(advice)) {
    EXPECT_THAT(setting.key, Not(StartsWith("Redrive")));
  }
  EXPECT_EQ(advice.design->consumer.groups.front().dead_letter, "");
  EXPECT_THAT(advice.design->consumer.retry.why,
              AllOf(HasSubstr("decisions.dead_letter_queue: false"),
                    HasSubstr("comes back every 30 s until it is 4 days old")));
}

TEST(SqsConfiguration, DeletesWhenTheTeamDecided) {
  EXPECT_EQ(value_of(advice_for(sqs_jobs()), "DeleteMessageBatch"), "after processing");
  const Advice first =
      advice_for(sqs_jobs("processing_time: 200 ms", ", offset_commit: before_processing"));
  EXPECT_EQ(value_of(first, "DeleteMessageBatch"), "before processing");
  EXPECT_THAT(why_of(first, "DeleteMessageBatch"),
              StartsWith("decisions.offset_commit: before_processing"));
}

TEST(SqsConfiguration, GivesEachParticipantOfASagaItsCommands) {
  const Advice advice = advice_for({.use_case = "saga",
                                    .requirements = "throughput: 10 msg/s, latency: 5 s",
                                    .rest = "decisions: {broker: sqs}",
                                    .consumers = "[flight, hotel, payment]"});
  std::vector<std::string> commands;
  std::vector<std::string> replies;
  for (const Topic& one : advice.design->topology.topics) {
    if (one.kind == "command") commands.push_back(one.name);
    if (one.kind == "reply") replies.push_back(one.name);
  }
  EXPECT_THAT(commands, ElementsAre("orders-commands-flight.fifo", "orders-commands-hotel.fifo",
                                    "orders-commands-payment.fifo"));
  EXPECT_EQ(replies.size(), 1U);
}

TEST(SqsConfiguration, CountsTheAgeOfAFifoDeadLetterAnew) {
  Wanted ordered = sqs_jobs();
  ordered.requirements = "ordering: partition, throughput: 10 msg/s, latency: 300 s";
  const Advice advice = advice_for(ordered);
  const Topic& dead = advice.design->topology.topics.back();
  ASSERT_EQ(dead.kind, "dead_letter");
  EXPECT_EQ(value_of(dead.config, "MessageRetentionPeriod"), "604800");
  EXPECT_EQ(dead.retention_hours, 168);
  const auto& letters = advice.design->consumer.dead_letter;
  EXPECT_THAT(letters.retention_why, AllOf(HasSubstr("starts anew"), Not(HasSubstr("first send"))));
  EXPECT_THAT(advice_for(sqs_jobs()).design->consumer.dead_letter.retention_why,
              AllOf(HasSubstr("14 days"), HasSubstr("first send")));
}

TEST(SqsConfiguration, SendsWhatNoRetryHealsToTheDeadLettersItself) {
  const DeadLetterPolicy letters = advice_for(sqs_jobs()).design->consumer.dead_letter;
  EXPECT_THAT(letters.mechanism,
              AllOf(HasSubstr("the consumer sends what no retry heals"),
                    HasSubstr("everything else the service moves after maxReceiveCount")));
  EXPECT_THAT(letters.replay,
              Contains(AllOf(HasSubstr("--destination-arn \"$QUEUE_ARN\""),
                             HasSubstr("ARNs of orders-billing-dlq and orders-billing"))));
}

TEST(SqsConfiguration, GivesTheSubscriptionDeadLettersOfItsOwn) {
  const Advice advice = advice_for(events("ordering: none, throughput: 10 msg/s, latency: 5 s"));
  const auto& all = advice.design->topology.topics;
  const auto& subscribed = all.front().config;
  const Setting* redrive = find_setting(subscribed, "RedrivePolicy.deadLetterTargetArn");
  ASSERT_NE(redrive, nullptr);
  EXPECT_THAT(text_of(redrive->value), HasSubstr("-sns-dlq"));
  for (const std::string_view key : {"RedrivePolicy.deadLetterTargetArn", "RawMessageDelivery"}) {
    EXPECT_THAT(find_setting(subscribed, key)->source, HasSubstr("/sns/")) << key;
  }
  EXPECT_THAT(all.back().name, StartsWith("orders-search-sns-dlq"));
  EXPECT_THAT(advice.design->consumer.groups.front().dead_letter, StartsWith("orders-billing-dlq"));
  EXPECT_THAT(advice.design->consumer.dead_letter.replay,
              Contains(HasSubstr("start-message-move-task refuses")));
}

TEST(SqsConfiguration, TakesOneLongJobAtATime) {
  EXPECT_THAT(why_of(advice_for(sqs_jobs("processing_time: 40 s")), "MaxNumberOfMessages"),
              AllOf(HasSubstr("one job takes 40 s"), Not(HasSubstr("second of work"))));
}

TEST(DecisionOutsideRange, NamesTheSettingAndItsBounds) {
  const auto with = [](std::string_view decided) {
    return fmt::format(
        "event_context:\n  use_case: work_queue\n  requirements: {{ordering: none, latency: 5 "
        "s}}\n  decisions:\n    broker: gcp_pubsub\n    {}\n",
        decided);
  };
  EXPECT_THAT(
      found("decision_outside_range", with("max_attempts: 3")),
      ElementsAre(AllOf(HasSubstr("6:19 warning: decisions.max_attempts is 3, and "
                                  "dead_letter_policy.max_delivery_attempts of Google Pub/Sub"),
                        HasSubstr("takes 5 to 100"), HasSubstr("the design sets 5"))));
  EXPECT_THAT(found("decision_outside_range", with("max_attempts: 5")), IsEmpty());
  EXPECT_THAT(
      found("decision_outside_range", with("max_attempts: 3\n    dead_letter_queue: false")),
      IsEmpty());
  EXPECT_THAT(found("decision_outside_range", with("max_attempts: 101")),
              ElementsAre(HasSubstr("the design sets 100")));
}

}  // namespace
}  // namespace eventarch
