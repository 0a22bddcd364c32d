/// Transactions, fencing, durability and the patterns, on histories written by hand.

#include <gtest/gtest.h>

#include "simulation/history_builder.hpp"

namespace eventarch::simulation {
namespace {

constexpr Promises transactional{.every_message_handled = true, .transactions = true};

TEST(NoAbortedRead, AbortedRecordIsDelivered) {
  History history;
  history.begin(0).send(0, 0).append(0, 0, 0).decide(EventKind::transaction_abort, 0);
  history.deliver(0, 0);
  expect_cause(judge_one("no_aborted_read", history, transactional, one_log_read_committed()),
               Cause::uncommitted_read);
  EXPECT_EQ(judge_one("no_aborted_read", history, transactional).violations, 0U)
      << "a group that reads everything may see it";
}

TEST(NoAbortedRead, FailedSendAppears) {
  History history;
  history.send(0).add(EventKind::send_fail, {.message = 0, .actor = producer}).deliver(0, 0);
  expect_cause(judge_one("no_aborted_read", history, transactional), Cause::uncommitted_read);
}

TEST(NoPrecommittedRead, BeforeAndAfterTheCommit) {
  History history;
  history.begin(0).stored(0, 0, 0).deliver(0, 0);
  expect_cause(judge_one("no_precommitted_read", history, transactional, one_log_read_committed()),
               Cause::uncommitted_read);

  History after;
  after.begin(0).stored(0, 0, 0).decide(EventKind::transaction_commit, 0).deliver(0, 0);
  const Evidence evidence =
      judge_one("no_precommitted_read", after, transactional, one_log_read_committed());
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 1U);
}

TEST(AtomicTransaction, AllTogether) {
  History history;
  history.begin(0).stored(0, 0, 0).stored(1, 1, 0).decide(EventKind::transaction_commit, 0);
  history.begin(1).stored(2, 2, 1).decide(EventKind::transaction_abort, 1);
  const Evidence evidence = judge_one("atomic_transaction", history, transactional);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 2U);
}

TEST(AtomicTransaction, CommittedWithoutOneOfItsRecords) {
  History history;
  history.begin(0).stored(0, 0, 0).send(1, 0).decide(EventKind::transaction_commit, 0);
  expect_cause(judge_one("atomic_transaction", history, transactional), Cause::transaction_torn);
}

TEST(AtomicTransaction, LateRecordFallsIntoTheNextOne) {
  History history;
  history.begin(0).send(0, 0).decide(EventKind::transaction_abort, 0);
  history.begin(1).send(1, 1).append(0, 0, 1).append(1, 1, 1);
  expect_cause(judge_one("atomic_transaction", history, transactional), Cause::transaction_torn);
}

TEST(AtomicTransaction, LateRecordFallsIntoNone) {
  History history;
  history.begin(0).send(0, 0).decide(EventKind::transaction_abort, 0).append(0, 0, 0);
  expect_cause(judge_one("atomic_transaction", history, transactional), Cause::transaction_torn);
}

TEST(AtomicTransaction, UnknownOutcomeIsAllOrNone) {
  History history;
  history.begin(0).stored(0, 0, 0).decide(EventKind::transaction_unknown, 0);
  history.decide(EventKind::transaction_commit, 0).processed(0, 0).commit(1).quiesce();
  expect_clean(evidence_of(history, transactional, one_log_read_committed()));
}

TEST(AtomicTransaction, UnansweredCommittedRecordIsOwed) {
  History history;
  history.begin(0).stored(0, 0, 0).decide(EventKind::transaction_commit, 0).quiesce();
  const RunEvidence evidence = evidence_of(history, transactional, one_log_read_committed());
  EXPECT_EQ(evidence.invariants.at(*find_invariant("eventual_delivery")).violations, 1U);
}

TEST(TransactionsEnd, HangsBeyondItsTimeout) {
  History history;
  history.begin(0, 1, 10 * millisecond).stored(0, 0, 0).wait(20 * millisecond).quiesce();
  const Promises promises{.transactions = true, .reaper_interval = 5 * millisecond};
  expect_cause(judge_one("transactions_end", history, promises), Cause::transaction_hangs);

  History in_time;
  in_time.begin(0, 1, 10 * millisecond).stored(0, 0, 0).wait(8 * millisecond);
  in_time.decide(EventKind::transaction_abort, 0).wait(100 * millisecond).quiesce();
  const Evidence evidence = judge_one("transactions_end", in_time, promises);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 1U);
}

constexpr Promises consume_produce{.every_message_handled = true,
                                   .effects_once = true,
                                   .transactions = true,
                                   .consume_produce_atomic = true};

/// Message 0 is turned into message 1 in transaction 0, which is left open.
History derived() {
  History history;
  history.stored(0, 0).deliver(0, 0).begin(0).send(1, 0).append(1, 1, 0);
  history.add(EventKind::effect, {.value = 0,
                                  .message = 0,
                                  .partition = 0,
                                  .subject = 0,
                                  .actor = consumer,
                                  .group = group,
                                  .outcome = Outcome::ok});
  return history;
}

TEST(ConsumeProduceAtomic, OffsetAndRecordTogether) {
  History history = derived();
  history.commit(1, group, 1, 0).decide(EventKind::transaction_commit, 0);
  const Evidence evidence = judge_one("consume_produce_atomic", history, consume_produce);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 2U);
}

TEST(ConsumeProduceAtomic, OffsetIsCommittedApart) {
  History history = derived();
  history.commit(1);
  expect_cause(judge_one("consume_produce_atomic", history, consume_produce),
               Cause::commit_outside_transaction);
}

TEST(ConsumeProduceAtomic, RecordWithoutItsOffset) {
  History history = derived();
  history.decide(EventKind::transaction_commit, 0);
  expect_cause(judge_one("consume_produce_atomic", history, consume_produce),
               Cause::commit_outside_transaction);
}

TEST(ConsumeProduceAtomic, WhatAnAbortUndoesIsNoEffect) {
  History history = derived();
  history.commit(1, group, 1, 0).decide(EventKind::transaction_abort, 0);
  history.deliver(0, 0, 1, other_consumer).begin(1).send(2, 1).append(2, 2, 1);
  history.add(EventKind::effect, {.value = 0,
                                  .message = 0,
                                  .partition = 0,
                                  .subject = 1,
                                  .actor = other_consumer,
                                  .group = group,
                                  .outcome = Outcome::ok});
  history.commit(1, group, 1, 1).decide(EventKind::transaction_commit, 1);
  const RunEvidence evidence = evidence_of(history, consume_produce);
  expect_clean(evidence);
  EXPECT_GT(evidence.invariants.at(*find_invariant("no_duplicate_effect")).exercised, 0U);
}

TEST(Fencing, ZombieProducer) {
  History history;
  history.begin(0, 1).send(0, 0).add(EventKind::fence, {.epoch = 2, .actor = producer});
  history.append(0, 0, 0);
  expect_cause(judge_one("fencing", history, transactional), Cause::zombie_not_fenced);

  History decided;
  decided.begin(0, 1).add(EventKind::fence, {.epoch = 2, .actor = producer});
  decided.decide(EventKind::transaction_commit, 0);
  expect_cause(judge_one("fencing", decided, transactional), Cause::zombie_not_fenced);

  History fenced;
  fenced.begin(0, 1).add(EventKind::fence, {.epoch = 2, .actor = producer});
  fenced.decide(EventKind::transaction_abort, 0).begin(1, 2).stored(0, 0, 1);
  fenced.decide(EventKind::transaction_commit, 1);
  const Evidence evidence = judge_one("fencing", fenced, transactional);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 1U);
}

TEST(Fencing, ReplacedMemberOfAGroup) {
  History history;
  history.stored(0, 0).processed(0, 0).add(EventKind::fence, {.epoch = 2, .group = group});
  History current = history;
  history.commit(1, group, 1);
  current.commit(1, group, 2);
  expect_cause(judge_one("fencing", history, transactional), Cause::zombie_not_fenced);
  EXPECT_EQ(judge_one("fencing", current, transactional).violations, 0U);

  History late = derived();
  late.add(EventKind::fence, {.epoch = 2, .group = group}).commit(1, group, 1, 0);
  expect_cause(judge_one("fencing", late, consume_produce), Cause::zombie_not_fenced);

  History in_time = derived();
  in_time.commit(1, group, 1, 0).add(EventKind::fence, {.epoch = 2, .group = group});
  in_time.decide(EventKind::transaction_commit, 0);
  EXPECT_EQ(judge_one("fencing", in_time, consume_produce).violations, 0U)
      << "the offset was taken while its generation was current";
}

TEST(Fencing, ReplacedLeader) {
  History history;
  history.add(EventKind::elect, {.value = 0, .partition = 0, .epoch = 2, .actor = other_replica});
  history.send(0).append(0, 0, nothing, 1);
  EXPECT_EQ(judge_one("fencing", history, durable).violations, 0U) << "its own log, nobody's loss";
  history.add(EventKind::high_watermark, {.value = 1, .partition = 0, .epoch = 1});
  expect_cause(judge_one("fencing", history, durable), Cause::zombie_not_fenced);
}

TEST(Durability, LaterLeaderLacksAnAnnouncedRecord) {
  const auto elect = [](std::uint64_t end, Outcome outcome) {
    History history;
    history.stored(0, 0).stored(1, 1);
    history.add(EventKind::high_watermark, {.value = 1, .partition = 0, .epoch = 1});
    history.add(EventKind::elect, {.value = end, .partition = 0, .epoch = 2, .outcome = outcome});
    history.add(EventKind::truncate, {.value = end, .partition = 0});
    return judge_one("durability", history, durable);
  };
  EXPECT_EQ(elect(1, Outcome::none).violations, 0U) << "what was not announced may go";
  EXPECT_EQ(elect(1, Outcome::none).exercised, 2U);
  expect_cause(elect(0, Outcome::none), Cause::unwritten_records_lost);
  expect_cause(elect(0, Outcome::alone), Cause::only_copy_lost);
  expect_cause(elect(0, Outcome::unclean), Cause::unclean_election);
  EXPECT_EQ(elect(0, Outcome::unclean).violations, 1U) << "the truncation is part of it";
}

TEST(Durability, HighWatermarkFalls) {
  History history;
  history.stored(0, 0).stored(1, 1);
  history.add(EventKind::high_watermark, {.value = 2, .partition = 0, .epoch = 1});
  history.add(EventKind::high_watermark, {.value = 1, .partition = 0, .epoch = 1});
  EXPECT_EQ(judge_one("durability", history, durable).violations, 1U);
}

constexpr Promises with_outbox{.outbox = true};

History database_change(std::uint32_t message) {
  History history;
  history.add(EventKind::database_write,
              {.message = message, .partition = 0, .subject = 5, .actor = producer});
  return history;
}

TEST(OutboxComplete, PublishedAfterTheCrash) {
  History history = database_change(0);
  history.add(EventKind::database_commit, {.subject = 5, .actor = producer});
  history.add(EventKind::crash, {.actor = producer}).stored(0, 0).quiesce();
  const Evidence evidence = judge_one("outbox_complete", history, with_outbox);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 1U);
}

TEST(OutboxComplete, DualWriteLosesTheMessage) {
  History history = database_change(0);
  history.add(EventKind::database_commit, {.subject = 5, .actor = producer});
  history.add(EventKind::crash, {.actor = producer}).quiesce();
  const Evidence evidence = judge_one("outbox_complete", history, with_outbox);
  expect_cause(evidence, Cause::dual_write);
  EXPECT_EQ(evidence.first->event.message, 0U);
}

TEST(OutboxComplete, PublishedAndRolledBack) {
  History before = database_change(0);
  before.stored(0, 0).add(EventKind::database_rollback, {.subject = 5, .actor = producer});
  expect_cause(judge_one("outbox_complete", before, with_outbox), Cause::rolled_back_published);

  History after = database_change(0);
  after.add(EventKind::database_rollback, {.subject = 5, .actor = producer}).stored(0, 0);
  expect_cause(judge_one("outbox_complete", after, with_outbox), Cause::rolled_back_published);

  History neither = database_change(0);
  neither.add(EventKind::database_rollback, {.subject = 5, .actor = producer}).quiesce();
  expect_clean(evidence_of(neither, {.every_message_handled = true, .outbox = true}));
}

Event store_append(std::uint32_t expected, std::uint64_t version, Outcome outcome = Outcome::ok,
                   std::uint32_t message = 0) {
  return {.value = version,
          .message = message,
          .key = 3,
          .nth = expected,
          .actor = producer,
          .kind = EventKind::store_append,
          .outcome = outcome};
}

constexpr Promises store{.event_store = true, .snapshots = true};

TEST(EventStoreVersions, OneOfTwoWritersWins) {
  History history;
  history.add(store_append(0, 1)).add(store_append(0, 1, Outcome::conflict));
  history.add(store_append(1, 2));
  const Evidence evidence = judge_one("event_store_versions", history, store);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 3U);
}

TEST(EventStoreVersions, BothWin) {
  History history;
  history.add(store_append(0, 1)).add(store_append(0, 2));
  expect_cause(judge_one("event_store_versions", history, store), Cause::no_expected_version);
}

TEST(EventStoreVersions, ConflictWithoutReasonAndGap) {
  History history;
  history.add(store_append(0, 0, Outcome::conflict));
  EXPECT_EQ(judge_one("event_store_versions", history, store).violations, 1U);
  History gap;
  gap.add(store_append(0, 2));
  EXPECT_EQ(judge_one("event_store_versions", gap, store).violations, 1U);
}

TEST(SnapshotEquivalence, StateAndVersion) {
  const std::uint32_t first = fold_digest(0, 7);
  const std::uint32_t both = fold_digest(first, 8);
  const auto load = [](std::uint64_t version, std::uint32_t digest, Outcome outcome) {
    History history;
    history.add(store_append(0, 1, Outcome::ok, 7)).add(store_append(1, 2, Outcome::ok, 8));
    history.add({.value = version,
                 .key = 3,
                 .subject = digest,
                 .kind = EventKind::store_load,
                 .outcome = outcome});
    return judge_one("snapshot_equivalence", history, store);
  };
  EXPECT_EQ(load(2, both, Outcome::from_snapshot).violations, 0U);
  expect_cause(load(1, first, Outcome::from_snapshot), Cause::stale_snapshot);
  expect_cause(load(2, fold_digest(fold_digest(0, 8), 7), Outcome::from_snapshot),
               Cause::stale_snapshot);
  EXPECT_EQ(load(2, both, Outcome::ok).exercised, 0U) << "no snapshot, nothing to compare";
}

constexpr Promises projected{.projections = 1};

Event at_position(std::uint32_t position) {
  Event event = store_append(position, position + 1ULL);
  event.subject = position;
  return event;
}

TEST(ProjectionConvergence, LateEventIsWaitedFor) {
  History history;
  history.add(at_position(1)).add(at_position(0));
  history.add(EventKind::project, {.value = 0, .group = 0});
  history.add(EventKind::project, {.value = 1, .group = 0});
  history.add(EventKind::checkpoint, {.value = 2, .group = 0}).quiesce();
  const Evidence evidence = judge_one("projection_convergence", history, projected);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 2U);
}

TEST(ProjectionConvergence, LateEventIsPassedOver) {
  History history;
  history.add(at_position(1)).add(EventKind::project, {.value = 1, .group = 0});
  history.add(EventKind::checkpoint, {.value = 2, .group = 0}).add(at_position(0)).quiesce();
  const Evidence evidence = judge_one("projection_convergence", history, projected);
  expect_cause(evidence, Cause::position_skipped);
  EXPECT_EQ(evidence.first->event.value, 0U);
}

TEST(ProjectionConvergence, CheckpointApartFromTheView) {
  History twice;
  twice.add(at_position(0)).add(EventKind::project, {.value = 0, .group = 0});
  twice.add(EventKind::project, {.value = 0, .group = 0});
  expect_cause(judge_one("projection_convergence", twice, projected),
               Cause::checkpoint_apart_from_view);

  History back;
  back.add(EventKind::checkpoint, {.value = 2, .group = 0});
  back.add(EventKind::checkpoint, {.value = 1, .group = 0});
  expect_cause(judge_one("projection_convergence", back, projected),
               Cause::checkpoint_apart_from_view);
}

constexpr Promises sagas{.saga = true, .saga_in_order = true};

/// A saga of three steps of which the first two can be undone.
class Saga : public History {
 public:
  Saga() { add(EventKind::saga_begin, {.value = 0b011, .subject = 9, .attempt = 3}); }
  Saga& step(std::uint16_t number, Outcome outcome) {
    add(EventKind::saga_step, {.subject = 9, .attempt = number, .outcome = outcome});
    return *this;
  }
  Saga& undo(std::uint16_t number) {
    add(EventKind::saga_compensate, {.subject = 9, .attempt = number, .outcome = Outcome::ok});
    return *this;
  }
  Saga& end(Outcome outcome) {
    add(EventKind::saga_end, {.subject = 9, .outcome = outcome});
    return *this;
  }
};

TEST(SagaAtomicity, CompletedOrCompensated) {
  Saga completed;
  completed.step(0, Outcome::ok).step(1, Outcome::ok).step(2, Outcome::ok);
  completed.end(Outcome::completed).quiesce();
  expect_clean(evidence_of(completed, sagas));

  Saga compensated;
  compensated.step(0, Outcome::ok).step(1, Outcome::ok).step(2, Outcome::failed);
  compensated.undo(1).undo(0).end(Outcome::compensated).quiesce();
  expect_clean(evidence_of(compensated, sagas));
}

TEST(SagaAtomicity, EndsBetweenTheTwo) {
  Saga half;
  half.step(0, Outcome::ok).step(1, Outcome::ok).undo(1).end(Outcome::compensated);
  expect_cause(judge_one("saga_atomicity", half, sagas), Cause::compensation_missing);

  Saga unfinished;
  unfinished.step(0, Outcome::ok).end(Outcome::completed);
  expect_cause(judge_one("saga_atomicity", unfinished, sagas), Cause::compensation_missing);

  Saga stuck;
  stuck.step(0, Outcome::ok).end(Outcome::stuck);
  expect_cause(judge_one("saga_atomicity", stuck, sagas), Cause::compensation_missing);
}

TEST(SagaAtomicity, ForgottenByItsOrchestrator) {
  Saga saga;
  saga.step(0, Outcome::ok).add(EventKind::crash, {.actor = producer}).quiesce();
  const Evidence evidence = judge_one("saga_atomicity", saga, sagas);
  expect_cause(evidence, Cause::no_saga_log);
  EXPECT_EQ(evidence.first->event.subject, 9U);
}

TEST(SagaAtomicity, AnswerAfterTheEnd) {
  Saga saga;
  saga.step(0, Outcome::ok).undo(0).end(Outcome::compensated).step(1, Outcome::ok);
  Saga mended = saga;
  saga.quiesce();
  expect_cause(judge_one("saga_atomicity", saga, sagas), Cause::compensation_missing);
  mended.undo(1).quiesce();
  EXPECT_EQ(judge_one("saga_atomicity", mended, sagas).violations, 0U);
}

TEST(SagaOrder, InReverse) {
  Saga saga;
  saga.step(0, Outcome::ok).step(1, Outcome::ok).undo(0).undo(1);
  const Evidence evidence = judge_one("saga_order", saga, sagas);
  EXPECT_EQ(evidence.violations, 1U);
  EXPECT_EQ(evidence.exercised, 2U);
  expect_cause(evidence, Cause::compensation_order);

  Saga again;
  again.step(0, Outcome::ok).step(1, Outcome::ok).undo(1).undo(1).undo(0);
  EXPECT_EQ(judge_one("saga_order", again, sagas).violations, 0U) << "undone twice after a crash";
}

}  // namespace
}  // namespace eventarch::simulation
