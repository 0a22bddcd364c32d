#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "simulation/engine/history_hash.hpp"
#include "simulation/engine/pending_heap.hpp"
#include "simulation/engine/random_stream.hpp"
#include "simulation/engine/ring.hpp"
#include "simulation/engine/slab.hpp"
#include "simulation/engine/timing_wheel.hpp"

namespace eventarch::simulation {
namespace {

PendingEvent event_at(Time time, std::uint64_t sequence) {
  return {time, event_order(sequence, 1, 2), 0, 0};
}

TEST(PendingEvent, KeepsItsParts) {
  const PendingEvent event{5, event_order(77, 200, 65'000), 1, 2};
  EXPECT_EQ(event.kind(), 200);
  EXPECT_EQ(event.actor(), 65'000);
  EXPECT_EQ(event.sequence(), 77U);
}

TEST(PendingEvent, ComesInTheOrderOfTimeThenOfScheduling) {
  EXPECT_TRUE(comes_before(event_at(1, 9), event_at(2, 1)));
  EXPECT_TRUE(comes_before(event_at(1, 1), event_at(1, 2)));
  EXPECT_FALSE(comes_before(event_at(1, 2), event_at(1, 1)));
}

/// Pops and pushes at random distances, and compares the order with that of a heap.
void expect_same_order(Time slot_width, std::uint64_t distance, std::uint64_t far_distance) {
  PendingHeap heap;
  TimingWheel wheel(slot_width);
  RandomStream draws({slot_width, "test", 0, "distances"});
  std::uint64_t sequence = 0;
  const auto push = [&](Time time) {
    const PendingEvent event = event_at(time, sequence++);
    heap.push(event);
    wheel.push(event);
  };
  for (int i = 0; i < 300; ++i) push(below(draws.next(), distance));
  Time now = 0;
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(heap.size(), wheel.size());
    ASSERT_EQ(heap.top().order, wheel.top().order);
    const PendingEvent event = heap.pop();
    ASSERT_EQ(event.order, wheel.pop().order);
    ASSERT_GE(event.time, now);
    now = event.time;
    push(now + below(draws.next(), i % 50 == 0 ? far_distance : distance));
  }
  while (!heap.empty()) ASSERT_EQ(heap.pop().order, wheel.pop().order);
  EXPECT_TRUE(wheel.empty());
}

TEST(TimingWheel, HasTheOrderOfTheHeap) {
  expect_same_order(1'000, 5'000, 10'000'000);         // most in the next slots
  expect_same_order(1, 3, 5);                          // many at the same time
  expect_same_order(1'000'000, 10, 100);               // all in one slot
  expect_same_order(0, 1'000'000, 1'000'000'000'000);  // all beyond one turn
}

TEST(Ring, KeepsPositionsWhileItGrows) {
  Ring<int> ring;
  for (int i = 0; i < 100; ++i) ring.push_back(i);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(ring.pop_front(), i);
  for (int i = 100; i < 200; ++i) ring.push_back(i);
  EXPECT_EQ(ring.begin(), 40U);
  EXPECT_EQ(ring.end(), 200U);
  for (std::uint64_t i = ring.begin(); i < ring.end(); ++i) {
    EXPECT_EQ(ring.at(i), static_cast<int>(i));
  }
  EXPECT_EQ(ring.pop_back(), 199);
  ring.push_front(39);
  EXPECT_EQ(ring.front(), 39);
}

TEST(Slab, GivesNamesBackAndRecordsAfresh) {
  Slab<int> slab;
  const Slot first = slab.allocate();
  const Slot second = slab.allocate();
  slab[first] = 5;
  slab.release(first);
  const Slot again = slab.allocate();
  EXPECT_EQ(again, first);
  EXPECT_NE(again, second);
  EXPECT_EQ(slab[again], 0);
  EXPECT_EQ(slab.live(), 2U);
  EXPECT_EQ(slab.peak(), 2U);
}

TEST(HistoryHash, KnowsTheOrder) {
  HistoryHash one;
  HistoryHash other;
  one.add(1);
  one.add(2);
  other.add(2);
  other.add(1);
  EXPECT_NE(one.value(), other.value());
  HistoryHash same;
  same.add(1);
  same.add(2);
  EXPECT_EQ(one.value(), same.value());
}

}  // namespace
}  // namespace eventarch::simulation
