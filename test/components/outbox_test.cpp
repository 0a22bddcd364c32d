#include "eventarch/components/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The relay's view of a database that is down for some of its calls.
class FailingOutbox final : public OutboxStore {
 public:
  explicit FailingOutbox(InMemoryOutbox& inner) : inner_(&inner) {}
  std::optional<std::vector<OutboxRow>> unsent(std::size_t limit) override {
    if (is_down) return {};
    return inner_->unsent(limit);
  }
  bool mark_sent(std::uint64_t number) override {
    if (marks_left == 0) return false;
    --marks_left;
    return inner_->mark_sent(number);
  }
  bool is_down = false;
  int marks_left = 1'000;

 private:
  InMemoryOutbox* inner_;
};

void write(InMemoryOutbox& database, const std::string& id) {
  auto transaction = database.begin();
  transaction.put("order-" + id, "placed");
  EXPECT_TRUE(transaction.enqueue(message_of(id)));
  transaction.commit();
}

TEST(Outbox, HoldsRowsAndBusinessWritesOrNeither) {
  InMemoryOutbox database;
  {
    auto transaction = database.begin();
    transaction.put("order-1", "placed");
    EXPECT_TRUE(transaction.enqueue(message_of("1")));
    EXPECT_EQ(database.value("order-1"), nullptr);
    EXPECT_THAT(*database.unsent(10), IsEmpty());
  }  // the process failed before the commit
  EXPECT_EQ(database.value("order-1"), nullptr);
  ScriptedPublisher broker;
  EXPECT_EQ(OutboxRelay(database, broker).run().published, 0U);
  EXPECT_THAT(broker.stored, IsEmpty()) << "published from a transaction that was rolled back";

  write(database, "1");
  EXPECT_EQ(*database.value("order-1"), "placed");
  EXPECT_EQ(database.backlog(), 1U);
}

TEST(Outbox, CommitsOnce) {
  InMemoryOutbox database;
  auto transaction = database.begin();
  EXPECT_TRUE(transaction.enqueue(message_of("1")));
  transaction.commit();
  transaction.commit();
  EXPECT_EQ(database.backlog(), 1U);
}

TEST(Outbox, RefusesMessagesWithoutAnId) {
  InMemoryOutbox database;
  auto transaction = database.begin();
  EXPECT_FALSE(transaction.enqueue(message_of("")));
  transaction.commit();
  EXPECT_EQ(database.backlog(), 0U);
}

TEST(OutboxRelay, PublishesInTheOrderOfTheCommits) {
  InMemoryOutbox database;
  auto slow = database.begin();
  EXPECT_TRUE(slow.enqueue(message_of("slow-1")));
  auto fast = database.begin();
  EXPECT_TRUE(fast.enqueue(message_of("fast")));
  EXPECT_TRUE(slow.enqueue(message_of("slow-2")));
  fast.commit();
  slow.commit();
  ScriptedPublisher broker;
  const auto result = OutboxRelay(database, broker).run();
  EXPECT_EQ(result.end, RelayEnd::drained);
  EXPECT_THAT(ids_of(broker.stored), ElementsAre("fast", "slow-1", "slow-2"));
}

TEST(OutboxRelay, MissesNoRowThatWasInsertedEarlierAndCommittedLater) {
  InMemoryOutbox database;
  ScriptedPublisher broker;
  OutboxRelay relay(database, broker);
  auto slow = database.begin();
  EXPECT_TRUE(slow.enqueue(message_of("slow")));  // row 1
  write(database, "fast");                        // row 2

  // The trap: a reader that remembers the greatest number it has seen.
  std::uint64_t seen = 0;
  std::vector<std::string> naive;
  const auto poll = [&] {
    const auto rows = database.unsent(10);
    for (const OutboxRow& row : *rows) {
      if (row.number > seen) naive.push_back(row.message.id);
    }
    for (const OutboxRow& row : *rows) seen = std::max(seen, row.number);
  };
  poll();
  relay.run();
  slow.commit();
  poll();
  relay.run();
  EXPECT_THAT(naive, ElementsAre("fast"));
  EXPECT_THAT(ids_of(broker.stored), ElementsAre("fast", "slow"));
}

TEST(OutboxRelay, StopsAtARowThatIsNotConfirmedAndKeepsTheOrder) {
  InMemoryOutbox database;
  for (const char* const id : {"1", "2", "3"}) write(database, id);
  ScriptedPublisher broker;
  broker.outcomes = {PublishOutcome::confirmed, PublishOutcome::failed};
  OutboxRelay relay(database, broker);
  const auto first = relay.run();
  EXPECT_EQ(first.end, RelayEnd::publish_failed);
  EXPECT_EQ(first.published, 1U);
  EXPECT_EQ(database.backlog(), 2U);
  EXPECT_EQ(relay.run().end, RelayEnd::drained);
  EXPECT_THAT(ids_of(broker.stored), ElementsAre("1", "2", "3"));
}

TEST(OutboxRelay, PublishesAgainWhatMayNotHaveBeenStored) {
  InMemoryOutbox database;
  write(database, "1");
  ScriptedPublisher broker;
  broker.outcomes = {PublishOutcome::unknown};
  OutboxRelay relay(database, broker);
  relay.run();
  relay.run();
  EXPECT_THAT(ids_of(broker.stored), ElementsAre("1", "1")) << "at least once, with the same id";
  EXPECT_EQ(database.backlog(), 0U);
}

TEST(OutboxRelay, LosesNothingInACrashBetweenAnyTwoSteps) {
  // Steps of a run over three rows: publish, mark, publish, mark, ... A crash before the mark is a
  // mark that never comes; one before the publication is a run that ends there.
  for (int marks = 0; marks <= 3; ++marks) {
    InMemoryOutbox database;
    for (const char* const id : {"1", "2", "3"}) write(database, id);
    ScriptedPublisher broker;
    FailingOutbox crashing(database);
    crashing.marks_left = marks;
    const auto first = OutboxRelay(crashing, broker).run();
    EXPECT_EQ(first.end, marks == 3 ? RelayEnd::drained : RelayEnd::store_unavailable);
    EXPECT_EQ(OutboxRelay(database, broker).run().end, RelayEnd::drained);
    const auto ids = ids_of(broker.stored);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()),
              (std::set<std::string>{"1", "2", "3"}));
    EXPECT_EQ(ids.size(), marks == 3 ? 3U : 4U) << "one row is published twice, at most";
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    EXPECT_EQ(database.backlog(), 0U);
  }
}

TEST(OutboxRelay, SaysWhereTheDatabaseDoesNotAnswer) {
  InMemoryOutbox database;
  write(database, "1");
  FailingOutbox down(database);
  down.is_down = true;
  ScriptedPublisher broker;
  const auto result = OutboxRelay(down, broker).run();
  EXPECT_EQ(result.end, RelayEnd::store_unavailable);
  EXPECT_EQ(broker.calls, 0U);
}

TEST(OutboxRelay, TakesNoMoreThanItIsTold) {
  InMemoryOutbox database;
  for (const char* const id : {"1", "2", "3"}) write(database, id);
  ScriptedPublisher broker;
  OutboxRelay relay(database, broker);
  EXPECT_EQ(relay.run(2).end, RelayEnd::more);
  EXPECT_EQ(database.backlog(), 1U);
  EXPECT_EQ(relay.run(2).end, RelayEnd::drained);
}

TEST(OutboxRelay, TakesAMarkThatIsThereForDone) {
  InMemoryOutbox database;
  write(database, "1");
  const std::uint64_t number = database.unsent(1)->at(0).number;
  EXPECT_TRUE(database.mark_sent(number));
  EXPECT_TRUE(database.mark_sent(number));
}

}  // namespace
}  // namespace eventarch::components
