#include "eventarch/components/projection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "components/support.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Ids = std::vector<std::string>;

void collect(Ids& view, const RecordedEvent& one) { view.push_back(one.event.event_id); }

void append(InMemoryEventStore& store, const std::string& id) {
  ASSERT_TRUE(store.append("aggregate " + id, 0, {{.event_id = id}}).stored());
}

/// A store that fails to save, before or after it has saved.
class FailingViews final : public ViewStore<Ids> {
 public:
  [[nodiscard]] std::optional<Projected<Ids>> load() const override {
    if (is_down) return {};
    return inner.load();
  }
  SaveOutcome save(std::uint64_t expected, Projected<Ids> next) override {
    if (saves_left == 0) {
      if (loses_answers) inner.save(expected, std::move(next));
      return SaveOutcome::unavailable;
    }
    --saves_left;
    return inner.save(expected, std::move(next));
  }

  InMemoryViewStore<Ids> inner;
  int saves_left = 0;
  bool loses_answers = false;
  bool is_down = false;
};

TEST(Projection, FollowsTheEventsInBatches) {
  InMemoryEventStore store;
  InMemoryViewStore<Ids> views;
  for (const char* const id : {"1", "2", "3"}) append(store, id);
  const auto first = catch_up(store, views, collect, 2);
  EXPECT_EQ(first.applied, 2U);
  EXPECT_EQ(first.end, CatchUpEnd::more);
  EXPECT_EQ(views.load()->checkpoint, 2U);
  const auto second = catch_up(store, views, collect, 2);
  EXPECT_EQ(second.applied, 1U);
  EXPECT_EQ(second.end, CatchUpEnd::up_to_date);
  EXPECT_EQ(catch_up(store, views, collect, 2).applied, 0U);
  EXPECT_THAT(views.load()->view, ElementsAre("1", "2", "3"));
}

TEST(Projection, MissesNoEventThatBecomesVisibleLate) {
  InMemoryEventStore store;
  InMemoryViewStore<Ids> views;
  const auto slow = store.start_append("a", 0, {{.event_id = "slow"}});  // position 1
  append(store, "fast");                                                 // position 2

  // The trap: a reader of everything visible that remembers the last position.
  Ids naive;
  std::uint64_t seen = 0;
  const auto poll = [&] {
    for (const auto& one : store.read_all(seen, 10, Reading::all_visible)) {
      naive.push_back(one.event.event_id);
      seen = one.position;
    }
  };
  poll();
  EXPECT_EQ(catch_up(store, views, collect).applied, 0U);
  store.commit(slow);
  poll();
  EXPECT_EQ(catch_up(store, views, collect).applied, 2U);
  EXPECT_THAT(naive, ElementsAre("fast"));
  EXPECT_THAT(views.load()->view, ElementsAre("slow", "fast"));
}

TEST(Projection, GoesOnBehindARollback) {
  InMemoryEventStore store;
  InMemoryViewStore<Ids> views;
  store.roll_back(store.start_append("a", 0, {{.event_id = "never"}}));
  append(store, "1");
  EXPECT_EQ(catch_up(store, views, collect).applied, 1U);
  EXPECT_EQ(views.load()->checkpoint, 2U);
}

TEST(Projection, AppliesEachEventOnceThoughSavingFails) {
  for (const bool loses_answers : {false, true}) {
    SCOPED_TRACE(loses_answers);
    InMemoryEventStore store;
    FailingViews views;
    views.loses_answers = loses_answers;
    for (const char* const id : {"1", "2", "3"}) append(store, id);
    const auto failed = catch_up(store, views, collect, 2);
    EXPECT_EQ(failed.end, CatchUpEnd::unavailable);
    // View and checkpoint moved both or neither.
    const auto between = *views.inner.load();
    EXPECT_EQ(between.view.size(), between.checkpoint);
    EXPECT_EQ(between.checkpoint, loses_answers ? 2U : 0U);
    views.saves_left = 10;
    while (catch_up(store, views, collect, 2).end == CatchUpEnd::more) {
    }
    EXPECT_THAT(views.inner.load()->view, ElementsAre("1", "2", "3"));
  }
}

TEST(Projection, DoesNothingWhereTheViewCannotBeLoaded) {
  InMemoryEventStore store;
  FailingViews views;
  views.is_down = true;
  append(store, "1");
  EXPECT_EQ(catch_up(store, views, collect).end, CatchUpEnd::unavailable);
}

TEST(Projection, IsNotMovedBackByASecondRunner) {
  InMemoryEventStore store;
  InMemoryViewStore<Ids> views;
  for (const char* const id : {"1", "2", "3"}) append(store, id);
  // The first runner has read the view and its events; before it saves, the second one is done.
  bool is_first = true;
  const auto interrupted = [&](Ids& view, const RecordedEvent& one) {
    if (is_first) {
      is_first = false;
      EXPECT_EQ(catch_up(store, views, collect).applied, 3U);
    }
    collect(view, one);
  };
  EXPECT_EQ(catch_up(store, views, interrupted, 1).end, CatchUpEnd::superseded);
  EXPECT_THAT(views.load()->view, ElementsAre("1", "2", "3"));
  EXPECT_EQ(views.load()->checkpoint, 3U);
}

TEST(Projection, IsRebuiltBesideTheOldOne) {
  InMemoryEventStore store;
  InMemoryViewStore<Ids> current;
  for (const char* const id : {"1", "2"}) append(store, id);
  catch_up(store, current, collect);
  InMemoryViewStore<int> rebuilt;  // of another shape
  while (catch_up(
             store, rebuilt, [](int& count, const RecordedEvent&) { ++count; }, 1)
             .end == CatchUpEnd::more) {
  }
  EXPECT_EQ(rebuilt.load()->view, 2);
  EXPECT_EQ(rebuilt.load()->checkpoint, current.load()->checkpoint);
}

}  // namespace
}  // namespace eventarch::components
