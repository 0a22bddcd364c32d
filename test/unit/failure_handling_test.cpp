/// Retries, dead letters and the circuit breaker: known answers, and texts in figures of the
/// design.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "unit/design_of.hpp"

namespace eventarch {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing_support::design_of;
using testing_support::topics_of;

ConsumerConfig consumer_of(std::string_view rest) {
  return design_of("{use_case: pub_sub, " + std::string(rest) + "}").consumer;
}

TEST(RetrySchedule, DoublesFromASecond) {
  const RetryPolicy policy;
  EXPECT_THAT(policy.delays_ms(), ElementsAre(1000, 2000, 4000, 8000));
  const auto rows = policy.schedule();
  ASSERT_EQ(rows.size(), 4U);
  double least = 0;
  double most = 0;
  for (const RetryAttempt& row : rows) {
    least += row.least_ms;
    most += row.most_ms;
  }
  EXPECT_DOUBLE_EQ(least, 12'000);
  EXPECT_DOUBLE_EQ(most, 18'000);
  EXPECT_EQ(rows.front().attempt, 2U);
  EXPECT_DOUBLE_EQ(rows.back().elapsed_ms, 15'000);
}

/// 1, 2, 4, 8, 16, 32 and then 64, cut to 60; jitter comes after the cut.
TEST(RetrySchedule, ReachesItsCapAtTheSeventhDelay) {
  RetryPolicy policy;
  policy.max_attempts = 9;
  const auto rows = policy.schedule();
  EXPECT_DOUBLE_EQ(rows[5].delay_ms, 32'000);
  EXPECT_DOUBLE_EQ(rows[6].delay_ms, 60'000);
  EXPECT_DOUBLE_EQ(rows[7].delay_ms, 60'000);
  EXPECT_DOUBLE_EQ(rows[6].most_ms, 72'000);
}

/// 1, 2, 3 and so on, capped; the broker applies no jitter.
TEST(RetrySchedule, MayGrowLinearly) {
  RetryPolicy policy;
  policy.linear = true;
  EXPECT_THAT(policy.delays_ms(), ElementsAre(1000, 2000, 3000, 4000));
  for (const RetryAttempt& row : policy.schedule()) {
    EXPECT_DOUBLE_EQ(row.least_ms, row.delay_ms);
    EXPECT_DOUBLE_EQ(row.most_ms, row.delay_ms);
  }
  policy.max_attempts = 100;
  policy.max_delay_ms = 2500;
  EXPECT_DOUBLE_EQ(policy.delays_ms().at(2), 2500);
}

TEST(RetryText, OfQuorumQueuesIsLinear) {
  const RetryPolicy policy =
      consumer_of("requirements: {ordering: none}, decisions: {broker: rabbitmq}").retry;
  EXPECT_TRUE(policy.linear);
  EXPECT_THAT(policy.why,
              HasSubstr("waits of 1, 2, 3 and 4 s before attempt 2 and on, 10 s in all"));
  EXPECT_THAT(policy.why, HasSubstr("without jitter"));
}

TEST(RetryText, SaysTheSchedule) {
  const RetryPolicy usual = consumer_of("requirements: {}, decisions: {broker: kafka}").retry;
  EXPECT_THAT(usual.why,
              HasSubstr("waits of 1, 2, 4 and 8 s before attempt 2 and on, 12 s to 18 s in all"));
  EXPECT_THAT(usual.why, HasSubstr("the cap of 60 s is not reached"));
  const RetryPolicy longer =
      consumer_of("requirements: {}, decisions: {broker: kafka, max_attempts: 12}").retry;
  EXPECT_THAT(longer.why, HasSubstr("the cap of 60 s holds from delay 7 on"));
  EXPECT_THAT(longer.why, HasSubstr("decisions.max_attempts"));
}

TEST(RetryText, OfOneAttemptHasNoSchedule) {
  const ConsumerConfig config =
      consumer_of("requirements: {}, decisions: {broker: kafka, max_attempts: 1}");
  EXPECT_THAT(config.retry.schedule(), IsEmpty());
  EXPECT_THAT(config.retry.why, HasSubstr("no retries: decisions.max_attempts is 1"));
  EXPECT_THAT(config.error_handling, HasSubstr("one attempt"));
  EXPECT_THAT(config.errors.unclassified, HasSubstr("there is one attempt"));
  EXPECT_THAT(config.dead_letter.triggers.front(), HasSubstr("at the one attempt"));
}

TEST(RetryText, OfAtMostOnceHasNoSchedule) {
  const ConsumerConfig config =
      consumer_of("requirements: {delivery: at_most_once}, decisions: {broker: kafka}");
  EXPECT_EQ(config.retry.max_attempts, 1U);
  EXPECT_THAT(config.retry.why, HasSubstr("at_most_once tries once"));
}

/// 1000 msg/s over 10 partitions: 100 each, 200 at peak, 2 ms each: 40 % busy. In 15 s 1,500
/// gather. (1 - 0.4) / (200 x 15 s) is 1 in 5,000.
TEST(RetryPrice, OfBlockingIsWhatGathersBehind) {
  const RetryPolicy policy =
      consumer_of(
          "requirements: {throughput: 1K msg/s, ordering: partition}, workload: "
          "{peak_factor: 2, processing_time: 2 ms}, decisions: {broker: kafka, partitions: "
          "10}")
          .retry;
  EXPECT_EQ(policy.mode, "blocking");
  EXPECT_THAT(policy.price, HasSubstr("about 1,500 messages gather behind it at 100 msg/s"));
  EXPECT_THAT(policy.price, HasSubstr("40 % busy"));
  EXPECT_THAT(policy.price, HasSubstr("more than 1 in 5,000 messages"));
}

/// The lock is on the session: the rest of its queue goes on with the other consumers.
TEST(RetryPrice, OfASessionIsOneOfTheConsumers) {
  const RetryPolicy policy =
      consumer_of(
          "requirements: {throughput: 400 msg/s, ordering: partition, latency: 5 s}, workload: "
          "{peak_factor: 2, processing_time: 20 ms}, decisions: {broker: azure_service_bus}")
          .retry;
  EXPECT_EQ(policy.mode, "blocking");
  EXPECT_THAT(policy.price,
              AllOf(HasSubstr("holds its session and one of the "),
                    HasSubstr("with the later messages of that session; the others go on"),
                    Not(HasSubstr("gather")), Not(HasSubstr("no time left"))));
}

/// 5 x 40 s of work and 15 s of waits are 215 s, about 4 min.
TEST(RetryPrice, OfBlockingCountsTheWork) {
  const Design design = design_of(
      "{use_case: pub_sub, requirements: {throughput: 1 msg/s, ordering: partition, latency: "
      "3600 s}, workload: {processing_time: 40 s}, decisions: {broker: kafka, partitions: 100}}");
  const RetryPolicy& policy = design.consumer.retry;
  EXPECT_EQ(policy.mode, "blocking");
  EXPECT_THAT(policy.price, HasSubstr("holds its partition for about 3.6 min (5 attempts of 40 s "
                                      "each, and waits of 12 s to 18 s)"));
  EXPECT_THAT(policy.why, HasSubstr("the work comes on top: 5 attempts of 40 s each"));
  EXPECT_THAT(design.consumer.error_handling, HasSubstr("40 s of work each time"));
  for (const Pattern& pattern : design.patterns) {
    for (const PatternFigure& figure : pattern.figures) {
      if (figure.name != "retries_longest_seconds") continue;
      EXPECT_DOUBLE_EQ(figure.value, 218);
    }
  }
}

TEST(RetryPrice, OfRetryTopicsIsOrderAndTraffic) {
  const RetryPolicy policy =
      consumer_of(
          "requirements: {throughput: 1K msg/s, ordering: none}, consumers: [billing, "
          "mail], decisions: {broker: kafka}")
          .retry;
  EXPECT_EQ(policy.mode, "retry_topic");
  EXPECT_THAT(policy.price, HasSubstr("2 topics more"));
  EXPECT_THAT(policy.price, HasSubstr("20 msg/s more written"));
}

TEST(DeadLetters, NameTriggersHeadersAndReplay) {
  const DeadLetterPolicy policy =
      consumer_of(
          "requirements: {ordering: partition}, consumers: [billing, mail], decisions: "
          "{broker: kafka}")
          .dead_letter;
  EXPECT_TRUE(policy.enabled);
  EXPECT_THAT(policy.triggers.front(), HasSubstr("at attempt 5 of 5"));
  EXPECT_THAT(policy.replay.front(), HasSubstr("orders.billing.dlq"));
  EXPECT_THAT(policy.replay.back(), HasSubstr("the other group"));
  EXPECT_THAT(policy.replay_and_order, HasSubstr("aggregate_version"));
  bool position = false;
  for (const MessageHeader& header : policy.headers) {
    position = position || header.name == "x-original-offset";
    EXPECT_FALSE(header.meaning.empty()) << header.name;
  }
  EXPECT_TRUE(position);
}

TEST(DeadLetters, WarnOfReplaysWhereConsumersAreNotIdempotent) {
  const auto steps = consumer_of(
                         "requirements: {}, decisions: {broker: kafka, "
                         "idempotent_consumers: false}")
                         .dead_letter.replay;
  EXPECT_THAT(steps.back(), HasSubstr("decisions.idempotent_consumers is false"));
}

TEST(DeadLetters, CompareTheirWeekWithTheRetention) {
  const auto why = [](std::string_view retention) {
    return consumer_of("requirements: {retention: " + std::string(retention) +
                       "}, decisions: {broker: kafka}")
        .dead_letter.retention_why;
  };
  EXPECT_THAT(why("30 days"), HasSubstr("kept for 30 days, so it can be read again"));
  EXPECT_THAT(why("12 hours"), HasSubstr("kept for 12 hours only"));
}

/// 10K msg/s are 36M in an hour: 100 are 1 in 360,000. 10,000 x 86,400 x 0.01^5 are 0.0864 a day,
/// and 0.01^2 makes 86,400 of it.
TEST(DeadLetters, SayWhatTheThresholdMeansAtThisRate) {
  const auto why = [](std::string_view rate) {
    return consumer_of("requirements: {throughput: " + std::string(rate) +
                       "}, decisions: {broker: kafka}")
        .dead_letter.threshold_why;
  };
  EXPECT_THAT(why("10K msg/s"), HasSubstr("1 in 360,000 messages"));
  EXPECT_THAT(why("10K msg/s"),
              HasSubstr("0.086 a day would come (10K msg/s x 0.01^5), so that 100 mean"));
  EXPECT_THAT(why("10K msg/s"), HasSubstr("below 80"));
  EXPECT_THAT(
      consumer_of("requirements: {throughput: 10K msg/s}, decisions: {broker: kafka, "
                  "max_attempts: 2}")
          .dead_letter.threshold_why,
      HasSubstr("86,400 a day would come (10K msg/s x 0.01^2), so that 100 come by themselves"));
  EXPECT_THAT(why("1 msg/s"), HasSubstr("1 in 36 messages"));
}

TEST(DeadLetters, AreSilentWhereThereAreNone) {
  for (const std::string_view broker :
       {"kafka", "pulsar", "rabbitmq", "sqs", "redpanda", "kinesis"}) {
    const Design design =
        design_of("{use_case: work_queue, requirements: {ordering: none}, decisions: {broker: " +
                  std::string(broker) + ", dead_letter_queue: false}}");
    const DeadLetterPolicy& policy = design.consumer.dead_letter;
    EXPECT_FALSE(policy.enabled) << broker;
    EXPECT_THAT(policy.triggers, IsEmpty()) << broker;
    EXPECT_THAT(policy.headers, IsEmpty()) << broker;
    EXPECT_THAT(policy.replay, IsEmpty()) << broker;
    EXPECT_THAT(policy.mechanism, HasSubstr("decisions.dead_letter_queue is false")) << broker;
    EXPECT_EQ(topics_of(design, "dead_letter"), 0U) << broker;
    EXPECT_EQ(design.consumer.groups.front().dead_letter, "") << broker;
    EXPECT_THAT(design.consumer.error_handling, HasSubstr("logged and dropped")) << broker;
  }
}

/// 4 instances, 10 failures each.
TEST(CircuitBreaker, LeaksOncePerInstance) {
  const Design design = design_of(
      "{use_case: work_queue, requirements: {throughput: 1K msg/s, latency: 10 s}, "
      "consumers: [billing], workload: {processing_time: 10 ms}, decisions: {broker: "
      "kafka}}");
  const auto instances = design.consumer.groups.front().instances;
  ASSERT_GT(instances, 1U);
  const CircuitBreakerPolicy& breaker = design.consumer.circuit_breaker;
  EXPECT_THAT(breaker.scope, HasSubstr("up to " + std::to_string(instances * 10) + " failing"));
  EXPECT_THAT(breaker.scope, HasSubstr("11 billion calls"));
  EXPECT_THAT(breaker.while_open, HasSubstr("about 60,000 messages gather in the 1 min"));
  EXPECT_THAT(breaker.does_not_count.front(), HasSubstr("VALIDATION_ERROR"));
}

TEST(CircuitBreaker, PausesAsTheBrokerAllows) {
  const auto pause = [](std::string_view broker) {
    return consumer_of("requirements: {ordering: partition}, decisions: {broker: " +
                       std::string(broker) + "}")
        .circuit_breaker.while_open;
  };
  EXPECT_THAT(pause("kafka"), HasSubstr("pause() the assigned partitions and keep polling"));
  EXPECT_THAT(pause("pulsar"), HasSubstr("consumer.pause()"));
  EXPECT_THAT(pause("rabbitmq"), HasSubstr("cancel the consumer"));
  EXPECT_THAT(pause("sqs"), HasSubstr("ReceiveMessage no more"));
}

/// No text shows a number that is none, whatever the input.
TEST(FailureHandling, StandsExtremes) {
  for (const std::string_view broker : {"kafka", "pulsar", "redpanda", "rabbitmq", "sqs"}) {
    for (const std::string_view rest :
         {"requirements: {throughput: 1000000M msg/s, retention: 10000000 hours, latency: 1ms}, "
          "workload: {message_size: 1000000 MB, processing_time: 10000000 hours, peak_factor: "
          "1000000}",
          "requirements: {throughput: 1 msg/s, latency: 1000000 s, ordering: none}, workload: "
          "{processing_time: 0.001 ms, message_size: 1 B}"}) {
      for (const std::string_view attempts : {"1", "5", "1000000000"}) {
        const Design design = design_of("{use_case: pub_sub, " + std::string(rest) +
                                        ", decisions: {broker: " + std::string(broker) +
                                        ", max_attempts: " + std::string(attempts) + "}}");
        std::string all = design.consumer.retry.why + design.consumer.retry.price +
                          design.consumer.dead_letter.threshold_why +
                          design.consumer.circuit_breaker.scope +
                          design.consumer.circuit_breaker.while_open;
        for (const Setting& setting : design.consumer.settings) all += setting.why;
        for (const Setting& setting : design.producer.settings) all += setting.why;
        for (const Topic& topic : design.topology.topics) {
          for (const Setting& setting : topic.config) all += setting.why;
        }
        EXPECT_THAT(all, Not(HasSubstr("nan"))) << broker;
        EXPECT_THAT(all, Not(HasSubstr("inf "))) << broker;
      }
    }
  }
}

}  // namespace
}  // namespace eventarch
