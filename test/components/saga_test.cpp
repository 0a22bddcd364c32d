/// The way forward, answers that come twice or never, and the pivot.

#include "eventarch/components/saga.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "components/saga_support.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<SagaEvent> events(const SagaLog& log, const std::string& id) {
  std::vector<SagaEvent> all;
  const auto records = log.read(id);
  for (const SagaRecord& record : *records) all.push_back(record.event);
  return all;
}

TEST(Saga, AsksForOneStepAfterTheOther) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log);
  auto progress = orchestrator.start("order-1", at(0s));
  EXPECT_EQ(progress.reply, SagaReply::accepted);
  EXPECT_THAT(progress.commands, ElementsAre(SagaCommand{"order-1/reserve/action", "order-1",
                                                         "reserve", CommandKind::action}));
  progress = orchestrator.answer("order-1/reserve/action", SagaAnswer::done, at(1s));
  EXPECT_THAT(ids_of(progress.commands), ElementsAre("order-1/charge/action"));
  orchestrator.answer("order-1/charge/action", SagaAnswer::done, at(2s));
  orchestrator.answer("order-1/ship/action", SagaAnswer::done, at(3s));
  progress = orchestrator.answer("order-1/notify/action", SagaAnswer::done, at(4s));
  EXPECT_THAT(progress.commands, IsEmpty());
  EXPECT_EQ(progress.status, SagaStatus::completed);
  EXPECT_EQ(orchestrator.status("order-1"), SagaStatus::completed);
  EXPECT_FALSE(orchestrator.next_due());
  EXPECT_THAT(*log.unfinished(), IsEmpty());
  using enum SagaEvent;
  EXPECT_THAT(events(log, "order-1"),
              ElementsAre(started, action_requested, action_done, action_requested, action_done,
                          action_requested, action_done, action_requested, action_done, completed));
}

TEST(Saga, HasRequestedEverythingInItsLogBeforeItIsSent) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log);
  ASSERT_EQ(orchestrator.start("order-1", at(7s)).commands.size(), 1U);
  EXPECT_EQ(log.read("order-1")->back(), (SagaRecord{SagaEvent::action_requested, 0, at(7s)}));
}

TEST(Saga, StartsOnce) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log);
  orchestrator.start("order-1", at(0s));
  const auto again = orchestrator.start("order-1", at(1s));
  EXPECT_EQ(again.reply, SagaReply::ignored);
  EXPECT_THAT(again.commands, IsEmpty());
  EXPECT_EQ(log.read("order-1")->size(), 2U);
}

TEST(Saga, IgnoresAnswersThatComeAgainOrWereNeverAskedFor) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log);
  orchestrator.start("order/1", at(0s));  // a slash in the id of a saga does no harm
  EXPECT_EQ(orchestrator.answer("order/1/reserve/action", SagaAnswer::done, at(1s)).reply,
            SagaReply::accepted);
  for (const char* const id :
       {"order/1/reserve/action", "order/1/ship/action", "order/1/reserve/compensation-1",
        "order/1/reserve/compensation-", "order/1/reserve/compensation-1x",
        "order/1/reserve/compensation-99999999999", "order/1/unknown/action",
        "order-9/reserve/action", "order/1/reserve/else", "reserve/action", "/action", "action",
        "/", ""}) {
    const auto progress = orchestrator.answer(id, SagaAnswer::done, at(2s));
    EXPECT_EQ(progress.reply, SagaReply::ignored) << id;
    EXPECT_THAT(progress.commands, IsEmpty()) << id;
  }
  EXPECT_EQ(orchestrator.answer("order/1/reserve/action", SagaAnswer::failed, at(3s)).reply,
            SagaReply::ignored)
      << "a failure after it was done changes nothing";
}

TEST(Saga, AsksAgainWithTheSameIdWhereNoAnswerComes) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log, {.answer_timeout = 30s});
  const auto first = orchestrator.start("order-1", at(0s)).commands;
  EXPECT_EQ(orchestrator.next_due(), at(30s));
  EXPECT_THAT(orchestrator.tick(at(30s - 1ns)), IsEmpty());
  EXPECT_EQ(orchestrator.tick(at(30s)), first);
  EXPECT_THAT(orchestrator.tick(at(31s)), IsEmpty());
  EXPECT_EQ(orchestrator.tick(at(60s)), first);
  EXPECT_EQ(log.read("order-1")->size(), 2U) << "repetitions are no decisions";
  // Three copies arrive, one effect.
  Participants participants;
  Instant now = at(61s);
  drive(orchestrator, participants, {first[0], first[0], first[0]}, now);
  EXPECT_EQ(participants.received["order-1/reserve/action"], 3);
  EXPECT_EQ(participants.received["order-1/charge/action"], 1);
  EXPECT_EQ(orchestrator.status("order-1"), SagaStatus::completed);
}

TEST(Saga, GoesOnBehindThePivotUntilItSucceeds) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log);
  Participants participants;
  participants.failures_left["notify"] = 20;  // more often than any max_attempts
  Instant now{};
  drive(orchestrator, participants, orchestrator.start("order-1", now).commands, now);
  EXPECT_EQ(orchestrator.status("order-1"), SagaStatus::completed);
  EXPECT_EQ(participants.received["order-1/notify/action"], 21);
  // 1 + 2 + 4 + 8 + 16 + 32 s, then 60 s each.
  EXPECT_EQ(now, at(63s + 14 * 60s));
}

TEST(Saga, WaitsForThePivotHoweverLongItTakes) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log, {.answer_timeout = 1s, .give_up_after = 2});
  orchestrator.start("order-1", at(0s));
  orchestrator.answer("order-1/reserve/action", SagaAnswer::done, at(0s));
  orchestrator.answer("order-1/charge/action", SagaAnswer::done, at(0s));
  for (int second = 1; second < 100; ++second) {
    EXPECT_THAT(ids_of(orchestrator.tick(at(second * 1s))), ElementsAre("order-1/ship/action"));
  }
  EXPECT_EQ(orchestrator.status("order-1"), SagaStatus::running);
}

TEST(Saga, KeepsSagasApart) {
  InMemorySagaLog log;
  SagaOrchestrator orchestrator(order_saga(), log);
  Participants participants;
  Instant now{};
  Commands all;
  for (const char* const id : {"a", "b", "c"}) {
    const auto commands = orchestrator.start(id, now).commands;
    all.insert(all.end(), commands.begin(), commands.end());
  }
  drive(orchestrator, participants, all, now);
  for (const char* const id : {"a", "b", "c"}) {
    EXPECT_EQ(orchestrator.status(id), SagaStatus::completed);
  }
  EXPECT_FALSE(orchestrator.status("d"));
}

TEST(SagaDefinition, IsRefusedWithAReason) {
  EXPECT_EQ(problem_with(order_saga()), "");
  EXPECT_NE(problem_with(SagaDefinition{}), "");
  EXPECT_NE(problem_with(SagaDefinition{.steps = {{""}}}), "");
  EXPECT_NE(problem_with(SagaDefinition{.steps = {{"a/b"}}}), "");
  EXPECT_EQ(problem_with(SagaDefinition{.steps = {{"a"}, {"a"}}}), "two steps are called 'a'");
  EXPECT_NE(problem_with(SagaDefinition{.steps = {{"a"}}, .pivot = 1}), "");
}

TEST(SagaOptions, AreRefusedWithAReason) {
  EXPECT_EQ(problem_with(SagaOptions{}), "");
  EXPECT_NE(problem_with(SagaOptions{.answer_timeout = 0s}), "");
  EXPECT_NE(problem_with(SagaOptions{.answer_timeout = std::chrono::nanoseconds::max()}), "");
  EXPECT_NE(problem_with(SagaOptions{.retry = {.max_attempts = 0}}), "");
}

TEST(SagaEvent, HasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(SagaEvent::resumed); ++i) {
    names.insert(name_of(static_cast<SagaEvent>(i)));
  }
  EXPECT_EQ(names.size(), 13U);
  EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace eventarch::components
