/// The way back: in reverse, for what was perhaps done too, for what turns out to be done too late,
/// and what happens where it fails.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "components/saga_support.hpp"
#include "eventarch/components/saga.hpp"

namespace eventarch::components {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Compensation : public testing::Test {
 protected:
  void run(const std::string& id = "s") {
    drive(orchestrator, participants, orchestrator.start(id, now).commands, now);
  }

  InMemorySagaLog log;
  Participants participants;
  Instant now{};
  SagaOrchestrator orchestrator{order_saga(), log};
};

TEST_F(Compensation, UndoesWhatWasDoneInReverse) {
  participants.failures_left["ship"] = -1;  // the pivot itself fails
  run();
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::compensated);
  EXPECT_THAT(participants.undone, ElementsAre("charge", "reserve"));
  EXPECT_THAT(participants.done, IsEmpty());
  EXPECT_EQ(participants.received["s/ship/action"], 1) << "before the pivot a failure is final";
  EXPECT_THAT(*log.unfinished(), IsEmpty());
}

TEST_F(Compensation, HasNothingToUndoWhereTheFirstStepFails) {
  participants.failures_left["reserve"] = -1;
  run();
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::compensated);
  EXPECT_THAT(participants.undone, IsEmpty());
}

TEST_F(Compensation, LeavesOutStepsThatLeaveNothingBehind) {
  SagaOrchestrator reader({.steps = {{"check", Undo::nothing_to_undo}, {"reserve"}, {"charge"}}},
                          log);
  participants.failures_left["charge"] = -1;
  drive(reader, participants, reader.start("r", now).commands, now);
  EXPECT_EQ(reader.status("r"), SagaStatus::compensated);
  EXPECT_THAT(participants.undone, ElementsAre("reserve"));
}

TEST_F(Compensation, IsTriedUntilItSucceedsOneAfterTheOther) {
  participants.failures_left["ship"] = -1;
  participants.failures_left["undo charge"] = 4;
  run();
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::compensated);
  EXPECT_THAT(participants.undone, ElementsAre("charge", "reserve"));
  EXPECT_EQ(participants.received["s/charge/compensation-1"], 5) << "always the same id";
  EXPECT_EQ(now, at(15s));  // 1 + 2 + 4 + 8 s
}

TEST_F(Compensation, IsStuckWhereItFailsForGoodAndNeverCalledCompensated) {
  participants.failures_left["ship"] = -1;
  participants.failures_left["undo charge"] = -1;
  run();
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::stuck);
  EXPECT_EQ(participants.received["s/charge/compensation-1"], 5);
  EXPECT_THAT(participants.undone, IsEmpty()) << "what was done before it waits";
  EXPECT_EQ(log.read("s")->back().event, SagaEvent::stuck);
  EXPECT_EQ(log.read("s")->back().step, 1U);
  EXPECT_THAT(*log.unfinished(), ElementsAre("s")) << "somebody has to look at it";
  EXPECT_FALSE(orchestrator.next_due());

  participants.failures_left["undo charge"] = 0;
  const auto resumed = orchestrator.resume("s", now);
  EXPECT_EQ(resumed.reply, SagaReply::accepted);
  drive(orchestrator, participants, resumed.commands, now);
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::compensated);
  EXPECT_THAT(participants.undone, ElementsAre("charge", "reserve"));
}

TEST_F(Compensation, MayBeStuckAgain) {
  participants.failures_left["ship"] = -1;
  participants.failures_left["undo charge"] = -1;
  run();
  drive(orchestrator, participants, orchestrator.resume("s", now).commands, now);
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::stuck);
  EXPECT_EQ(participants.received["s/charge/compensation-1"], 10);
  EXPECT_EQ(orchestrator.resume("nobody", now).reply, SagaReply::ignored);
}

TEST_F(Compensation, GoesOnWhereAStuckOneIsAnsweredAfterAll) {
  participants.failures_left["ship"] = -1;
  participants.failures_left["undo charge"] = -1;
  run();
  // One of the copies was carried out late.
  const auto late = orchestrator.answer("s/charge/compensation-1", SagaAnswer::done, now);
  EXPECT_EQ(late.status, SagaStatus::compensating);
  EXPECT_THAT(ids_of(late.commands), ElementsAre("s/reserve/compensation-1"));
}

TEST_F(Compensation, CannotBeResumedWhereItIsNotStuck) {
  orchestrator.start("s", now);
  EXPECT_EQ(orchestrator.resume("s", now).reply, SagaReply::ignored);
  EXPECT_EQ(orchestrator.status("s"), SagaStatus::running);
}

/// Nobody answers for "charge"; after two repetitions it is given up.
class UnknownOutcome : public testing::Test {
 protected:
  void give_up_charge() {
    orchestrator.start("s", at(0s));
    orchestrator.answer("s/reserve/action", SagaAnswer::done, at(0s));
    EXPECT_THAT(ids_of(orchestrator.tick(at(1s))), ElementsAre("s/charge/action"));
    EXPECT_THAT(ids_of(orchestrator.tick(at(2s))), ElementsAre("s/charge/action"));
    EXPECT_THAT(ids_of(orchestrator.tick(at(3s))), ElementsAre("s/charge/compensation-1"));
  }
  SagaProgress done(std::string_view id) {
    return orchestrator.answer(id, SagaAnswer::done, at(4s));
  }

  InMemorySagaLog log;
  SagaOrchestrator orchestrator{order_saga(), log, {.answer_timeout = 1s, .give_up_after = 2}};
};

TEST_F(UnknownOutcome, IsGivenUpByTheRepetitionsOfItsOwnStep) {
  orchestrator.start("s", at(0s));
  orchestrator.tick(at(1s));
  orchestrator.tick(at(2s));
  orchestrator.answer("s/reserve/action", SagaAnswer::done, at(2s));
  EXPECT_THAT(ids_of(orchestrator.tick(at(3s))), ElementsAre("s/charge/action"));
  EXPECT_THAT(ids_of(orchestrator.tick(at(4s))), ElementsAre("s/charge/action"));
  EXPECT_THAT(ids_of(orchestrator.tick(at(5s))), ElementsAre("s/charge/compensation-1"));
}

TEST_F(UnknownOutcome, IsNotAnsweredByAnIdThatOnlyBeginsLikeIt) {
  give_up_charge();
  EXPECT_EQ(done("s/charge/compensation-1x").reply, SagaReply::ignored);
  EXPECT_EQ(done("s/charge/compensation-").reply, SagaReply::ignored);
  EXPECT_EQ(done("s/charge/compensation-2").reply, SagaReply::ignored);
  EXPECT_EQ(done("s/charge/compensation-1").reply, SagaReply::accepted);
}

TEST_F(UnknownOutcome, IsCompensatedToo) {
  give_up_charge();
  EXPECT_THAT(ids_of(done("s/charge/compensation-1").commands),
              ElementsAre("s/reserve/compensation-1"));
  EXPECT_EQ(done("s/reserve/compensation-1").status, SagaStatus::compensated);
}

TEST_F(UnknownOutcome, IsCompensatedASecondTimeWhereItIsDoneAfterTheCompensation) {
  give_up_charge();
  done("s/charge/compensation-1");
  done("s/reserve/compensation-1");
  ASSERT_EQ(orchestrator.status("s"), SagaStatus::compensated);
  // The first compensation found nothing; then the delayed action was carried out.
  const auto late = done("s/charge/action");
  EXPECT_EQ(late.reply, SagaReply::accepted);
  EXPECT_EQ(late.status, SagaStatus::compensating);
  EXPECT_THAT(ids_of(late.commands), ElementsAre("s/charge/compensation-2"))
      << "of an id of its own, or the participant takes it for a copy";
  EXPECT_EQ(done("s/charge/compensation-1").reply, SagaReply::ignored);
  EXPECT_EQ(done("s/charge/compensation-2").status, SagaStatus::compensated);
  EXPECT_EQ(done("s/charge/action").reply, SagaReply::ignored);
}

TEST_F(UnknownOutcome, IsCompensatedASecondTimeWhereTheAnswerComesDuringTheFirst) {
  give_up_charge();
  EXPECT_THAT(done("s/charge/action").commands, IsEmpty()) << "the first round is under way";
  EXPECT_THAT(ids_of(done("s/charge/compensation-1").commands),
              ElementsAre("s/charge/compensation-2"));
  EXPECT_THAT(ids_of(done("s/charge/compensation-2").commands),
              ElementsAre("s/reserve/compensation-1"));
  EXPECT_EQ(done("s/reserve/compensation-1").status, SagaStatus::compensated);
}

TEST_F(UnknownOutcome, WaitsItsTurnWhereAnotherCompensationIsUnderWay) {
  give_up_charge();
  done("s/charge/compensation-1");  // reserve is being compensated now
  EXPECT_THAT(done("s/charge/action").commands, IsEmpty());
  EXPECT_THAT(ids_of(orchestrator.tick(at(10s))), ElementsAre("s/reserve/compensation-1"));
  EXPECT_THAT(ids_of(done("s/reserve/compensation-1").commands),
              ElementsAre("s/charge/compensation-2"));
  EXPECT_EQ(done("s/charge/compensation-2").status, SagaStatus::compensated);
}

TEST_F(UnknownOutcome, NeedsNoSecondCompensationWhereItFailedAfterAll) {
  give_up_charge();
  EXPECT_EQ(orchestrator.answer("s/charge/action", SagaAnswer::failed, at(4s)).reply,
            SagaReply::ignored);
  done("s/charge/compensation-1");
  EXPECT_EQ(done("s/reserve/compensation-1").status, SagaStatus::compensated);
}

TEST_F(UnknownOutcome, OfAStepThatFailedFirstAndWasDoneByItsSecondCopyIsCompensated) {
  orchestrator.start("s", at(0s));
  orchestrator.answer("s/reserve/action", SagaAnswer::done, at(0s));
  orchestrator.tick(at(1s));  // a second copy of charge is on its way
  const auto failed = orchestrator.answer("s/charge/action", SagaAnswer::failed, at(1s));
  EXPECT_THAT(ids_of(failed.commands), ElementsAre("s/reserve/compensation-1"));
  done("s/charge/action");
  EXPECT_THAT(ids_of(done("s/reserve/compensation-1").commands),
              ElementsAre("s/charge/compensation-1"));
  EXPECT_EQ(done("s/charge/compensation-1").status, SagaStatus::compensated);
}

TEST_F(UnknownOutcome, OfAPivotThatFailedFirstAndWasDoneAfterAllNeedsAPerson) {
  orchestrator.start("s", at(0s));
  done("s/reserve/action");
  done("s/charge/action");
  orchestrator.answer("s/ship/action", SagaAnswer::failed, at(4s));
  done("s/charge/compensation-1");
  EXPECT_EQ(done("s/reserve/compensation-1").status, SagaStatus::compensated);
  EXPECT_EQ(done("s/ship/action").status, SagaStatus::stuck);
}

}  // namespace
}  // namespace eventarch::components
