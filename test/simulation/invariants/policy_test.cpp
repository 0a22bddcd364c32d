/// Retries, dead letters, breakers and liveness, on histories written by hand.

#include <gtest/gtest.h>

#include "simulation/history_builder.hpp"

namespace eventarch::simulation {
namespace {

constexpr std::uint64_t second = 1000 * millisecond;

Promises with_retries() {
  return {.retry = RetrySchedule{.attempts_max = 5,
                                 .initial_wait = second,
                                 .wait_max = 60 * second,
                                 .multiplier = 2,
                                 .jitter = 0.2},
          .dead_letters = true};
}

/// Message 0 fails `failures` times and is set aside, which says that it was `told` times.
History failing(std::uint16_t failures, std::uint16_t told) {
  History history;
  history.stored(0, 0);
  for (std::uint16_t attempt = 1; attempt <= failures; ++attempt) {
    history.deliver(0, 0, attempt).effect(0, 0, Outcome::failed, attempt);
  }
  return history.dead_letter(0, told);
}

constexpr std::string_view after_max = "dead_letter_after_max_attempts";

TEST(DeadLetterAfterMaxAttempts, CountsAttempts) {
  const Evidence exact = judge_one(after_max, failing(5, 5), with_retries());
  EXPECT_EQ(exact.violations, 0U);
  EXPECT_EQ(exact.exercised, 1U);
  expect_cause(judge_one(after_max, failing(4, 4), with_retries()), Cause::wrong_attempt_count);
  expect_cause(judge_one(after_max, failing(6, 6), with_retries()), Cause::wrong_attempt_count);
  expect_cause(judge_one(after_max, failing(4, 5), with_retries()), Cause::wrong_attempt_count);
}

TEST(DeadLetterAfterMaxAttempts, ACrashStartsTheCountOfAConsumerAnew) {
  History history;
  history.stored(0, 0).deliver(0, 0).effect(0, 0, Outcome::failed);
  history.add(EventKind::crash, {.actor = consumer});
  for (std::uint16_t attempt = 1; attempt <= 5; ++attempt) {
    history.deliver(0, 0, attempt).effect(0, 0, Outcome::failed, attempt);
  }
  history.dead_letter(0, 5);
  EXPECT_EQ(judge_one(after_max, history, with_retries()).violations, 0U);
}

TEST(DeadLetterAfterMaxAttempts, ABrokerCountsDeliveriesThatEndInACrash) {
  Promises promises = with_retries();
  History history;
  history.stored(0, 0).deliver(0, 0).add(EventKind::crash, {.actor = consumer});
  for (std::uint16_t attempt = 2; attempt <= 5; ++attempt) {
    history.deliver(0, 0, attempt).effect(0, 0, Outcome::failed, attempt);
  }
  history.dead_letter(0, 5);
  expect_cause(judge_one(after_max, history, promises), Cause::wrong_attempt_count);
  promises.retry->counted_by_deliveries = true;
  EXPECT_EQ(judge_one(after_max, history, promises).violations, 0U);
}

TEST(DeadLetterAfterMaxAttempts, StoredTwiceAfterACrashIsNormal) {
  History history = failing(5, 5);
  history.add(EventKind::crash, {.actor = consumer}).dead_letter(0, 5);
  EXPECT_EQ(judge_one(after_max, history, with_retries()).violations, 0U);
}

TEST(DeadLetterAfterMaxAttempts, AtOnceWhereNoRetryHelps) {
  History history;
  history.stored(0, 0).deliver(0, 0).effect(0, 0, Outcome::failed_for_good);
  History retried = history;
  history.dead_letter(0, 1, Outcome::failed_for_good);
  EXPECT_EQ(judge_one(after_max, history, with_retries()).violations, 0U);
  retried.retry(0, 1, second);
  expect_cause(judge_one(after_max, retried, with_retries()), Cause::retried_for_good_failure);
}

TEST(DeadLetterExclusive, BothWays) {
  History applied_first;
  applied_first.stored(0, 0).processed(0, 0).dead_letter(0, 5);
  expect_cause(judge_one("dead_letter_exclusive", applied_first, with_retries()),
               Cause::dead_letter_not_final);
  History dead_first = failing(5, 5);
  dead_first.processed(0, 0);
  expect_cause(judge_one("dead_letter_exclusive", dead_first, with_retries()),
               Cause::dead_letter_not_final);
  EXPECT_EQ(judge_one("dead_letter_exclusive", failing(5, 5), with_retries()).violations, 0U);
}

std::uint64_t violations_of_wait(std::uint16_t attempt, std::uint64_t wait,
                                 const Promises& promises) {
  History history;
  history.stored(0, 0).retry(0, attempt, wait);
  return judge_one("retry_schedule", history, promises).violations;
}

TEST(RetrySchedule, WaitsWithinTheirJitter) {
  const Promises promises = with_retries();
  for (std::uint16_t attempt = 1; attempt <= 4; ++attempt) {
    const std::uint64_t nominal = second << (attempt - 1);
    EXPECT_EQ(violations_of_wait(attempt, nominal, promises), 0U);
    EXPECT_EQ(violations_of_wait(attempt, nominal * 8 / 10, promises), 0U);
    EXPECT_EQ(violations_of_wait(attempt, nominal * 12 / 10, promises), 0U);
    EXPECT_EQ(violations_of_wait(attempt, nominal * 79 / 100, promises), 1U);
    EXPECT_EQ(violations_of_wait(attempt, nominal * 121 / 100, promises), 1U);
  }
  EXPECT_EQ(violations_of_wait(5, 16 * second, promises), 1U) << "five attempts have four waits";
}

TEST(RetrySchedule, LimitComesBeforeJitter) {
  Promises promises = with_retries();
  promises.retry->attempts_max = 10;
  EXPECT_EQ(violations_of_wait(8, 72 * second, promises), 0U);
  EXPECT_EQ(violations_of_wait(8, 73 * second, promises), 1U);
}

TEST(RetrySchedule, OtherForms) {
  Promises promises = with_retries();
  promises.retry->form = Jitter::full;
  EXPECT_EQ(violations_of_wait(3, 0, promises), 0U);
  EXPECT_EQ(violations_of_wait(3, 5 * second, promises), 1U);
  promises.retry->form = Jitter::equal;
  EXPECT_EQ(violations_of_wait(3, 2 * second, promises), 0U);
  EXPECT_EQ(violations_of_wait(3, second, promises), 1U);
  promises.retry->form = Jitter::decorrelated;
  EXPECT_EQ(violations_of_wait(2, 9 * second, promises), 0U);
  EXPECT_EQ(violations_of_wait(2, 10 * second, promises), 1U);
  promises.retry->form = Jitter::around;
  promises.retry->linear = true;
  EXPECT_EQ(violations_of_wait(3, 3 * second, promises), 0U);
  EXPECT_EQ(violations_of_wait(3, 4 * second, promises), 1U);
  promises.retry->granularity = second;
  EXPECT_EQ(violations_of_wait(3, 4 * second, promises), 0U) << "a broker's timer may be late";
}

/// For 60 seconds: a request every 100 ms, with so many calls.
History calling(int calls) {
  History history;
  for (int count = 0; count < 600; ++count) {
    history.add(EventKind::request, {.subject = 0});
    for (int call = 0; call < calls; ++call) {
      history.add(EventKind::call, {.subject = 0, .outcome = Outcome::started});
      history.add(EventKind::call, {.subject = 0, .outcome = Outcome::failed});
    }
    history.wait(100 * millisecond);
  }
  return history;
}

TEST(AmplificationBound, CallsOverRequests) {
  const Promises promises{.amplification = AmplificationLimit{.factor = 2, .calls_min = 50}};
  const Evidence within = judge_one("amplification_bound", calling(2), promises);
  EXPECT_EQ(within.violations, 0U);
  EXPECT_GT(within.exercised, 30U);
  expect_cause(judge_one("amplification_bound", calling(3), promises), Cause::retries_multiply);
}

TEST(AmplificationBound, FewCallsAreNotJudged) {
  const Promises promises{.amplification = AmplificationLimit{.factor = 1, .calls_min = 10'000}};
  const Evidence evidence = judge_one("amplification_bound", calling(3), promises);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 0U);
}

const Promises with_breaker{
    .breaker = BreakerRules{.failures_to_open = 2, .open_time = second, .trials_max = 1}};

class Calls : public History {
 public:
  Calls& call(Outcome outcome, std::uint32_t epoch) {
    add(EventKind::call, {.subject = 0, .epoch = epoch, .actor = consumer, .outcome = outcome});
    return *this;
  }
  Calls& failed(std::uint32_t epoch) {
    return call(Outcome::started, epoch).call(Outcome::failed, epoch);
  }
  Calls& becomes(Outcome state, std::uint32_t epoch) {
    add(EventKind::breaker, {.subject = 0, .epoch = epoch, .outcome = state});
    return *this;
  }
  /// Closed, two failures, open.
  Calls& opened() { return failed(0).failed(0).becomes(Outcome::open, 1); }
};

TEST(BreakerLegal, WholeRound) {
  Calls calls;
  calls.opened().call(Outcome::rejected, 1).wait(second);
  calls.becomes(Outcome::half_open, 2).call(Outcome::started, 2).call(Outcome::rejected, 2);
  calls.call(Outcome::ok, 2).becomes(Outcome::closed, 3).call(Outcome::started, 3).quiesce();
  expect_clean(evidence_of(calls, with_breaker));
  EXPECT_EQ(judge_one("breaker_legal", calls, with_breaker).exercised, 3U);
}

TEST(BreakerLegal, CallsThatPassAnOpenBreaker) {
  Calls calls;
  calls.opened().call(Outcome::started, 1);
  expect_cause(judge_one("breaker_legal", calls, with_breaker), Cause::breaker_ignored);
}

TEST(BreakerLegal, TooManyTrials) {
  Calls calls;
  calls.opened().wait(second);
  calls.becomes(Outcome::half_open, 2).call(Outcome::started, 2).call(Outcome::started, 2);
  EXPECT_EQ(judge_one("breaker_legal", calls, with_breaker).violations, 1U);
}

TEST(BreakerLegal, ChangesAgainstItsRules) {
  Calls too_soon;
  too_soon.opened().becomes(Outcome::half_open, 2);
  EXPECT_EQ(judge_one("breaker_legal", too_soon, with_breaker).violations, 1U);

  Calls too_few;
  too_few.failed(0).becomes(Outcome::open, 1);
  EXPECT_EQ(judge_one("breaker_legal", too_few, with_breaker).violations, 1U);

  Calls not_in_a_row;
  not_in_a_row.failed(0).call(Outcome::started, 0).call(Outcome::ok, 0).failed(0);
  not_in_a_row.becomes(Outcome::open, 1);
  EXPECT_EQ(judge_one("breaker_legal", not_in_a_row, with_breaker).violations, 1U);

  Calls business_errors;
  business_errors.call(Outcome::failed_for_good, 0).call(Outcome::failed_for_good, 0);
  business_errors.becomes(Outcome::open, 1);
  EXPECT_EQ(judge_one("breaker_legal", business_errors, with_breaker).violations, 1U);

  Calls shortcut;
  shortcut.opened().becomes(Outcome::closed, 2);
  EXPECT_EQ(judge_one("breaker_legal", shortcut, with_breaker).violations, 1U);
}

TEST(BreakerLegal, StaleResultsDoNotCount) {
  Calls calls;
  calls.opened().wait(second);
  calls.becomes(Outcome::half_open, 2).becomes(Outcome::closed, 3);
  calls.call(Outcome::failed, 0).call(Outcome::failed, 0).becomes(Outcome::open, 4);
  EXPECT_EQ(judge_one("breaker_legal", calls, with_breaker).violations, 1U);
}

TEST(BreakerRecovers, RejectsAfterItsOpenTime) {
  Calls calls;
  calls.opened().wait(second);
  calls.call(Outcome::rejected, 1);
  expect_cause(judge_one("breaker_recovers", calls, with_breaker), Cause::breaker_stuck);
}

TEST(BreakerRecovers, ATrialThatNeverComesBack) {
  Calls calls;
  calls.opened().wait(second);
  calls.becomes(Outcome::half_open, 2).call(Outcome::started, 2).quiesce();
  expect_cause(judge_one("breaker_recovers", calls, with_breaker), Cause::breaker_stuck);
}

TEST(BreakerRecovers, OpenAtRestWithoutCallsIsNormal) {
  Calls calls;
  calls.opened().wait(10 * second).quiesce();
  const Evidence evidence = judge_one("breaker_recovers", calls, with_breaker);
  EXPECT_EQ(evidence.violations, 0U);
  EXPECT_EQ(evidence.exercised, 1U);
}

TEST(DeduplicationWindow, RedeliveryAndTimeToLive) {
  const Promises promises{.deduplication_time = second};
  const auto age = [&](std::uint64_t ns) {
    History history;
    history.stored(0, 0).processed(0, 0).add(EventKind::skip_duplicate,
                                             {.value = ns, .message = 0, .group = group});
    return judge_one("deduplication_window", history, promises);
  };
  EXPECT_EQ(age(second - 1).violations, 0U);
  EXPECT_EQ(age(second - 1).exercised, 1U);
  expect_cause(age(second), Cause::deduplication_expired);

  History gone;
  gone.stored(0, 0).processed(0, 0);
  gone.add(EventKind::forget, {.message = 0, .group = group, .outcome = Outcome::expired});
  expect_cause(judge_one("deduplication_window", gone, promises), Cause::deduplication_expired);
}

TEST(NoLivelock, FailsForEver) {
  const Promises promises{.failures_max = 3};
  History history;
  history.stored(0, 0);
  for (int count = 0; count < 3; ++count) history.effect(0, 0, Outcome::failed);
  EXPECT_EQ(judge_one("no_livelock", history, promises).violations, 0U);
  History mended = history;
  history.effect(0, 0, Outcome::failed).effect(0, 0, Outcome::failed);
  const Evidence evidence = judge_one("no_livelock", history, promises);
  expect_cause(evidence, Cause::endless_retries);
  EXPECT_EQ(evidence.violations, 1U) << "told once a message";
  mended.effect(0, 0);
  EXPECT_EQ(judge_one("no_livelock", mended, promises).violations, 0U);
}

TEST(RebalanceCompletes, BeginsAndEnds) {
  const Promises promises{.every_message_handled = true};
  History history;
  history.add(EventKind::rebalance_begin, {.epoch = 2, .group = group});
  History hanging = history;
  history.add(EventKind::rebalance_complete, {.epoch = 2, .group = group}).quiesce();
  EXPECT_EQ(judge_one("rebalance_completes", history, promises).violations, 0U);
  EXPECT_EQ(judge_one("rebalance_completes", history, promises).exercised, 1U);
  hanging.quiesce();
  expect_cause(judge_one("rebalance_completes", hanging, promises), Cause::rebalance_hangs);
}

}  // namespace
}  // namespace eventarch::simulation
