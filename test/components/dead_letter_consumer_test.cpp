#include "eventarch/components/dead_letter_consumer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "components/support.hpp"
#include "eventarch/components/circuit_breaker.hpp"
#include "eventarch/components/depth_alarm.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

AttemptOutcome time_out(const Message&) { return AttemptOutcome::failure("TIMEOUT", "no answer"); }
AttemptOutcome invalid(const Message&) {
  return AttemptOutcome::failure("VALIDATION_ERROR", "total is negative");
}
AttemptOutcome succeed(const Message&) { return AttemptOutcome::success(); }

class DeadLetters : public testing::Test {
 protected:
  /// Defaults of the source document: 5 attempts, 1 s doubled, suffix .dlq.
  DeadLetterConsumer consumer_with(DeadLetterOptions options = {.consumer_group = "billing"}) {
    return {std::move(options), publisher, random};
  }

  ScriptedPublisher publisher;
  FixedDraw random;
  Message message = message_of("1");
};

TEST_F(DeadLetters, ComeAfterExactlyTheLastAttempt) {
  auto consumer = consumer_with();
  const std::vector<std::chrono::nanoseconds> waits{1s, 2s, 4s, 8s};
  for (std::uint32_t n = 1; n <= 4; ++n) {
    const auto result = consumer.process(message, at(0s), time_out);
    EXPECT_EQ(result.delivery, Delivery::retry);
    EXPECT_EQ(result.attempts, n);
    EXPECT_EQ(result.retry_after, waits[n - 1]);
    EXPECT_FALSE(result.acknowledge());
    EXPECT_THAT(publisher.stored, IsEmpty());
  }
  const auto last = consumer.process(message, at(0s), time_out);
  EXPECT_EQ(last.delivery, Delivery::dead_lettered);
  EXPECT_EQ(last.attempts, 5U);
  EXPECT_TRUE(last.acknowledge());
  EXPECT_FALSE(last.success());
  EXPECT_THAT(ids_of(publisher.stored), ElementsAre("1"));
  EXPECT_EQ(consumer.failing(), 0U);
}

TEST_F(DeadLetters, ComeAtOnceForErrorsThatNoAttemptCures) {
  auto consumer = consumer_with();
  const auto result = consumer.process(message, at(0s), invalid);
  EXPECT_EQ(result.delivery, Delivery::dead_lettered);
  EXPECT_EQ(result.attempts, 1U);
  EXPECT_EQ(publisher.stored.size(), 1U);
}

TEST_F(DeadLetters, ComeAtOnceWhereALaterErrorIsNotRetryable) {
  auto consumer = consumer_with();
  consumer.process(message, at(0s), time_out);
  EXPECT_EQ(consumer.process(message, at(1s), invalid).attempts, 2U);
  ASSERT_EQ(publisher.stored.size(), 1U);
  EXPECT_EQ(*find_header(publisher.stored[0], "x-first-error-class"), "TIMEOUT");
  EXPECT_EQ(*find_header(publisher.stored[0], "x-last-error-class"), "VALIDATION_ERROR");
}

TEST_F(DeadLetters, DoNotComeWhereAnAttemptSucceeds) {
  auto consumer = consumer_with();
  for (int i = 0; i < 4; ++i) consumer.process(message, at(0s), time_out);
  const auto result = consumer.process(message, at(0s), succeed);
  EXPECT_TRUE(result.success());
  EXPECT_TRUE(result.acknowledge());
  EXPECT_EQ(consumer.failing(), 0U);
  // The next failure of that id, should it come, counts from one.
  EXPECT_EQ(consumer.process(message, at(0s), time_out).attempts, 1U);
  EXPECT_THAT(publisher.stored, IsEmpty());
}

TEST_F(DeadLetters, CarryWhatIsKnownAboutTheFailure) {
  auto consumer = consumer_with({.consumer_group = "billing", .retry = {.max_attempts = 2}});
  message.headers = {{"traceparent", "00-1-2-01"}};
  message.position = LogPosition{3, 42};
  message.written_at = at(5s);
  consumer.process(message, at(6s), time_out);
  consumer.process(message, at(7s), [](const Message&) {
    return AttemptOutcome::failure("RATE_LIMITED", "slow down");
  });
  ASSERT_EQ(publisher.stored.size(), 1U);
  const Message& letter = publisher.stored[0];
  EXPECT_EQ(letter.topic, "orders.dlq");
  EXPECT_EQ(letter.key, message.key);
  EXPECT_EQ(letter.payload, message.payload);
  EXPECT_THAT(letter.headers,
              ElementsAre(Header{"traceparent", "00-1-2-01"}, Header{"x-original-topic", "orders"},
                          Header{"x-original-partition", "3"}, Header{"x-original-offset", "42"},
                          Header{"x-original-timestamp", "5000000000"},
                          Header{"x-consumer-group", "billing"}, Header{"x-attempts", "2"},
                          Header{"x-first-error-class", "TIMEOUT"},
                          Header{"x-first-error-message", "no answer"},
                          Header{"x-last-error-class", "RATE_LIMITED"},
                          Header{"x-last-error-message", "slow down"},
                          Header{"x-dead-lettered-at", "7000000000"}));
}

TEST_F(DeadLetters, AreConfirmedBeforeTheOriginalIsAcknowledged) {
  auto consumer = consumer_with({.consumer_group = "billing", .retry = {.max_attempts = 1}});
  publisher.outcomes.assign(3, PublishOutcome::failed);
  int attempts = 0;
  const auto handler = [&](const Message& one) {
    ++attempts;
    return time_out(one);
  };
  const std::vector<std::chrono::nanoseconds> waits{1s, 2s, 4s};
  for (const auto wait : waits) {
    const auto result = consumer.process(message, at(0s), handler);
    EXPECT_EQ(result.delivery, Delivery::dead_letter_unconfirmed);
    EXPECT_FALSE(result.acknowledge()) << "it would be lost";
    EXPECT_TRUE(result.pause());
    EXPECT_EQ(result.retry_after, wait);
  }
  const auto result = consumer.process(message, at(9s), handler);
  EXPECT_EQ(result.delivery, Delivery::dead_lettered);
  EXPECT_TRUE(result.acknowledge());
  EXPECT_EQ(attempts, 1) << "a message that failed for good is not tried again";
  EXPECT_EQ(publisher.stored.size(), 1U);
  EXPECT_EQ(*find_header(publisher.stored[0], "x-attempts"), "1");
}

TEST_F(DeadLetters, AreNeverDroppedHoweverLongTheTopicIsDown) {
  auto consumer = consumer_with({.consumer_group = "billing", .retry = {.max_attempts = 1}});
  publisher.outcomes.assign(10'000, PublishOutcome::failed);
  for (int i = 0; i < 10'000; ++i) {
    const auto result = consumer.process(message, at(0s), time_out);
    ASSERT_FALSE(result.acknowledge());
    ASSERT_LE(result.retry_after, 60s);
  }
  EXPECT_TRUE(consumer.process(message, at(0s), time_out).acknowledge());
}

TEST_F(DeadLetters, MayComeTwiceWhereTheConfirmationGotLostAndTellItById) {
  auto consumer = consumer_with({.consumer_group = "billing", .retry = {.max_attempts = 1}});
  publisher.outcomes = {PublishOutcome::unknown};
  EXPECT_FALSE(consumer.process(message, at(0s), time_out).acknowledge());
  EXPECT_TRUE(consumer.process(message, at(1s), time_out).acknowledge());
  EXPECT_THAT(ids_of(publisher.stored), ElementsAre("1", "1"));
}

TEST_F(DeadLetters, ComeOnceAlsoWhereTheAcknowledgementGotLost) {
  auto consumer = consumer_with();
  consumer.process(message, at(0s), invalid);
  const auto copy = consumer.process(message, at(1s), succeed);
  EXPECT_EQ(copy.delivery, Delivery::already_dead_lettered);
  EXPECT_TRUE(copy.acknowledge());
  EXPECT_FALSE(copy.success()) << "applied and dead-lettered would be both";
  EXPECT_EQ(publisher.stored.size(), 1U);
}

TEST_F(DeadLetters, ForgetTheOldestOfThoseTheyRemember) {
  auto consumer = consumer_with({.consumer_group = "billing", .remembered = 2});
  for (const char* const id : {"1", "2", "3"}) consumer.process(message_of(id), at(0s), invalid);
  EXPECT_EQ(consumer.process(message_of("3"), at(1s), succeed).delivery,
            Delivery::already_dead_lettered);
  EXPECT_EQ(consumer.process(message_of("2"), at(1s), succeed).delivery,
            Delivery::already_dead_lettered);
  EXPECT_EQ(consumer.process(message_of("1"), at(1s), succeed).delivery, Delivery::processed);
}

TEST_F(DeadLetters, CountEachMessageForItself) {
  auto consumer = consumer_with({.consumer_group = "billing", .retry = {.max_attempts = 2}});
  consumer.process(message_of("1", "a"), at(0s), time_out);
  EXPECT_EQ(consumer.process(message_of("2", "a"), at(0s), time_out).attempts, 1U);
  EXPECT_EQ(consumer.process(message_of("1", "b"), at(0s), time_out).attempts, 1U);
  EXPECT_THAT(publisher.stored, IsEmpty());
}

TEST_F(DeadLetters, TakeMessagesWithoutAnIdAtOnce) {
  auto consumer = consumer_with();
  publisher.outcomes = {PublishOutcome::failed};
  int attempts = 0;
  const auto handler = [&](const Message& one) {
    ++attempts;
    return succeed(one);
  };
  EXPECT_FALSE(consumer.process(message_of(""), at(0s), handler).acknowledge());
  EXPECT_EQ(consumer.process(message_of(""), at(1s), handler).delivery, Delivery::dead_lettered);
  EXPECT_EQ(consumer.process(message_of(""), at(2s), handler).delivery, Delivery::dead_lettered)
      << "another message, not a copy";
  EXPECT_EQ(attempts, 0);
  EXPECT_EQ(publisher.stored.size(), 2U);
  EXPECT_EQ(*find_header(publisher.stored[0], "x-last-error-class"), "VALIDATION_ERROR");
}

TEST_F(DeadLetters, ForgetAttemptsThatAnotherConsumerTakesOver) {
  auto consumer = consumer_with({.consumer_group = "billing", .retry = {.max_attempts = 2}});
  consumer.process(message, at(0s), time_out);
  consumer.forget_attempts();
  EXPECT_EQ(consumer.process(message, at(1s), time_out).delivery, Delivery::retry);
}

TEST_F(DeadLetters, AreNotFilledByACircuitBreaker) {
  // An outage of a minute with 15 s of retries: rejected calls are no attempts.
  auto consumer = consumer_with();
  CircuitBreaker breaker({.opens_after = ConsecutiveFailures{3}});
  bool is_down = true;
  int calls = 0;
  Instant now{};
  const auto handler = [&](const Message&) {
    const Admission admission = breaker.admit(now);
    if (!admission.admitted()) {
      return AttemptOutcome::pause(admission.retry_at ? *admission.retry_at - now : 1s);
    }
    ++calls;
    breaker.record(*admission.permit, is_down ? CallOutcome::failure : CallOutcome::success, now);
    return is_down ? AttemptOutcome::failure("TIMEOUT", "down") : AttemptOutcome::success();
  };
  for (int i = 0; i < 3; ++i) {
    const auto result = consumer.process(message, now, handler);
    EXPECT_EQ(result.delivery, Delivery::retry);
    now += result.retry_after;
  }
  for (int i = 0; i < 100; ++i) {
    const auto result = consumer.process(message, now, handler);
    EXPECT_EQ(result.delivery, Delivery::paused);
    EXPECT_TRUE(result.pause());
    EXPECT_EQ(result.attempts, 3U);
    EXPECT_FALSE(result.acknowledge());
  }
  EXPECT_EQ(calls, 3);
  const auto paused = consumer.process(message, now, handler);
  now += paused.retry_after;
  is_down = false;
  EXPECT_TRUE(consumer.process(message, now, handler).success());
  EXPECT_EQ(calls, 4);
  EXPECT_THAT(publisher.stored, IsEmpty());
}

TEST(ReplayOf, GivesANewMessageWithLineage) {
  ScriptedPublisher publisher;
  FixedDraw random;
  DeadLetterConsumer consumer({.consumer_group = "billing"}, publisher, random);
  Message message = message_of("1");
  message.headers = {{"traceparent", "00-1-2-01"}};
  consumer.process(message, at(0s), invalid);
  const Message replay = replay_of(publisher.stored.at(0), "1-again");
  EXPECT_EQ(replay.id, "1-again");
  EXPECT_EQ(replay.topic, "orders");
  EXPECT_EQ(replay.payload, message.payload);
  EXPECT_THAT(replay.headers,
              ElementsAre(Header{"traceparent", "00-1-2-01"}, Header{"x-replay-of", "1"}));
  // Its attempts start from one, and it may fail again.
  EXPECT_EQ(consumer.process(replay, at(1s), time_out).attempts, 1U);
  consumer.process(replay, at(2s), invalid);
  const Message second = replay_of(publisher.stored.at(1), "1-once-more");
  EXPECT_EQ(*find_header(second, "x-replay-of"), "1-again");
  EXPECT_EQ(second.headers.size(), 2U);
}

TEST(DeadLetterOptions, AreRefusedWithAReason) {
  EXPECT_EQ(problem_with(DeadLetterOptions{}), "");
  EXPECT_NE(problem_with(DeadLetterOptions{.suffix = ""}), "");
  EXPECT_EQ(problem_with(DeadLetterOptions{.dead_letter_topic = "dead", .suffix = ""}), "");
  EXPECT_NE(problem_with(DeadLetterOptions{.retry = {.max_attempts = 0}}), "");
  EXPECT_NE(problem_with(DeadLetterOptions{.errors = {{"A"}, {"A"}}}), "");
}

TEST(DepthAlarm, IsRaisedAtAHundredAndClearedAtEighty) {
  DepthAlarm alarm;
  EXPECT_EQ(alarm.update(99), AlarmChange::none);
  EXPECT_EQ(alarm.update(100), AlarmChange::raised);
  for (const std::uint64_t depth : {150U, 100U, 99U, 81U, 100U}) {
    EXPECT_EQ(alarm.update(depth), AlarmChange::none) << depth;
    EXPECT_TRUE(alarm.is_raised());
  }
  EXPECT_EQ(alarm.update(80), AlarmChange::cleared);
  EXPECT_EQ(alarm.update(99), AlarmChange::none);
  EXPECT_EQ(alarm.update(100), AlarmChange::raised);
}

}  // namespace
}  // namespace eventarch::components
