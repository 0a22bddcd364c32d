/// Loss, repetition, order and positions, on histories written by hand.

#include <gtest/gtest.h>

#include "simulation/history_builder.hpp"

namespace eventarch::simulation {
namespace {

TEST(NoLoss, HoldsWhereEverythingIsProcessedOrSetAside) {
  History history;
  history.stored(0, 0).stored(1, 1).processed(0, 0);
  history.deliver(1, 1).effect(1, 1, Outcome::failed_for_good);
  history.dead_letter(1, 1, Outcome::failed_for_good).commit(2).quiesce();
  const Evidence evidence = judge_one("no_loss", history, at_least_once);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 2U);
}

TEST(NoLoss, CommitBeforeEffectAndCrash) {
  History history;
  history.stored(0, 0).deliver(0, 0).commit(1).add(EventKind::crash, {.actor = consumer}).quiesce();
  const Evidence evidence = judge_one("no_loss", history, at_least_once);
  EXPECT_EQ(evidence.violations, 1U);
  expect_cause(evidence, Cause::commit_before_effect);
  EXPECT_EQ(evidence.first->event.message, 0U);
  EXPECT_EQ(evidence.first->event.group, group);
}

TEST(NoLoss, IsJudgedAtRestOnly) {
  History history;
  history.stored(0, 0).deliver(0, 0).commit(1).add(EventKind::horizon, {});
  EXPECT_EQ(judge_one("no_loss", history, at_least_once).violations, 0U);
  EXPECT_FALSE(evidence_of(history, at_least_once).rested);
}

TEST(NoLoss, LeaderAcknowledgedAndLostTheRecord) {
  History history;
  history.stored(0, 0).stored(1, 1);
  history.add(EventKind::elect, {.value = 1, .partition = 0, .epoch = 2, .actor = other_replica});
  history.processed(0, 0).commit(1).quiesce();
  const Evidence evidence = judge_one("no_loss", history, at_least_once);
  EXPECT_EQ(evidence.violations, 1U);
  expect_cause(evidence, Cause::acknowledged_before_replicated);
}

TEST(NoLoss, UncleanLeader) {
  History history;
  history.stored(0, 0);
  history.add(EventKind::high_watermark, {.value = 1, .partition = 0, .epoch = 1});
  history.add(EventKind::elect, {.value = 0,
                                 .partition = 0,
                                 .epoch = 2,
                                 .actor = other_replica,
                                 .outcome = Outcome::unclean});
  history.quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once), Cause::unclean_election);
}

TEST(NoLoss, ReplicasRestartWithoutWhatTheyHadAcknowledged) {
  History history;
  history.stored(0, 0);
  history.add(EventKind::high_watermark, {.value = 1, .partition = 0, .epoch = 1});
  history.add(EventKind::truncate, {.value = 0, .partition = 0, .actor = replica}).quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once), Cause::unwritten_records_lost);
}

TEST(NoLoss, TheOnlyCopyIsLost) {
  History history;
  history.stored(0, 0);
  history.add(EventKind::high_watermark, {.value = 1, .partition = 0, .epoch = 1});
  history
      .add(EventKind::truncate,
           {.value = 0, .partition = 0, .actor = replica, .outcome = Outcome::alone})
      .quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once), Cause::only_copy_lost);
}

TEST(NoLoss, AQueueTellsEachMessageThatItsNewLeaderLacks) {
  const Promises promises{.every_message_handled = true};
  for (const auto& [outcome, cause] :
       {std::pair{Outcome::none, Cause::acknowledged_before_replicated},
        std::pair{Outcome::committed, Cause::unwritten_records_lost},
        std::pair{Outcome::unclean, Cause::unclean_election},
        std::pair{Outcome::alone, Cause::only_copy_lost}}) {
    History history;
    history.stored(0, 0);
    history.add(EventKind::truncate, {.message = 0, .partition = 0, .outcome = outcome}).quiesce();
    expect_cause(judge_one("no_loss", history, promises, one_queue()), cause);
    EXPECT_EQ(judge_one("eventual_delivery", history, promises, one_queue()).violations, 0U);
  }
}

TEST(NoLoss, ACopyInAQueueMayGoWhileTheOtherStays) {
  History history;
  history.stored(0, 0).append(0, 0);
  history.add(EventKind::truncate, {.message = 0, .partition = 0}).quiesce();
  const Promises promises{.every_message_handled = true};
  EXPECT_EQ(judge_one("no_loss", history, promises, one_queue()).violations, 0U);
  expect_cause(judge_one("eventual_delivery", history, promises, one_queue()),
               Cause::never_delivered);
}

TEST(NoLoss, ResentAfterTheTruncationIsNotLost) {
  History history;
  history.send(0).append(0, 0);
  history.add(EventKind::elect, {.value = 0, .partition = 0, .epoch = 2, .actor = other_replica});
  history.append(0, 0, nothing, 2).send_ok(0).processed(0, 0).commit(1).quiesce();
  expect_clean(evidence_of(history, {.every_message_handled = true,
                                     .effects_once = true,
                                     .appended_once = true,
                                     .acknowledged_survives = true}));
}

TEST(NoLoss, ReplacedLeaderAcknowledgesWhatIsInNoLog) {
  History history;
  history.add(EventKind::elect, {.value = 0, .partition = 0, .epoch = 2, .actor = other_replica});
  history.send(0).append(0, 0, nothing, 1).send_ok(0).quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once), Cause::acknowledged_before_replicated);
}

TEST(NoLoss, ConfirmedWithoutBeingStored) {
  History history;
  history.send(0).send_ok(0).quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once), Cause::acknowledged_before_stored);

  History stored_later;
  stored_later.send(0).send_ok(0).append(0, 0);
  stored_later.add(EventKind::elect, {.value = 0, .partition = 0, .epoch = 2}).quiesce();
  expect_cause(judge_one("no_loss", stored_later, at_least_once),
               Cause::acknowledged_before_stored);
}

TEST(NoLoss, DeletedByAge) {
  History history;
  history.stored(0, 0).stored(1, 1);
  history.add(EventKind::retention, {.value = 1, .partition = 0});
  history.processed(1, 1).commit(2).quiesce();
  const Evidence evidence = judge_one("no_loss", history, at_least_once);
  EXPECT_EQ(evidence.violations, 1U);
  expect_cause(evidence, Cause::retention_too_short);
}

TEST(NoLoss, DeletedByAgeAfterAllHaveReadItIsNormal) {
  History history;
  history.stored(0, 0).processed(0, 0).commit(1);
  history.add(EventKind::retention, {.value = 1, .partition = 0}).quiesce();
  expect_clean(evidence_of(history, at_least_once));
}

TEST(NoLoss, DroppedByTheBroker) {
  const auto lost = [](Outcome outcome) {
    History history;
    history.stored(0, 0);
    history.add(EventKind::drop, {.message = 0, .partition = 0, .outcome = outcome}).quiesce();
    return judge_one("no_loss", history, at_least_once, one_queue());
  };
  expect_cause(lost(Outcome::expired), Cause::message_expired);
  expect_cause(lost(Outcome::overflow), Cause::queue_overflow);
  expect_cause(lost(Outcome::silent), Cause::dropped_silently);
  EXPECT_EQ(lost(Outcome::silent).violations, 1U) << "told once, not again at rest";
}

TEST(NoLoss, AcknowledgedAfterTheLastFailedAttempt) {
  History history;
  history.stored(0, 0).deliver(0, 0).effect(0, 0, Outcome::failed).acknowledge(0).quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once, one_queue()),
               Cause::dropped_after_failures);
}

TEST(NoLoss, MarkedBeforeTheEffect) {
  History history;
  history.stored(0, 0).deliver(0, 0);
  history.add(EventKind::remember, {.message = 0, .actor = consumer, .group = group});
  history.add(EventKind::crash, {.actor = consumer}).deliver(0, 0, 2);
  history.add(EventKind::skip_duplicate, {.message = 0, .actor = consumer, .group = group});
  history.commit(1).quiesce();
  expect_cause(judge_one("no_loss", history, at_least_once), Cause::marked_before_effect);
}

TEST(NoLoss, UnknownSendMayAppearOrNot) {
  History history;
  history.send(0).add(EventKind::send_unknown, {.message = 0, .actor = producer});
  history.send(1).append(1, 0).add(EventKind::send_unknown, {.message = 1, .actor = producer});
  history.processed(1, 0).commit(1).quiesce();
  expect_clean(evidence_of(history, {.every_message_handled = true, .appended_once = true}));
}

TEST(NoLoss, FailedAndAbortedSendsOweNothing) {
  History history;
  history.begin(0).send(0, 0).append(0, 0, 0).send_ok(0);
  history.decide(EventKind::transaction_abort, 0);
  history.add(EventKind::marker, {.value = 1, .partition = 0, .subject = 0});
  history.send(1).add(EventKind::send_fail, {.message = 1, .actor = producer});
  history.assign(0).stored(2, 2).processed(2, 2).commit(3).quiesce();
  expect_clean(evidence_of(history, {.every_message_handled = true, .transactions = true},
                           one_log_read_committed()));
}

TEST(NoLoss, EachGroupHasItsOwn) {
  Layout layout = one_log();
  layout.groups.push_back(layout.groups[0]);
  layout.topics[0].groups = 3;
  History history;
  history.stored(0, 0).processed(0, 0, 0).commit(1, 0).commit(1, 1).quiesce();
  const Evidence evidence = judge_one("no_loss", history, at_least_once, layout);
  EXPECT_EQ(evidence.violations, 1U);
  EXPECT_EQ(evidence.first->event.group, 1U);
}

TEST(NoLoss, GroupsOfOtherTopicsOweNothing) {
  Layout layout = one_log();
  layout.groups.push_back(layout.groups[0]);  // reads nothing
  History history;
  history.stored(0, 0).processed(0, 0).commit(1).quiesce();
  expect_clean(evidence_of(history, at_least_once, layout));
}

TEST(EventualDelivery, LeftInTheLog) {
  History history;
  history.stored(0, 0).quiesce();
  const RunEvidence evidence = evidence_of(history, at_least_once);
  expect_cause(evidence.invariants.at(*find_invariant("eventual_delivery")),
               Cause::never_delivered);
  EXPECT_EQ(evidence.invariants.at(*find_invariant("no_loss")).violations, 0U);
}

TEST(NoPhantom, DeliveredButNeverSent) {
  History history;
  history.stored(0, 0).deliver(0, 0).deliver(7, 1);
  const Evidence evidence = judge_one("no_phantom", history, {});
  EXPECT_EQ(evidence.violations, 1U);
  EXPECT_EQ(evidence.exercised, 2U);
  expect_cause(evidence, Cause::unknown_message);
}

TEST(NoDuplicateAppend, ResendIsStoredTwice) {
  History history;
  history.send(0).append(0, 0).append(0, 1).send_ok(0);
  expect_cause(judge_one("no_duplicate_append", history, {.appended_once = true}),
               Cause::sent_twice);
}

TEST(NoDuplicateAppend, CopiesInRetryTopicsAreNone) {
  History history;
  history.stored(0, 0).deliver(0, 0).effect(0, 0, Outcome::failed);
  history.add(EventKind::append, {.message = 0, .partition = 0, .group = group});
  history.commit(1).effect(0, 0, Outcome::ok, 2).quiesce();
  expect_clean(evidence_of(history, {.every_message_handled = true, .appended_once = true}));
}

constexpr Promises exactly_once{.every_message_handled = true, .effects_once = true};

TEST(NoDuplicateEffect, RedeliveryAloneIsNone) {
  History history;
  history.stored(0, 0).processed(0, 0).add(EventKind::crash, {.actor = consumer});
  history.deliver(0, 0, 1, other_consumer);
  history.add(EventKind::skip_duplicate, {.message = 0, .actor = other_consumer, .group = group});
  history.commit(1).quiesce();
  const RunEvidence evidence = evidence_of(history, exactly_once);
  expect_clean(evidence);
  EXPECT_EQ(evidence.invariants.at(*find_invariant("no_duplicate_effect")).exercised, 1U);
}

TEST(NoDuplicateEffect, RepeatedEffectIsNoViolationWhereOnlyAtLeastOnceIsPromised) {
  History history;
  history.stored(0, 0).processed(0, 0).processed(0, 0).commit(1).quiesce();
  expect_clean(evidence_of(history, at_least_once));
}

TEST(NoDuplicateEffect, CausesAreToldApart) {
  const auto start = [] {
    History history;
    history.stored(0, 0).processed(0, 0);
    return history;
  };
  const auto judge_again = [](History& history, Promises promises = exactly_once) {
    history.processed(0, 0);
    return judge_one("no_duplicate_effect", history, promises);
  };
  History bare = start();
  expect_cause(judge_again(bare), Cause::no_deduplication);

  History marked_after = start();
  expect_cause(judge_again(marked_after, {.effects_once = true, .deduplication_time = 1}),
               Cause::marked_after_effect);

  History expired = start();
  expired.add(EventKind::remember, {.message = 0, .group = group});
  expired.add(EventKind::forget, {.message = 0, .group = group, .outcome = Outcome::expired});
  expect_cause(judge_again(expired), Cause::deduplication_expired);

  History lost = start();
  lost.add(EventKind::forget, {.message = 0, .group = group, .outcome = Outcome::silent});
  expect_cause(judge_again(lost), Cause::deduplication_lost);

  History twice = start();
  twice.append(0, 1);
  expect_cause(judge_again(twice), Cause::sent_twice);
}

constexpr Promises key_order{.order_per_key = true};

TEST(PerKeyOrder, InOrderWithGapsAndRepetitions) {
  History history;
  for (std::uint32_t nth = 0; nth < 4; ++nth) history.stored(nth, nth);
  history.processed(0, 0).deliver(1, 1).effect(1, 1, Outcome::failed_for_good);
  history.dead_letter(1, 1, Outcome::failed_for_good);      // a gap, no inversion
  history.processed(2, 2).processed(0, 0).processed(3, 3);  // 0 again: not its first effect
  const Evidence evidence = judge_one("per_key_order", history, key_order);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 2U);
}

TEST(PerKeyOrder, KeysDoNotMixUp) {
  History history;
  history.stored(0, 0).stored(1, 1).stored(100, 2).stored(101, 3);
  history.processed(0, 0).processed(1, 1).processed(100, 2).processed(101, 3);
  EXPECT_EQ(judge_one("per_key_order", history, key_order).violations, 0U);
}

TEST(PerKeyOrder, CausesAreToldApart) {
  History resent;
  resent.send(0).send(1).append(1, 0).append(0, 1).send_ok(0).send_ok(1);
  resent.processed(1, 0).processed(0, 1);
  const Evidence evidence = judge_one("per_key_order", resent, key_order);
  expect_cause(evidence, Cause::resend_overtaken);
  EXPECT_EQ(evidence.first->event.message, 0U);
  EXPECT_EQ(evidence.first->other_nth, 1U);

  History retried;
  retried.stored(0, 0).stored(1, 1).deliver(0, 0).effect(0, 0, Outcome::failed).processed(1, 1);
  retried.deliver(0, 0, 2).effect(0, 0, Outcome::ok, 2);
  expect_cause(judge_one("per_key_order", retried, key_order), Cause::retry_overtaken);

  History at_once;
  at_once.stored(0, 0).stored(1, 1).deliver(0, 0).deliver(1, 1, 1, other_consumer);
  at_once.effect(1, 1, Outcome::ok, 1, other_consumer).effect(0, 0);
  expect_cause(judge_one("per_key_order", at_once, key_order), Cause::consumers_side_by_side);
}

TEST(PerKeyOrder, AReplacedConsumerTakesEffectLate) {
  History history;
  history.stored(0, 0).stored(1, 1).assign(0).deliver(0, 0).commit(1);
  history.assign(1, other_consumer).deliver(1, 1, 1, other_consumer);
  history.effect(1, 1, Outcome::ok, 1, other_consumer).effect(0, 0);
  expect_cause(judge_one("per_key_order", history, key_order), Cause::zombie_not_fenced);

  History same_again;  // the partition came back to it meanwhile
  same_again.stored(0, 0).stored(1, 1).assign(0).deliver(0, 0).commit(1);
  same_again.assign(1, other_consumer).assign(1).processed(1, 1).effect(0, 0);
  expect_cause(judge_one("per_key_order", same_again, key_order), Cause::zombie_not_fenced);
}

constexpr Promises all_order{.order_of_all = true};

TEST(GlobalOrder, LogOrderIsTheOrder) {
  History history;
  history.stored(0, 0).stored(1, 1).stored(2, 2);
  history.processed(0, 0).processed(1, 1).processed(2, 2);
  EXPECT_EQ(judge_one("global_order", history, all_order).violations, 0U);
  history.processed(1, 1);  // again
  EXPECT_EQ(judge_one("global_order", history, all_order).violations, 0U);
}

TEST(GlobalOrder, KeysMustNotOvertakeEachOther) {
  History history;
  history.stored(0, 0).stored(1, 1).processed(1, 1).processed(0, 0);
  const Evidence evidence = judge_one("global_order", history, all_order);
  EXPECT_EQ(evidence.violations, 1U);
  EXPECT_EQ(evidence.first->other, 1U);
}

/// Messages of a topic of two partitions.
class TwoPartitions {
 public:
  TwoPartitions& send(std::uint32_t message, std::uint32_t key, std::uint32_t partition) {
    return add(EventKind::send, message, key, partition, nobody);
  }
  TwoPartitions& append(std::uint32_t message, std::uint32_t key, std::uint32_t partition) {
    return add(EventKind::append, message, key, partition, nobody);
  }
  TwoPartitions& processed(std::uint32_t message, std::uint32_t key, std::uint32_t partition) {
    return add(EventKind::deliver, message, key, partition, group)
        .add(EventKind::effect, message, key, partition, group);
  }
  [[nodiscard]] Evidence judged() const {
    Layout layout = one_log();
    layout.topics[0].partitions = 2;
    return judge_one("global_order", history_, all_order, layout);
  }

 private:
  TwoPartitions& add(EventKind kind, std::uint32_t message, std::uint32_t key,
                     std::uint32_t partition, std::uint16_t of) {
    history_.add(kind, {.message = message,
                        .key = key,
                        .partition = partition,
                        .epoch = 1,
                        .actor = kind == EventKind::send     ? producer
                                 : kind == EventKind::append ? replica
                                                             : consumer,
                        .group = of,
                        .attempt = 1,
                        .outcome = kind == EventKind::effect ? Outcome::ok : Outcome::none});
    return *this;
  }
  History history_;
};

// From the start, and not since some were added: then a key would be in another than before.
TEST(GlobalOrder, SeveralPartitionsKeepNone) {
  TwoPartitions apart;
  apart.send(0, 0, 0).append(0, 0, 0).send(1, 1, 1).append(1, 1, 1);
  expect_cause(apart.processed(1, 1, 1).processed(0, 0, 0).judged(), Cause::several_partitions);

  TwoPartitions slower;  // the first one of a producer is the second to be stored
  slower.send(0, 0, 0).send(1, 1, 1).append(1, 1, 1).append(0, 0, 0);
  expect_cause(slower.processed(1, 1, 1).processed(0, 0, 0).judged(), Cause::several_partitions);

  TwoPartitions added;
  added.send(0, 0, 0).append(0, 0, 0).send(1, 0, 1).append(1, 0, 1);
  expect_cause(added.processed(1, 0, 1).processed(0, 0, 0).judged(), Cause::key_moved);
}

TEST(GlobalOrder, OneProducerIsStoredOutOfOrder) {
  History history;
  history.send(0).send(1).append(1, 0).append(0, 1).processed(1, 0).processed(0, 1);
  expect_cause(judge_one("global_order", history, all_order), Cause::resend_overtaken);
}

TEST(OffsetAgreement, OneOffsetTwoMessages) {
  History history;
  history.stored(0, 0).send(1).append(1, 0);
  expect_cause(judge_one("offset_agreement", history, durable), Cause::log_diverged);

  History read;
  read.stored(0, 0).stored(1, 1).deliver(1, 0);
  expect_cause(judge_one("offset_agreement", read, durable), Cause::log_diverged);
}

TEST(OffsetAgreement, WhatWasCutOffMayBeWrittenAgain) {
  History history;
  history.send(0).append(0, 0);
  history.add(EventKind::elect, {.value = 0, .partition = 0, .epoch = 2, .actor = other_replica});
  history.send(1).append(1, 0, nothing, 2).deliver(1, 0);
  EXPECT_EQ(judge_one("offset_agreement", history, durable).violations, 0U);
}

TEST(NoPollSkip, ARecordIsLeftOut) {
  History history;
  history.stored(0, 0).stored(1, 1).stored(2, 2).assign(0).deliver(0, 0).deliver(2, 2);
  const Evidence evidence = judge_one("no_poll_skip", history, at_least_once);
  EXPECT_EQ(evidence.violations, 1U);
  EXPECT_EQ(evidence.first->other, 1U);
}

TEST(NoPollSkip, MarkersAndAbortedRecordsAreNoRecords) {
  History history;
  history.assign(0).begin(0).send(0, 0).append(0, 0, 0);
  history.decide(EventKind::transaction_abort, 0);
  history.add(EventKind::marker, {.value = 1, .partition = 0, .subject = 0});
  history.stored(1, 2).deliver(1, 2);
  EXPECT_EQ(judge_one("no_poll_skip", history, at_least_once, one_log_read_committed()).violations,
            0U);
}

TEST(NoPollSkip, ANewAssignmentMayStartAnywhere) {
  History history;
  history.stored(0, 0).stored(1, 1).assign(0).deliver(0, 0).assign(1, other_consumer);
  history.deliver(1, 1, 1, other_consumer);
  const RunEvidence evidence =
      evidence_of(history, {.every_message_handled = true, .order_per_key = true});
  EXPECT_EQ(evidence.invariants.at(*find_invariant("no_poll_skip")).violations, 0U);
  EXPECT_EQ(evidence.invariants.at(*find_invariant("monotonic_poll")).violations, 0U);
}

TEST(MonotonicPoll, GoesBack) {
  History history;
  history.stored(0, 0).stored(1, 1).assign(0).deliver(0, 0).deliver(1, 1).deliver(0, 0);
  expect_cause(judge_one("monotonic_poll", history, key_order), Cause::position_wrong);
}

TEST(MonotonicPoll, TryingARecordAgainIsNoStepBack) {
  History history;
  history.stored(0, 0).stored(1, 1).assign(0).deliver(0, 0).deliver(0, 0, 2).deliver(1, 1);
  EXPECT_EQ(judge_one("monotonic_poll", history, key_order).violations, 0U);
}

TEST(MonotonicPoll, WhatAReplacedConsumerStillHoldsIsNotItsAssignment) {
  History history;
  history.stored(0, 0).stored(1, 1).assign(0).deliver(0, 0).deliver(1, 1);
  history.assign(0, other_consumer).deliver(0, 0, 1, other_consumer).deliver(1, 1);
  EXPECT_EQ(judge_one("monotonic_poll", history, key_order).violations, 0U);
}

TEST(CommitNotAhead, ShowsWithoutAnyCrash) {
  History history;
  history.stored(0, 0).stored(1, 1).deliver(0, 0).commit(2).effect(0, 0).processed(1, 1).quiesce();
  const RunEvidence evidence = evidence_of(history, at_least_once);
  const Evidence& ahead = evidence.invariants.at(*find_invariant("commit_not_ahead"));
  EXPECT_EQ(ahead.violations, 1U);
  EXPECT_EQ(ahead.exercised, 2U);
  expect_cause(ahead, Cause::commit_before_effect);
  EXPECT_EQ(evidence.invariants.at(*find_invariant("no_loss")).violations, 0U);
}

TEST(CommitNotAhead, DeadLettersParkedAndSkippedRecordsAreDone) {
  History history;
  history.stored(0, 0).stored(1, 1).stored(2, 2);
  history.deliver(0, 0).effect(0, 0, Outcome::failed_for_good);
  history.dead_letter(0, 1, Outcome::failed_for_good);
  history.add(EventKind::append, {.message = 1, .partition = 0, .group = group});
  history.processed(2, 2).deliver(2, 2);
  history.add(EventKind::skip_duplicate, {.message = 2, .actor = consumer, .group = group});
  history.commit(3);
  EXPECT_EQ(judge_one("commit_not_ahead", history, at_least_once).violations, 0U);
}

TEST(CommitNotAhead, QueuesAcknowledgeOneByOne) {
  History history;
  history.stored(0, 0).deliver(0, 0).acknowledge(0).effect(0, 0).quiesce();
  expect_cause(judge_one("commit_not_ahead", history, at_least_once, one_queue()),
               Cause::commit_before_effect);
}

}  // namespace
}  // namespace eventarch::simulation
