/// Witnesses: short, in order, and readable.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "simulation/faults/fault_table.hpp"
#include "simulation/history/witness_text.hpp"
#include "simulation/history_builder.hpp"
#include "simulation/invariants/witness.hpp"

namespace eventarch::simulation {
namespace {

using testing::ElementsAre;

std::vector<std::string_view> kinds(const std::vector<Event>& events) {
  std::vector<std::string_view> names;
  for (const Event& event : events) names.push_back(name_of(event.kind));
  return names;
}

Explains explained_as(std::string_view invariant, const Violation& violation,
                      const Promises& promises) {
  return explains_by(one_log(), promises, find_invariant(invariant).value(), violation);
}

std::vector<Event> witness(std::string_view invariant, const History& history,
                           const Promises& promises) {
  const Violation violation = judge_one(invariant, history, promises).first.value();
  const Witness found =
      witness_of(violation, history.events(), explained_as(invariant, violation, promises));
  EXPECT_TRUE(found.minimal);
  return found.events;
}

TEST(Witness, ALossAmongOthers) {
  History history;
  for (std::uint32_t message = 0; message < 50; ++message) history.stored(message, message);
  for (std::uint32_t message = 0; message < 49; ++message) history.processed(message, message);
  history.deliver(49, 49).commit(50).add(EventKind::crash, {.actor = consumer}).quiesce();
  const auto events = witness("no_loss", history, {.every_message_handled = true});
  EXPECT_THAT(kinds(events),
              ElementsAre("send", "append", "send_ok", "commit", "crash", "quiesce"));
  EXPECT_EQ(events.back().message, 49U);
}

TEST(Witness, ATruncation) {
  History history;
  history.stored(0, 0).stored(1, 1);
  history.add(EventKind::crash, {.actor = replica});
  history.add(EventKind::elect, {.value = 1, .partition = 0, .epoch = 2, .actor = other_replica});
  history.processed(0, 0).commit(1).quiesce();
  EXPECT_THAT(kinds(witness("no_loss", history, {.every_message_handled = true})),
              ElementsAre("send", "append", "send_ok", "crash", "elect", "quiesce"));
}

TEST(Witness, BothMessagesOfAnInversion) {
  History history;
  history.stored(0, 0).stored(1, 1).processed(1, 1).processed(0, 0).processed(0, 0);
  const auto events = witness("per_key_order", history, {.order_per_key = true});
  ASSERT_LE(events.size(), witness_events_max);
  const auto effects = std::ranges::count(events, EventKind::effect, &Event::kind);
  EXPECT_EQ(effects, 2);
  EXPECT_EQ(events.back().message, 0U);
}

TEST(Witness, NeverMoreThanTenAndTheTurnsStay) {
  History history;
  history.stored(0, 0);
  for (std::uint16_t attempt = 1; attempt <= 100; ++attempt) {
    history.deliver(0, 0, attempt).effect(0, 0, Outcome::failed, attempt);
  }
  history.processed(0, 0).processed(0, 0);
  const auto events = witness("no_duplicate_effect", history, {.effects_once = true});
  EXPECT_THAT(kinds(events), ElementsAre("effect", "effect"));
  EXPECT_EQ(events[0].outcome, Outcome::ok);
  EXPECT_TRUE(std::ranges::is_sorted(events, {}, &Event::time));
}

// A limit on a number of events is broken by as many, and no ten of them show it.
TEST(Witness, AnExcerptWhereTheGuaranteeBreaksByManyEvents) {
  History history;
  history.stored(0, 0);
  for (std::uint16_t attempt = 1; attempt <= 30; ++attempt) {
    history.deliver(0, 0, attempt).effect(0, 0, Outcome::failed, attempt);
  }
  const Promises promises{.failures_max = 20};
  const Violation violation = judge_one("no_livelock", history, promises).first.value();
  const Witness found =
      witness_of(violation, history.events(), explained_as("no_livelock", violation, promises));
  EXPECT_FALSE(found.minimal);
  EXPECT_EQ(found.events.size(), witness_events_max);
}

TEST(Witness, OneStrikeAndOneCrashForEachTimeThatTheMessageWasAtHand) {
  History history;
  history.stored(0, 0).deliver(0, 0);
  for (int i = 0; i < 5; ++i) {
    history.add(EventKind::fault_begin, {.subject = 0, .actor = consumer});
    history.add(EventKind::crash, {.actor = consumer});
  }
  history.commit(1).quiesce();
  EXPECT_THAT(kinds(witness("no_loss", history, {.every_message_handled = true})),
              ElementsAre("send", "append", "send_ok", "deliver", "fault_begin", "crash", "commit",
                          "quiesce"));
}

TEST(Witness, ASagaAndAnAggregate) {
  History saga;
  saga.add(EventKind::saga_begin, {.value = 1, .subject = 4, .attempt = 2});
  saga.add(EventKind::saga_step, {.subject = 4, .attempt = 0, .outcome = Outcome::ok});
  saga.add(EventKind::saga_begin, {.value = 1, .subject = 5, .attempt = 2});
  saga.add(EventKind::saga_end, {.subject = 5, .outcome = Outcome::compensated}).quiesce();
  EXPECT_THAT(kinds(witness("saga_atomicity", saga, {.saga = true})),
              ElementsAre("saga_begin", "saga_step", "quiesce"));

  History store;
  const auto append = [&](std::uint32_t key, std::uint32_t expected, std::uint64_t version) {
    store.add({.value = version,
               .key = key,
               .nth = expected,
               .actor = producer,
               .kind = EventKind::store_append,
               .outcome = Outcome::ok});
  };
  append(1, 0, 1);
  append(2, 0, 1);
  append(1, 0, 2);
  EXPECT_THAT(kinds(witness("event_store_versions", store, {.event_store = true})),
              ElementsAre("store_append", "store_append"));
}

TEST(WitnessText, SaysWhoDidWhat) {
  HistoryNames names;
  names.actor = [](std::uint16_t number) {
    return number == consumer ? std::string{"billing 1"} : std::string{"order-service"};
  };
  names.group = [](std::uint16_t) { return std::string{"billing"}; };
  History history;
  history.stored(203, 7).deliver(203, 7, 2).effect(203, 7, Outcome::failed_for_good, 2).commit(8);
  history.add(EventKind::crash, {.actor = consumer});
  std::vector<std::string> lines;
  for (const Event& event : history.events()) lines.push_back(witness_line(event, names));
  EXPECT_THAT(
      lines,
      ElementsAre("       1.000 ms  order-service sends message 203 (key 2, number 4)",
                  "       2.000 ms  order-service stores message 203 (key 2, number 4) in "
                  "partition 0 at offset 7",
                  "       3.000 ms  order-service takes message 203 for sent",
                  "       4.000 ms  billing 1 receives message 203 (key 2, number 4), attempt 2",
                  "       5.000 ms  billing 1 fails to process message 203 (key 2, number 4), "
                  "attempt 2, and no retry will help",
                  "       6.000 ms  billing 1 commits offset 8 of partition 0 for billing",
                  "       7.000 ms  billing 1 crashes"));
}

TEST(WitnessText, EveryKindHasANameAndAPhraseForBareEvents) {
  const HistoryNames names;
  for (std::uint8_t number = 0; number < event_kind_count; ++number) {
    const Event event{.kind = static_cast<EventKind>(number)};
    EXPECT_FALSE(name_of(event.kind).empty());
    const std::string phrase = phrase_of(event, names);
    EXPECT_FALSE(phrase.empty()) << name_of(event.kind);
    EXPECT_EQ(phrase.find("65535"), std::string::npos) << phrase;
  }
}

TEST(WitnessText, Times) {
  EXPECT_EQ(time_text(0), "0.000");
  EXPECT_EQ(time_text(999), "0.000");
  EXPECT_EQ(time_text(12'345'678), "12.345");
  EXPECT_EQ(time_text(UINT64_MAX), "18446744073709.551");
}

}  // namespace
}  // namespace eventarch::simulation
