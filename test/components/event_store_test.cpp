#include "eventarch/components/event_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Event event_of(std::string id) {
  return {.event_id = std::move(id), .event_type = "OrderPlaced", .payload = "{}"};
}

std::vector<std::string> ids(const std::vector<RecordedEvent>& events) {
  std::vector<std::string> all;
  for (const RecordedEvent& one : events) all.push_back(one.event.event_id);
  return all;
}

TEST(EventStore, NumbersTheEventsOfAnAggregateWithoutGaps) {
  InMemoryEventStore store;
  EXPECT_EQ(store.version("order-1"), 0U);
  const auto first = store.append("order-1", 0, {event_of("a"), event_of("b")});
  EXPECT_EQ(first.outcome, AppendOutcome::appended);
  EXPECT_EQ(first.version, 2U);
  EXPECT_TRUE(store.append("order-2", 0, {event_of("c")}).stored());
  EXPECT_EQ(store.append("order-1", 2, {event_of("d")}).version, 3U);
  const auto events = store.read_aggregate("order-1");
  ASSERT_EQ(events.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(events[i].aggregate_version, i + 1);
  EXPECT_EQ(events[2].position, 4U);
  EXPECT_EQ(events[0].aggregate_id, "order-1");
  EXPECT_THAT(ids(store.read_aggregate("order-1", 2)), ElementsAre("d"));
  EXPECT_THAT(store.read_aggregate("order-1", 3), IsEmpty());
  EXPECT_THAT(store.read_aggregate("nobody"), IsEmpty());
}

TEST(EventStore, KeepsTheWholeEnvelope) {
  InMemoryEventStore store;
  const Event event{.event_id = "8a6e1f5e-0d2b-4c1f-9a57-1f2d3c4b5a69",
                    .event_type = "OrderPlaced",
                    .timestamp = std::chrono::sys_days{std::chrono::January / 1 / 2025},
                    .payload = R"({"total_cents": 100})",
                    .metadata = {"correlation", "causation", "user-456"}};
  store.append("order-123", 0, {event});
  EXPECT_EQ(store.read_aggregate("order-123").at(0).event, event);
}

TEST(EventStore, RefusesADecisionOnAnotherVersion) {
  InMemoryEventStore store;
  store.append("order-1", 0, {event_of("a")});
  for (const std::uint64_t expected : {0U, 2U, 99U}) {
    const auto result = store.append("order-1", expected, {event_of("b")});
    EXPECT_EQ(result.outcome, AppendOutcome::conflict) << expected;
    EXPECT_EQ(result.version, 1U);
    EXPECT_FALSE(result.stored());
  }
  EXPECT_EQ(store.append("order-2", 1, {event_of("b")}).outcome, AppendOutcome::conflict);
  EXPECT_THAT(ids(store.read_all(0, 10)), ElementsAre("a"));
}

TEST(EventStore, LetsOneOfTwoWritersWinAndTheOtherDecideAnew) {
  // F29: withdraw 60 from a balance of 100, twice at the same time.
  InMemoryEventStore store;
  const auto balance = [&] {
    int sum = 0;
    for (const auto& one : store.read_aggregate("account")) sum += std::stoi(one.event.payload);
    return sum;
  };
  const auto amount = [](std::string id, int value) {
    Event event = event_of(std::move(id));
    event.payload = std::to_string(value);
    return event;
  };
  store.append("account", 0, {amount("deposit", 100)});
  const std::uint64_t seen_by_both = store.version("account");
  ASSERT_GE(balance(), 60);
  EXPECT_TRUE(store.append("account", seen_by_both, {amount("one", -60)}).stored());
  const auto second = store.append("account", seen_by_both, {amount("two", -60)});
  EXPECT_EQ(second.outcome, AppendOutcome::conflict);
  EXPECT_LT(balance(), 60) << "decided anew, the second withdrawal is refused";
  EXPECT_EQ(balance(), 40);
}

TEST(EventStore, RecognisesAnAppendThatIsSentAgain) {
  InMemoryEventStore store;
  const std::vector<Event> events{event_of("a"), event_of("b")};
  store.append("order-1", 0, events);
  const auto again = store.append("order-1", 0, events);
  EXPECT_EQ(again.outcome, AppendOutcome::already_appended);
  EXPECT_EQ(again.version, 2U);
  EXPECT_TRUE(again.stored());
  store.append("order-1", 2, {event_of("c")});
  EXPECT_EQ(store.append("order-1", 0, events).outcome, AppendOutcome::already_appended);
  EXPECT_EQ(store.version("order-1"), 3U);
  // Not the same events, or not all of them.
  EXPECT_EQ(store.append("order-1", 0, {event_of("a"), event_of("x")}).outcome,
            AppendOutcome::conflict);
  EXPECT_EQ(store.append("order-1", 2, {event_of("c"), event_of("d")}).outcome,
            AppendOutcome::conflict);
  EXPECT_EQ(store.append("order-1", 0, {}).outcome, AppendOutcome::conflict);
}

TEST(EventStore, AppendsNothingWhereThereIsNothing) {
  InMemoryEventStore store;
  const auto result = store.append("order-1", 0, {});
  EXPECT_EQ(result.outcome, AppendOutcome::appended);
  EXPECT_EQ(result.version, 0U);
  EXPECT_THAT(store.read_all(0, 10), IsEmpty());
}

TEST(EventStore, ReadsAllEventsInOrderOfPosition) {
  InMemoryEventStore store;
  for (int i = 0; i < 5; ++i)
    store.append("order-" + std::to_string(i), 0, {event_of(std::to_string(i))});
  EXPECT_THAT(ids(store.read_all(0, 3)), ElementsAre("0", "1", "2"));
  EXPECT_THAT(ids(store.read_all(3, 3)), ElementsAre("3", "4"));
  EXPECT_THAT(store.read_all(5, 3), IsEmpty());
  EXPECT_THAT(store.read_all(0, 0), IsEmpty());
}

TEST(EventStore, HoldsReadersBackBeforeAPositionThatMayStillAppear) {
  InMemoryEventStore store;
  store.append("a", 0, {event_of("first")});
  const auto slow = store.start_append("b", 0, {event_of("slow")});  // position 2
  store.append("c", 0, {event_of("fast")});                          // position 3
  EXPECT_THAT(ids(store.read_all(0, 10)), ElementsAre("first"));
  EXPECT_THAT(ids(store.read_all(0, 10, Reading::all_visible)), ElementsAre("first", "fast"));
  EXPECT_EQ(store.version("b"), 0U);
  EXPECT_TRUE(store.commit(slow).stored());
  EXPECT_THAT(ids(store.read_all(0, 10)), ElementsAre("first", "slow", "fast"));
}

TEST(EventStore, IsNotHeldUpByARollback) {
  InMemoryEventStore store;
  const auto rolled_back = store.start_append("a", 0, {event_of("never")});
  store.append("b", 0, {event_of("fast")});
  EXPECT_THAT(store.read_all(0, 10), IsEmpty());
  store.roll_back(rolled_back);
  EXPECT_THAT(ids(store.read_all(0, 10)), ElementsAre("fast"));
  EXPECT_EQ(store.read_all(0, 10).at(0).position, 2U) << "the gap stays";
  EXPECT_EQ(store.commit(rolled_back).outcome, AppendOutcome::conflict);
}

TEST(EventStore, IsNotHeldUpByAnAppendOfNothing) {
  InMemoryEventStore store;
  const auto nothing = store.start_append("a", 0, {});
  store.append("b", 0, {event_of("1")});
  EXPECT_THAT(ids(store.read_all(0, 10)), ElementsAre("1"));
  EXPECT_EQ(store.commit(nothing).outcome, AppendOutcome::appended);
}

TEST(EventStore, IsNotHeldUpByAnAppendThatLostItsRace) {
  InMemoryEventStore store;
  const auto loser = store.start_append("a", 0, {event_of("loser")});
  store.append("a", 0, {event_of("winner")});
  EXPECT_EQ(store.commit(loser).outcome, AppendOutcome::conflict);
  EXPECT_THAT(ids(store.read_all(0, 10)), ElementsAre("winner"));
}

TEST(EventStore, HoldsItsPromisesInRandomHistories) {
  // EVENT_STORE_OCC, and nothing appears behind a gap-safe reader.
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    SeededDraws random(seed);
    InMemoryEventStore store;
    std::map<std::string, std::uint64_t> versions;
    std::vector<InMemoryEventStore::Ticket> open;
    std::vector<std::string> followed;
    std::uint64_t checkpoint = 0;
    int next_id = 0;
    for (int step = 0; step < 300; ++step) {
      const std::string aggregate = "a" + std::to_string(static_cast<int>(random.next() * 4));
      if (random.next() < 0.6) {
        const std::uint64_t lag = random.next() < 0.2 ? 1 : 0;
        open.push_back(store.start_append(aggregate, store.version(aggregate) + lag,
                                          {event_of(std::to_string(next_id++))}));
      } else if (!open.empty()) {
        const auto index =
            static_cast<std::size_t>(random.next() * static_cast<double>(open.size()));
        if (random.next() < 0.8) {
          store.commit(open[index]);
        } else {
          store.roll_back(open[index]);
        }
        open.erase(open.begin() + static_cast<std::ptrdiff_t>(index));
      }
      for (const auto& one : store.read_all(checkpoint, 5)) {
        ASSERT_EQ(one.aggregate_version, versions[one.aggregate_id] + 1);
        ++versions[one.aggregate_id];
        checkpoint = one.position;
        followed.push_back(one.event.event_id);
      }
    }
    for (const auto ticket : open) store.roll_back(ticket);
    for (const auto& one : store.read_all(checkpoint, 1000)) followed.push_back(one.event.event_id);
    ASSERT_EQ(followed, ids(store.read_all(0, 1000, Reading::all_visible)));
  }
}

}  // namespace
}  // namespace eventarch::components
