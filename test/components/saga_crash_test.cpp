/// The process dies between any two steps, and another one goes on from the log.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "components/saga_support.hpp"
#include "eventarch/components/saga.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Scenario {
  std::string name;
  std::map<std::string, int> failures;
  SagaStatus end;
};

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all{
      {"all goes well", {}, SagaStatus::completed},
      {"the first step fails", {{"reserve", -1}}, SagaStatus::compensated},
      {"the pivot fails", {{"ship", -1}}, SagaStatus::compensated},
      {"compensations fail at first",
       {{"ship", -1}, {"undo charge", 2}, {"undo reserve", 1}},
       SagaStatus::compensated},
      {"a step behind the pivot fails at first", {{"notify", 3}}, SagaStatus::completed},
  };
  return all;
}

/// What happens to commands that were sent, and not answered, when the process dies.
enum class InFlight { lost, delivered };

/// One run in which the process dies at the given append. True where it died.
bool survives(const Scenario& scenario, std::size_t appends, bool stores_last, InFlight in_flight) {
  InMemorySagaLog durable;
  Participants participants;
  participants.failures_left = scenario.failures;
  Instant now{};

  DyingLog dying(durable, appends, stores_last);
  Commands sent;
  {
    SagaOrchestrator first(order_saga(), dying);
    sent = first.start("s", now).commands;
    while (!dying.is_dead && !sent.empty()) {
      const SagaCommand command = sent.front();
      sent.erase(sent.begin());
      const auto next = first.answer(command.id, participants.execute(command), now).commands;
      sent.insert(sent.end(), next.begin(), next.end());
      if (sent.empty() && first.next_due()) {
        now = std::max(now, *first.next_due());
        sent = first.tick(now);
      }
    }
  }
  SagaOrchestrator second(order_saga(), durable);
  auto commands = second.recover(now);
  EXPECT_TRUE(commands);
  if (in_flight == InFlight::delivered) {
    commands->insert(commands->begin(), sent.begin(), sent.end());
  }
  // Whoever wanted the saga got no answer, and asks again.
  const auto started = second.start("s", now).commands;
  commands->insert(commands->end(), started.begin(), started.end());
  drive(second, participants, *commands, now);

  EXPECT_EQ(second.status("s"), scenario.end);
  const bool is_completed = scenario.end == SagaStatus::completed;
  EXPECT_EQ(participants.done.size(), is_completed ? 4U : 0U) << "never a mix";
  if (scenario.failures.contains("ship")) {
    EXPECT_THAT(participants.undone, ElementsAre("charge", "reserve"));
  }
  EXPECT_THAT(*durable.unfinished(), IsEmpty());
  return dying.is_dead;
}

TEST(SagaCrash, LosesNothingAtAnyPoint) {
  for (const Scenario& scenario : scenarios()) {
    for (const bool stores_last : {false, true}) {
      for (const InFlight in_flight : {InFlight::lost, InFlight::delivered}) {
        std::size_t points = 0;
        while (survives(scenario, points, stores_last, in_flight)) {
          if (testing::Test::HasFailure()) {
            FAIL() << scenario.name << ", dead at append " << points;
          }
          ++points;
        }
        EXPECT_GE(points, 4U) << scenario.name;
      }
    }
  }
}

TEST(SagaCrash, AsksAgainForWhatWasAskedForAndNotAnswered) {
  InMemorySagaLog log;
  const auto sent = SagaOrchestrator(order_saga(), log).start("s", at(0s)).commands;
  SagaOrchestrator second(order_saga(), log);
  EXPECT_EQ(second.recover(at(9s)), sent);
  EXPECT_EQ(second.next_due(), at(39s));
}

TEST(SagaCrash, RecoversEverySagaAndNoneThatHasEnded) {
  InMemorySagaLog log;
  Participants participants;
  Instant now{};
  {
    SagaOrchestrator first(order_saga(), log);
    drive(first, participants, first.start("ended", now).commands, now);
    first.start("b", now);
    first.start("a", now);
  }
  SagaOrchestrator second(order_saga(), log);
  EXPECT_THAT(ids_of(*second.recover(now)), ElementsAre("a/reserve/action", "b/reserve/action"));
}

TEST(SagaCrash, GoesOnWhereTheStartIsAskedForAgain) {
  InMemorySagaLog log;
  DyingLog dying(log, 1, false);
  EXPECT_EQ(SagaOrchestrator(order_saga(), dying).start("s", at(0s)).reply,
            SagaReply::log_unavailable);
  ASSERT_EQ(log.read("s")->size(), 1U);
  const auto again = SagaOrchestrator(order_saga(), log).start("s", at(1s));
  EXPECT_EQ(again.reply, SagaReply::ignored);
  EXPECT_THAT(ids_of(again.commands), ElementsAre("s/reserve/action"));
}

TEST(SagaCrash, SaysWhereTheLogDoesNotAnswerAtRecovery) {
  InMemorySagaLog log;
  DyingLog dead(log, 0, false);
  dead.is_dead = true;
  SagaOrchestrator orchestrator(order_saga(), dead);
  EXPECT_FALSE(orchestrator.recover(at(0s)));
  EXPECT_EQ(orchestrator.start("s", at(0s)).reply, SagaReply::log_unavailable);
  EXPECT_EQ(orchestrator.answer("s/reserve/action", SagaAnswer::done, at(0s)).reply,
            SagaReply::log_unavailable);
  EXPECT_EQ(orchestrator.resume("s", at(0s)).reply, SagaReply::log_unavailable);
}

/// Fails as long as it is told to, storing the record or not.
class FlakyLog final : public SagaLog {
 public:
  SagaAppend append(const std::string& id, std::size_t count, const SagaRecord& record) override {
    if (failures == 0) return inner.append(id, count, record);
    --failures;
    if (stores) inner.append(id, count, record);
    return SagaAppend::unavailable;
  }
  [[nodiscard]] std::optional<std::vector<SagaRecord>> read(const std::string& id) const override {
    return inner.read(id);
  }
  [[nodiscard]] std::optional<std::vector<std::string>> unfinished() const override {
    return inner.unfinished();
  }
  InMemorySagaLog inner;
  int failures = 0;
  bool stores = false;
};

TEST(SagaLogFailure, HoldsTheAnswerBackUntilItCanBeRecorded) {
  for (const bool stores : {false, true}) {
    SCOPED_TRACE(stores);
    FlakyLog log;
    log.stores = stores;
    SagaOrchestrator orchestrator(order_saga(), log);
    Participants participants;
    Instant now{};
    const auto sent = orchestrator.start("s", now).commands;
    log.failures = 1;
    const SagaAnswer answer = participants.execute(sent.at(0));
    const auto refused = orchestrator.answer(sent.at(0).id, answer, now);
    EXPECT_EQ(refused.reply, SagaReply::log_unavailable);
    EXPECT_THAT(refused.commands, IsEmpty());
    // Not acknowledged, so it is delivered again; and again, until it is recorded.
    SagaProgress progress = orchestrator.answer(sent.at(0).id, answer, now);
    EXPECT_EQ(progress.reply, stores ? SagaReply::conflict : SagaReply::accepted);
    drive(orchestrator, participants, progress.commands, now);
    EXPECT_EQ(orchestrator.status("s"), SagaStatus::completed);
  }
}

TEST(SagaLogFailure, IsTriedAgainWithoutAnAnswerThatWouldComeAgain) {
  // The answer was recorded, the next request was not.
  InMemorySagaLog log;
  Participants participants;
  Instant now{};
  SagaOrchestrator orchestrator(order_saga(), log);
  orchestrator.start("s", now);
  DyingLog dying(log, 1, false);
  SagaOrchestrator other(order_saga(), dying);
  const auto progress = other.answer("s/reserve/action", SagaAnswer::done, now);
  EXPECT_EQ(progress.reply, SagaReply::log_unavailable);
  EXPECT_THAT(progress.commands, IsEmpty());
  EXPECT_EQ(other.next_due(), at(30s));
  // The first orchestrator knows nothing of that: its next append is refused, then it reads anew.
  drive(orchestrator, participants, {}, now);
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::completed);
}

TEST(SagaOrchestrators, OnOneLogDoNoHarm) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    SeededDraws random(seed);
    InMemorySagaLog log;
    Participants participants;
    const Scenario& scenario = scenarios()[static_cast<std::size_t>(
        random.next() * static_cast<double>(scenarios().size()))];
    participants.failures_left = scenario.failures;
    std::vector<std::unique_ptr<SagaOrchestrator>> both;
    for (int i = 0; i < 2; ++i)
      both.push_back(std::make_unique<SagaOrchestrator>(order_saga(), log));
    Instant now{};
    Commands on_its_way = both[0]->start("s", now).commands;
    for (int step = 0; step < 400; ++step) {
      SagaOrchestrator& one = *both[random.next() < 0.5 ? 0 : 1];
      Commands next;
      if (!on_its_way.empty() && random.next() < 0.7) {
        const auto index =
            static_cast<std::size_t>(random.next() * static_cast<double>(on_its_way.size()));
        const SagaCommand command = on_its_way[index];
        const auto reply = one.answer(command.id, participants.execute(command), now);
        next = reply.commands;
        // Not acknowledged: it stays on its way. Some answers get lost all the same.
        const bool stays = reply.reply == SagaReply::conflict && random.next() < 0.8;
        if (!stays) on_its_way.erase(on_its_way.begin() + static_cast<std::ptrdiff_t>(index));
      } else {
        now += std::chrono::seconds(static_cast<int>(random.next() * 20));
        next = random.next() < 0.1 ? *one.recover(now) : one.tick(now);
      }
      on_its_way.insert(on_its_way.end(), next.begin(), next.end());
    }
    drive(*both[0], participants, on_its_way, now);
    ASSERT_EQ(both[1]->recover(now)->size(), 0U);
    ASSERT_EQ(both[0]->status("s"), scenario.end);
    ASSERT_EQ(participants.done.size(), scenario.end == SagaStatus::completed ? 4U : 0U);
  }
}

}  // namespace
}  // namespace eventarch::components
