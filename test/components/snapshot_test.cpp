#include "eventarch/components/snapshot.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace eventarch::components {
namespace {

/// A counter: the payloads added up.
struct Counter {
  InMemoryEventStore events;
  InMemorySnapshotStore snapshots;

  void add(int value) {
    const Event event{.event_id = std::to_string(++next_id), .payload = std::to_string(value)};
    EXPECT_TRUE(events.append("counter", events.version("counter"), {event}).stored());
  }
  [[nodiscard]] static int fold(const LoadedAggregate& loaded) {
    int sum = loaded.snapshot ? std::stoi(loaded.snapshot->state) : 0;
    for (const RecordedEvent& one : loaded.events) sum += std::stoi(one.event.payload);
    return sum;
  }
  [[nodiscard]] LoadedAggregate load(std::uint32_t schema = 1) const {
    return load_aggregate(events, snapshots, "counter", schema);
  }
  void take_snapshot(std::uint32_t schema = 1) {
    const auto loaded = load(schema);
    snapshots.save({"counter", loaded.version, schema, std::to_string(fold(loaded))});
  }

  int next_id = 0;
};

TEST(Snapshot, GivesTheSameStateAsAllEvents) {
  for (int taken_after = 0; taken_after <= 10; ++taken_after) {
    Counter counter;
    int sum = 0;
    for (int i = 1; i <= 10; ++i) {
      if (i - 1 == taken_after) counter.take_snapshot();
      counter.add(i);
      sum += i;
    }
    if (taken_after == 10) counter.take_snapshot();
    const auto loaded = counter.load();
    EXPECT_EQ(Counter::fold(loaded), sum);
    EXPECT_EQ(loaded.version, 10U);
    EXPECT_EQ(loaded.events.size(), static_cast<std::size_t>(10 - taken_after));
  }
}

TEST(Snapshot, OfAnotherSchemaIsLeftAside) {
  Counter counter;
  counter.add(1);
  counter.snapshots.save({"counter", 1, 1, "wrong under the new code"});
  counter.add(2);
  const auto loaded = counter.load(2);
  EXPECT_FALSE(loaded.snapshot);
  EXPECT_EQ(loaded.events.size(), 2U);
  EXPECT_EQ(Counter::fold(loaded), 3);
}

TEST(Snapshot, OfAVersionThatTheStoreHasNotReachedIsLeftAside) {
  Counter counter;
  counter.add(1);
  counter.snapshots.save({"counter", 5, 1, "15"});
  const auto loaded = counter.load();
  EXPECT_FALSE(loaded.snapshot);
  EXPECT_EQ(Counter::fold(loaded), 1);
  EXPECT_EQ(loaded.version, 1U);
}

TEST(Snapshot, ThatComesLateDoesNotReplaceANewerOne) {
  InMemorySnapshotStore snapshots;
  snapshots.save({"counter", 8, 1, "new"});
  snapshots.save({"counter", 4, 1, "late"});
  EXPECT_EQ(snapshots.latest("counter", 1)->state, "new");
  snapshots.save({"counter", 9, 1, "newer"});
  EXPECT_EQ(snapshots.latest("counter", 1)->state, "newer");
}

TEST(Snapshot, IsKeptForEachSchema) {
  // While a new version of the program is rolled out, both run.
  InMemorySnapshotStore snapshots;
  snapshots.save({"counter", 8, 1, "old code"});
  snapshots.save({"counter", 5, 2, "new code"});
  EXPECT_EQ(snapshots.latest("counter", 1)->state, "old code");
  EXPECT_EQ(snapshots.latest("counter", 2)->state, "new code");
  EXPECT_FALSE(snapshots.latest("counter", 3));
  EXPECT_FALSE(snapshots.latest("other", 1));
}

TEST(Snapshot, IsDueAfterSoManyEvents) {
  Counter counter;
  for (int i = 0; i < 3; ++i) counter.add(1);
  EXPECT_FALSE(is_snapshot_due(counter.load(), 4));
  EXPECT_TRUE(is_snapshot_due(counter.load(), 3));
  counter.take_snapshot();
  EXPECT_FALSE(is_snapshot_due(counter.load(), 1));
  EXPECT_FALSE(is_snapshot_due(counter.load(), 0));
}

TEST(LoadAggregate, GivesVersionZeroForOneThatIsNotThere) {
  const Counter counter;
  const auto loaded = counter.load();
  EXPECT_EQ(loaded.version, 0U);
  EXPECT_TRUE(loaded.events.empty());
  EXPECT_FALSE(loaded.snapshot);
}

}  // namespace
}  // namespace eventarch::components
