/// The examples of docs/components.md: each stands here once more, runs, and does what the page
/// says.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "components/support.hpp"
#include "eventarch/components/circuit_breaker.hpp"
#include "eventarch/components/dead_letter_consumer.hpp"
#include "eventarch/components/depth_alarm.hpp"
#include "eventarch/components/error_classifier.hpp"
#include "eventarch/components/event_store.hpp"
#include "eventarch/components/idempotent_consumer.hpp"
#include "eventarch/components/outbox.hpp"
#include "eventarch/components/projection.hpp"
#include "eventarch/components/retry_policy.hpp"
#include "eventarch/components/saga.hpp"
#include "eventarch/components/snapshot.hpp"
#include "eventarch/components/transactional_producer.hpp"

namespace eventarch::components {
namespace {

using namespace std::chrono_literals;

const Instant now{};

std::string text_of(const std::string& path) {
  std::ifstream in(std::filesystem::path(EVENTARCH_SOURCE_DIR) / path, std::ios::binary);
  EXPECT_TRUE(in.is_open()) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The lines of a text without their indentation, joined.
std::string without_indentation(const std::string& text) {
  std::string joined;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const std::size_t start = line.find_first_not_of(' ');
    if (start != std::string::npos) joined.append(line, start).append("\n");
  }
  return joined;
}

std::vector<std::string> examples_in(const std::string& page) {
  std::vector<std::string> examples;
  const std::string open = "```cpp\n";
  for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
    at += open.size();
    examples.push_back(page.substr(at, page.find("```", at) - at));
  }
  return examples;
}

TEST(Examples, OfThePageAreThoseThatRunHere) {
  const std::string here = without_indentation(text_of("test/components/examples_test.cpp"));
  const auto examples = examples_in(text_of("docs/components.md"));
  EXPECT_EQ(examples.size(), 9U);
  for (const std::string& example : examples) {
    EXPECT_NE(here.find(without_indentation(example)), std::string::npos) << example;
  }
}

TEST(Examples, ThePageNamesEveryHeader) {
  const std::string page = text_of("docs/components.md");
  const std::filesystem::path root(EVENTARCH_SOURCE_DIR);
  for (const auto& entry :
       std::filesystem::directory_iterator(root / "include/eventarch/components")) {
    const std::string name = entry.path().filename().string();
    EXPECT_NE(page.find("`" + name + "`"), std::string::npos) << name;
  }
}

TEST(Examples, IdempotentConsumer) {
  int rows = 0;
  const auto insert_row = [&](const Message&) { return ++rows > 0; };

  const Message message{.id = "msg-123", .topic = "orders", .payload = "{}"};
  InMemoryDedupStore store(
      {.time_to_live = redelivery_horizon({.retries = 18s, .outage = 30min, .drain = 30min})});
  IdempotentConsumer consumer(store, "order-service");

  const auto result = consumer.process(message, now, [&](const Message& order) {
    return insert_row(order) ? EffectOutcome::applied : EffectOutcome::failed;
  });
  if (result.acknowledge()) {
    // Processed now, or before: tell the broker.
  }

  EXPECT_TRUE(result.processed());
  EXPECT_EQ(rows, 1);
}

TEST(Examples, TransactionalProducer) {
  InMemoryTransactionLog log;
  TransactionalProducer producer(log, "order-service-1");
  {
    auto transaction = producer.transaction(now);
    producer.send("orders", {.id = "1", .payload = "placed"});
    producer.send("payments", {.id = "2", .payload = "due"});
    producer.send_offset({.group = "order-service", .topic = "carts", .next_offset = 43});
    transaction.commit();  // without it, the end of the scope aborts
  }
  const bool both = producer.committed_count() == 2;

  EXPECT_TRUE(both);
  EXPECT_EQ(log.committed_offset("order-service", "carts", 0), 43U);
}

TEST(Examples, DeadLetterConsumer) {
  InMemoryPublisher broker;
  FixedDraw random;
  const Message message{.id = "msg-123", .topic = "orders", .payload = "invalid"};
  const auto handle = [](const Message&) {
    return AttemptOutcome::failure("VALIDATION_ERROR", "no total");
  };

  DeadLetterConsumer consumer({.consumer_group = "billing", .retry = {.max_attempts = 5}}, broker,
                              random);
  DepthAlarm alarm;

  const auto result = consumer.process(message, now, handle);
  if (result.acknowledge()) {
    // Processed, or its dead letter is confirmed: tell the broker.
  } else {
    // Deliver it again after result.retry_after; where result.pause(), read nothing else before.
  }
  const bool wake_somebody =
      alarm.update(broker.messages("orders.dlq").size()) == AlarmChange::raised;

  EXPECT_EQ(result.delivery, Delivery::dead_lettered);
  EXPECT_EQ(broker.messages("orders.dlq").size(), 1U);
  EXPECT_FALSE(wake_somebody);
}

TEST(Examples, RetryPolicy) {
  FixedDraw random;
  const std::string error_class = "TIMEOUT";
  const std::uint32_t failed_attempts = 2;
  std::chrono::nanoseconds waited{};

  const RetryPolicy policy({.max_attempts = 5, .initial_delay = 1s, .max_delay = 60s});
  const ErrorClassifier errors;
  const bool may_pass = errors.classify(error_class).kind == ErrorKind::retryable;
  if (may_pass && !policy.is_exhausted(failed_attempts)) {
    waited = policy.wait(failed_attempts, random, waited);
  }
  const auto schedule = policy.schedule();  // 1, 2, 4, 8 s; 12 to 18 s in all

  EXPECT_EQ(waited, 2s);
  EXPECT_EQ(schedule.total, (WaitBounds{15s, 12s, 18s}));
}

TEST(Examples, CircuitBreaker) {
  struct {
    bool ok = true;
  } payment;
  const auto call_payment = [&] { return payment; };
  AttemptOutcome outcome;

  CircuitBreaker breaker({.opens_after = ConsecutiveFailures{10}, .reset_timeout = 60s});
  if (const Admission admission = breaker.admit(now); admission.admitted()) {
    const bool ok = call_payment().ok;
    breaker.record(*admission.permit, ok ? CallOutcome::success : CallOutcome::failure, now);
    outcome = ok ? AttemptOutcome::success() : AttemptOutcome::failure("TIMEOUT", "payment");
  } else {
    // Not an attempt: the consumer pauses, and the message keeps all it has.
    outcome = AttemptOutcome::pause(admission.retry_at ? *admission.retry_at - now : 1s);
  }

  EXPECT_EQ(outcome.kind, AttemptKind::succeeded);
}

TEST(Examples, EventStore) {
  InMemoryEventStore events;
  InMemorySnapshotStore snapshots;
  const auto decide = [](const LoadedAggregate&) {
    return std::vector<Event>{{.event_id = "1", .event_type = "OrderPlaced", .payload = "{}"}};
  };

  AppendResult result{.outcome = AppendOutcome::conflict};
  for (int tries = 0; tries < 3 && result.outcome == AppendOutcome::conflict; ++tries) {
    const LoadedAggregate order = load_aggregate(events, snapshots, "order-123", 1);
    result = events.append("order-123", order.version, decide(order));
  }
  // After `unavailable`: the same events on the same version again, not a new decision.

  EXPECT_TRUE(result.stored());
  EXPECT_EQ(result.version, 1U);
}

TEST(Examples, Projection) {
  InMemoryEventStore events;
  events.append("order-123", 0, {{.event_id = "1", .event_type = "OrderPlaced"}});

  InMemoryViewStore<int> placed_orders;
  const auto count = [](int& orders, const RecordedEvent& one) {
    if (one.event.event_type == "OrderPlaced") ++orders;
  };
  while (catch_up(events, placed_orders, count).end == CatchUpEnd::more) {
  }

  EXPECT_EQ(placed_orders.load()->view, 1);
}

TEST(Examples, Saga) {
  std::vector<SagaCommand> sent;
  const auto send = [&](const std::vector<SagaCommand>& commands) { sent = commands; };

  InMemorySagaLog log;
  SagaOrchestrator orchestrator(
      {.steps = {{"reserve"}, {"charge"}, {"ship"}, {"notify"}}, .pivot = 2}, log);
  send(*orchestrator.recover(now));  // once, when the process starts
  send(orchestrator.start("order-123", now).commands);
  // For every answer that arrives:
  send(orchestrator.answer("order-123/reserve/action", SagaAnswer::done, now).commands);
  // Whenever orchestrator.next_due() has come:
  const auto again = orchestrator.tick(now + 30s);

  EXPECT_EQ(sent.at(0).id, "order-123/charge/action");
  EXPECT_EQ(again, sent);
}

TEST(Examples, Outbox) {
  InMemoryPublisher broker;

  InMemoryOutbox database;
  auto transaction = database.begin();
  transaction.put("order-123", "placed");
  const bool queued = transaction.enqueue({.id = "1", .topic = "orders", .payload = "placed"});
  transaction.commit();

  OutboxRelay relay(database, broker);
  while (relay.run().end == RelayEnd::more) {
  }

  EXPECT_TRUE(queued);
  EXPECT_EQ(broker.messages("orders").size(), 1U);
  EXPECT_EQ(database.backlog(), 0U);
}

}  // namespace
}  // namespace eventarch::components
