/// The three test templates of the source document, with its numbers.

#include <gtest/gtest.h>

#include "components/support.hpp"
#include "eventarch/components/dead_letter_consumer.hpp"
#include "eventarch/components/idempotent_consumer.hpp"
#include "eventarch/components/transactional_producer.hpp"

namespace eventarch::components {
namespace {

TEST(Templates, IdempotentConsumer) {
  InMemoryDedupStore store({.time_to_live = 24h});
  IdempotentConsumer consumer(store, "order-service");
  const Message message{.id = "msg-123", .payload = "test"};
  int effects = 0;
  const auto effect = [&](const Message&) {
    ++effects;
    return EffectOutcome::applied;
  };

  const auto first = consumer.process(message, at(0s), effect);
  EXPECT_EQ(first.processed(), true);
  EXPECT_EQ(first.duplicate(), false);

  const auto second = consumer.process(message, at(1s), effect);
  EXPECT_EQ(second.processed(), false);
  EXPECT_EQ(second.duplicate(), true);
  EXPECT_EQ(effects, 1);
}

TEST(Templates, ExactlyOnceWithTransaction) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "order-service-1");
  {
    auto transaction = producer.transaction(at(0s));
    EXPECT_EQ(producer.send("topic-a", {.id = "1", .payload = "value"}), LogOutcome::done);
    EXPECT_EQ(producer.send("topic-b", {.id = "2", .payload = "value"}), LogOutcome::done);
    EXPECT_EQ(transaction.commit(), LogOutcome::done);
  }
  EXPECT_EQ(producer.committed_count(), 2U);
}

TEST(Templates, AnAbortedTransactionCountsNothing) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "order-service-1");
  {
    auto transaction = producer.transaction(at(0s));
    EXPECT_EQ(producer.send("topic-a", {.id = "1"}), LogOutcome::done);
    EXPECT_EQ(producer.send("topic-b", {.id = "2"}), LogOutcome::done);
    EXPECT_EQ(transaction.begun(), LogOutcome::done);
  }  // no commit
  EXPECT_EQ(producer.committed_count(), 0U);
  EXPECT_TRUE(log.read("topic-a", Isolation::read_committed).empty());
  EXPECT_TRUE(log.read("topic-b", Isolation::read_committed).empty());
}

TEST(Templates, DeadLetterRouting) {
  InMemoryPublisher broker;
  FixedDraw random;
  DeadLetterConsumer consumer({.consumer_group = "order-service",
                               .dead_letter_topic = "orders.dlq",
                               .retry = {.max_attempts = 3}},
                              broker, random);
  const Message message{.id = "msg-123", .topic = "orders", .payload = "invalid"};
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(broker.messages("orders.dlq").empty());
    const auto result = consumer.process(message, at(i * 1s), [](const Message&) {
      return AttemptOutcome::failure("TIMEOUT", "no answer");
    });
    EXPECT_EQ(result.success(), false);
  }
  ASSERT_EQ(broker.messages("orders.dlq").size(), 1U);
  EXPECT_EQ(broker.messages("orders.dlq").back().id, "msg-123");
}

}  // namespace
}  // namespace eventarch::components
