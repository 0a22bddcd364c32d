/// Memory follows what is in flight; what late events meet after a page was given back is right.

#include <gtest/gtest.h>

#include <string>

#include "simulation/history_builder.hpp"
#include "simulation/invariants/ledger/message_ledger.hpp"
#include "simulation/invariants/ledger/partition_log.hpp"

namespace eventarch::simulation {
namespace {

constexpr Promises everything_of_messages{.every_message_handled = true,
                                          .effects_once = true,
                                          .appended_once = true,
                                          .acknowledged_survives = true,
                                          .order_per_key = true};

/// Messages with key m / 100, `behind` of them in flight; every tenth goes to the dead letters.
std::size_t memory_after(std::uint32_t messages, std::uint32_t behind, bool dead_letters = false) {
  InvariantSet invariants{one_log(), everything_of_messages};
  for (std::uint32_t message = 0; message < messages + behind; ++message) {
    History history;
    if (message < messages) history.stored(message, message);
    if (message >= behind) {
      const std::uint32_t done = message - behind;
      if (dead_letters && done % 10 == 0) {
        history.deliver(done, done).effect(done, done, Outcome::failed_for_good);
        history.dead_letter(done, 1, Outcome::failed_for_good);
      } else {
        history.processed(done, done);
      }
      history.commit(done + 1ULL);
    }
    invariants.observe(history.events());
  }
  EXPECT_FALSE(invariants.any_violation());
  invariants.observe(History{}.quiesce().events());
  EXPECT_FALSE(invariants.any_violation());
  return invariants.memory();
}

TEST(Window, MemoryFollowsWhatIsInFlight) {
  const std::size_t small = memory_after(10'000, 100);
  const std::size_t large = memory_after(200'000, 100);
  EXPECT_LT(large, small + 16'384) << "twenty times the messages";
  EXPECT_LT(large, 65'536U);
  EXPECT_GT(memory_after(50'000, 20'000), 20'000U * 8);
}

TEST(Window, UnusualMessagesAreKeptUpToALimit) {
  EXPECT_LT(memory_after(400'000, 100, true), 4'000'000U);
}

/// Messages 0 to 1023 have gone the ordinary way, but for 5, which was set aside, and `before`.
History long_ago() {
  History history;
  for (std::uint32_t message = 0; message < 1024; ++message) {
    history.stored(message, message);
    if (message == 5) {
      history.deliver(5, 5).effect(5, 5, Outcome::failed_for_good);
      history.dead_letter(5, 1, Outcome::failed_for_good);
    } else {
      history.processed(message, message);
    }
    history.commit(message + 1ULL);
  }
  return history;
}

TEST(Window, LateEventsMeetWhatWasGivenBack) {
  History again = long_ago();
  again.processed(7, 7);
  EXPECT_EQ(judge_one("no_duplicate_effect", again, everything_of_messages).violations, 1U);

  History dead = long_ago();
  dead.processed(5, 5);
  EXPECT_EQ(judge_one("dead_letter_exclusive", dead, {.dead_letters = true}).violations, 1U);
  EXPECT_EQ(judge_one("no_duplicate_effect", dead, everything_of_messages).violations, 0U);

  History resent = long_ago();
  resent.append(9, 1024);
  EXPECT_EQ(judge_one("no_duplicate_append", resent, everything_of_messages).violations, 1U);
  resent.processed(9, 1024);
  expect_cause(judge_one("no_duplicate_effect", resent, everything_of_messages), Cause::sent_twice);

  History unknown = long_ago();
  unknown.deliver(5000, 1024);
  EXPECT_EQ(judge_one("no_phantom", unknown, {}).violations, 1U);
}

TEST(Window, WhatIsNotSettledIsNotGivenBack) {
  // Effects happened, but their offsets were never committed; the store forgets them by age.
  History history;
  for (std::uint32_t message = 0; message < 600; ++message) {
    history.stored(message, message).processed(message, message);
    history.add(EventKind::remember, {.message = message, .group = group});
  }
  history.add(EventKind::crash, {.actor = consumer}).deliver(3, 3);
  history.add(EventKind::forget, {.message = 3, .group = group, .outcome = Outcome::expired});
  history.effect(3, 3);
  expect_cause(judge_one("no_duplicate_effect", history, everything_of_messages),
               Cause::deduplication_expired);
}

TEST(Window, FailedAbortedAndRolledBackMessagesHoldNothing) {
  InvariantSet invariants{one_log(), everything_of_messages};
  for (std::uint32_t message = 0; message < 30'000; message += 3) {
    History history;
    history.send(message).add(EventKind::send_unknown, {.message = message, .actor = producer});
    history.add(EventKind::send_fail, {.message = message, .actor = producer});
    history.begin(message).send(message + 1, message);
    history.decide(EventKind::transaction_abort, message);
    history.add(EventKind::database_write,
                {.message = message + 2, .partition = 0, .subject = message});
    history.add(EventKind::database_rollback, {.subject = message});
    invariants.observe(history.events());
  }
  invariants.observe(History{}.quiesce().events());
  EXPECT_FALSE(invariants.any_violation());
  EXPECT_LT(invariants.memory(), 4'000'000U);
}

TEST(PartitionLog, HoldsAWindow) {
  PartitionLog log;
  for (std::uint32_t offset = 0; offset < 1000; ++offset) {
    log.put(offset, offset + 7);
    if (offset >= 10) log.cut_begin(offset - 10);
  }
  EXPECT_EQ(log.at(999), 1006U);
  EXPECT_EQ(log.at(989), 996U);
  EXPECT_EQ(log.at(988), nothing);
  EXPECT_EQ(log.at(1000), nothing);
  EXPECT_LE(log.memory(), 64U * sizeof(std::uint32_t));
  log.cut_end(995);
  EXPECT_EQ(log.at(995), nothing);
  log.put(996, 1);
  EXPECT_EQ(log.at(995), nothing) << "a hole";
  EXPECT_EQ(log.at(996), 1U);
}

TEST(PartitionLog, MayBeginFarFromZero) {
  PartitionLog log;
  log.put(1'000'000'000'000, 4);
  EXPECT_EQ(log.at(1'000'000'000'000), 4U);
  EXPECT_LE(log.memory(), 4096U);
}

TEST(InvariantSet, TheSameHistoryGivesTheSameEvidence) {
  const History history = long_ago();
  EXPECT_EQ(evidence_of(history, everything_of_messages),
            evidence_of(history, everything_of_messages));
}

TEST(InvariantSet, EventsAboutNothingDoNoHarm) {
  Promises all = everything_of_messages;
  all.order_of_all = all.transactions = all.consume_produce_atomic = all.dead_letters = true;
  all.retry = RetrySchedule{};
  all.failures_max = 5;
  all.breaker = BreakerRules{};
  all.amplification = AmplificationLimit{};
  all.deduplication_time = 1;
  all.outbox = all.event_store = all.snapshots = all.saga = all.saga_in_order = true;
  all.projections = 1;
  for (const Layout& layout : {one_log(), one_queue(), Layout{}}) {
    InvariantSet invariants{layout, all};
    for (std::uint8_t number = 0; number < event_kind_count; ++number) {
      invariants.observe(Event{.kind = static_cast<EventKind>(number)});
      invariants.observe(Event{.message = 0,
                               .key = 0,
                               .partition = 7,
                               .subject = 0,
                               .actor = 0,
                               .group = 9,
                               .kind = static_cast<EventKind>(number)});
    }
    EXPECT_GT(invariants.memory(), 0U);
  }
}

}  // namespace
}  // namespace eventarch::simulation
