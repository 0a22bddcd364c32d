/// The form that counts consecutive failures, edge by edge. Defaults: 10 failures, 60 s, one trial.

#include "eventarch/components/circuit_breaker.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "components/breaker_call.hpp"
#include "components/support.hpp"

namespace eventarch::components {
namespace {

using enum BreakerState;

/// Opens at `now`.
CircuitBreaker opened(Instant now, const CircuitBreakerOptions& options = {}) {
  CircuitBreaker breaker(options);
  for (int i = 0; i < 9; ++i)
    EXPECT_EQ(call(breaker, CallOutcome::failure, now), Recorded::counted);
  EXPECT_EQ(call(breaker, CallOutcome::failure, now), Recorded::opened);
  return breaker;
}

TEST(CircuitBreaker, OpensAtTheTenthFailureInARow) {
  CircuitBreaker breaker;
  for (int i = 0; i < 9; ++i) call(breaker, CallOutcome::failure, at(1s));
  EXPECT_EQ(breaker.state(at(1s)), closed);
  EXPECT_EQ(call(breaker, CallOutcome::failure, at(1s)), Recorded::opened);
  EXPECT_EQ(breaker.state(at(1s)), open);
}

TEST(CircuitBreaker, StartsCountingAnewAfterASuccess) {
  CircuitBreaker breaker;
  for (int i = 0; i < 9; ++i) call(breaker, CallOutcome::failure, at(0s));
  call(breaker, CallOutcome::success, at(0s));
  for (int i = 0; i < 9; ++i) call(breaker, CallOutcome::failure, at(0s));
  EXPECT_EQ(breaker.state(at(0s)), closed);
}

TEST(CircuitBreaker, CountsBusinessErrorsNeitherWay) {
  CircuitBreaker breaker;
  for (int i = 0; i < 9; ++i) call(breaker, CallOutcome::failure, at(0s));
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(call(breaker, CallOutcome::ignored, at(0s)), Recorded::not_counted);
  }
  EXPECT_EQ(breaker.state(at(0s)), closed);
  EXPECT_EQ(call(breaker, CallOutcome::failure, at(0s)), Recorded::opened);
}

TEST(CircuitBreaker, RejectsUntilTheResetTimeoutIsOverAndNotAtIt) {
  CircuitBreaker breaker = opened(at(5s));
  const Admission rejected = breaker.admit(at(65s - 1ns));
  EXPECT_FALSE(rejected.admitted());
  EXPECT_EQ(rejected.retry_at, at(65s));
  EXPECT_EQ(breaker.state(at(1000s)), open) << "half open is entered by a call, not by time";
  EXPECT_TRUE(breaker.admit(at(65s)).admitted());
  EXPECT_EQ(breaker.state(at(65s)), half_open);
}

TEST(CircuitBreaker, LetsOneTrialThroughAtATime) {
  CircuitBreaker breaker = opened(at(0s));
  EXPECT_TRUE(breaker.admit(at(60s)).admitted());
  EXPECT_FALSE(breaker.admit(at(60s)).admitted());
  EXPECT_FALSE(breaker.admit(at(61s)).admitted());
}

TEST(CircuitBreaker, ClosesAfterATrialThatSucceedsWithoutOldFailures) {
  CircuitBreaker breaker = opened(at(0s));
  EXPECT_EQ(call(breaker, CallOutcome::success, at(60s)), Recorded::closed);
  for (int i = 0; i < 9; ++i) call(breaker, CallOutcome::failure, at(60s));
  EXPECT_EQ(breaker.state(at(60s)), closed);
}

TEST(CircuitBreaker, OpensForAnotherWholeTimeoutAfterATrialThatFails) {
  CircuitBreaker breaker = opened(at(0s));
  const Admission trial = breaker.admit(at(60s));
  EXPECT_EQ(breaker.record(*trial.permit, CallOutcome::failure, at(63s)), Recorded::opened);
  EXPECT_FALSE(breaker.admit(at(123s - 1ns)).admitted());
  EXPECT_TRUE(breaker.admit(at(123s)).admitted());
}

TEST(CircuitBreaker, GivesThePlaceOfATrialWithABusinessErrorToTheNext) {
  CircuitBreaker breaker = opened(at(0s));
  EXPECT_EQ(call(breaker, CallOutcome::ignored, at(60s)), Recorded::not_counted);
  EXPECT_EQ(breaker.state(at(60s)), half_open);
  EXPECT_EQ(call(breaker, CallOutcome::success, at(61s)), Recorded::closed);
}

TEST(CircuitBreaker, TakesATrialWithoutAResultForAFailureAtItsTimeout) {
  CircuitBreaker breaker = opened(at(0s), {.trial_timeout = 5s});
  const Admission trial = breaker.admit(at(60s));
  EXPECT_EQ(breaker.state(at(65s - 1ns)), half_open);
  EXPECT_EQ(breaker.state(at(65s)), open);
  // As if a timer had opened it at 65 s, however late somebody looks.
  EXPECT_EQ(breaker.admit(at(100s)).retry_at, at(125s));
  EXPECT_EQ(breaker.record(*trial.permit, CallOutcome::success, at(101s)), Recorded::stale);
  EXPECT_EQ(breaker.state(at(101s)), open);
}

TEST(CircuitBreaker, TakesATrialResultAtItsTimeoutForTooLate) {
  for (const auto& [after, expected] : std::vector<std::pair<std::chrono::nanoseconds, Recorded>>{
           {5s - 1ns, Recorded::closed}, {5s, Recorded::stale}}) {
    CircuitBreaker breaker = opened(at(0s), {.trial_timeout = 5s});
    const Admission trial = breaker.admit(at(60s));
    EXPECT_EQ(breaker.record(*trial.permit, CallOutcome::success, at(60s + after)), expected);
  }
}

TEST(CircuitBreaker, DoesNotHangWhereEveryTrialIsLost) {
  CircuitBreaker breaker = opened(at(0s), {.trial_timeout = 5s});
  int trials = 0;
  for (int second = 0; second < 650; ++second) trials += breaker.admit(at(second * 1s)).admitted();
  EXPECT_EQ(trials, 10);  // at 60 s, then every 65 s
}

TEST(CircuitBreaker, IgnoresResultsOfCallsFromBeforeTheLastChange) {
  CircuitBreaker breaker;
  const Admission slow_success = breaker.admit(at(0s));
  const Admission slow_failure = breaker.admit(at(0s));
  for (int i = 0; i < 10; ++i) call(breaker, CallOutcome::failure, at(0s));
  EXPECT_EQ(breaker.record(*slow_success.permit, CallOutcome::success, at(1s)), Recorded::stale);
  EXPECT_EQ(breaker.state(at(1s)), open) << "a success of before the outage must not close it";

  const Admission trial = breaker.admit(at(60s));
  EXPECT_EQ(breaker.record(*slow_failure.permit, CallOutcome::failure, at(61s)), Recorded::stale);
  EXPECT_EQ(breaker.state(at(61s)), half_open) << "a failure of before must not end the trial";
  EXPECT_EQ(breaker.record(*trial.permit, CallOutcome::success, at(62s)), Recorded::closed);
}

TEST(CircuitBreaker, IgnoresATrialOfAnEarlierHalfOpenTime) {
  CircuitBreaker breaker = opened(at(0s), {.trial_timeout = 5s});
  const Admission first = breaker.admit(at(60s));
  const Admission second = breaker.admit(at(125s));
  EXPECT_EQ(breaker.record(*first.permit, CallOutcome::failure, at(126s)), Recorded::stale);
  EXPECT_EQ(breaker.state(at(126s)), half_open);
  EXPECT_EQ(breaker.record(*second.permit, CallOutcome::success, at(127s)), Recorded::closed);
  EXPECT_EQ(breaker.record(*second.permit, CallOutcome::failure, at(127s)), Recorded::stale);
}

TEST(CircuitBreaker, ClosesWhenAllOfSeveralTrialsSucceeded) {
  CircuitBreaker breaker = opened(at(0s), {.half_open_attempts = 3});
  const Admission one = breaker.admit(at(60s));
  const Admission two = breaker.admit(at(60s));
  const Admission three = breaker.admit(at(60s));
  EXPECT_FALSE(breaker.admit(at(60s)).admitted());
  EXPECT_EQ(breaker.record(*one.permit, CallOutcome::success, at(61s)), Recorded::counted);
  EXPECT_FALSE(breaker.admit(at(61s)).admitted()) << "three trials decide, not three at a time";
  EXPECT_EQ(breaker.record(*three.permit, CallOutcome::success, at(61s)), Recorded::counted);
  EXPECT_EQ(breaker.record(*two.permit, CallOutcome::success, at(61s)), Recorded::closed);
}

TEST(CircuitBreaker, OpensWhenTheFirstOfSeveralTrialsFails) {
  CircuitBreaker breaker = opened(at(0s), {.half_open_attempts = 3});
  const Admission one = breaker.admit(at(60s));
  const Admission two = breaker.admit(at(60s));
  EXPECT_EQ(breaker.record(*two.permit, CallOutcome::failure, at(61s)), Recorded::opened);
  EXPECT_EQ(breaker.record(*one.permit, CallOutcome::success, at(61s)), Recorded::stale);
  EXPECT_EQ(breaker.state(at(61s)), open);
}

TEST(CircuitBreaker, StampsEveryStateWithAnEpochOfItsOwn) {
  CircuitBreaker breaker;
  EXPECT_EQ(breaker.epoch(at(0s)), 0U);
  breaker = opened(at(0s), {.trial_timeout = 5s});
  EXPECT_EQ(breaker.epoch(at(0s)), 1U);
  EXPECT_TRUE(breaker.admit(at(60s)).admitted());
  EXPECT_EQ(breaker.epoch(at(60s)), 2U);
  EXPECT_EQ(breaker.epoch(at(65s)), 3U);  // the trial ran out
}

TEST(CircuitBreaker, NeverAdmitsWhileOpenWhateverHappens) {
  // BREAKER_LEGAL over random histories, against a plain reading of the state machine.
  SeededDraws random(11);
  CircuitBreaker breaker({.opens_after = ConsecutiveFailures{3}, .trial_timeout = 7s});
  std::vector<CallPermit> in_flight;
  Instant now{};
  for (int step = 0; step < 20'000; ++step) {
    now += std::chrono::milliseconds(static_cast<int>(random.next() * 4000));
    const BreakerState before = breaker.state(now);
    if (random.next() < 0.5 || in_flight.empty()) {
      const Admission admission = breaker.admit(now);
      if (before == closed) {
        ASSERT_TRUE(admission.admitted());
      }
      if (before == open) {
        ASSERT_EQ(admission.admitted(), breaker.state(now) == half_open);
      }
      if (before == open && !admission.admitted()) {
        ASSERT_LT(now, *admission.retry_at);
      }
      if (admission.admitted()) in_flight.push_back(*admission.permit);
      continue;
    }
    const auto index =
        static_cast<std::size_t>(random.next() * static_cast<double>(in_flight.size()));
    const CallPermit permit = in_flight[index];
    in_flight.erase(in_flight.begin() + static_cast<std::ptrdiff_t>(index));
    const auto outcome = static_cast<CallOutcome>(static_cast<int>(random.next() * 3));
    const bool is_current = permit.epoch == breaker.epoch(now);
    const Recorded recorded = breaker.record(permit, outcome, now);
    if (!is_current) {
      ASSERT_EQ(recorded, Recorded::stale);
    }
    if (!is_current) {
      ASSERT_EQ(breaker.state(now), before);
    }
  }
}

TEST(CircuitBreakerOptions, AreRefusedWithAReason) {
  EXPECT_EQ(problem_with(CircuitBreakerOptions{}), "");
  const std::vector<CircuitBreakerOptions> wrong{
      {.opens_after = ConsecutiveFailures{0}},
      {.reset_timeout = 0s},
      {.reset_timeout = std::chrono::nanoseconds::max()},
      {.half_open_attempts = 0},
      {.trial_timeout = -1s},
      {.opens_after = FailureRatio{.window = 0}},
      {.opens_after = FailureRatio{.window = 10, .least_calls = 11}},
      {.opens_after = FailureRatio{.window = 10, .least_calls = 0}},
      {.opens_after = FailureRatio{.ratio = 0}},
      {.opens_after = FailureRatio{.ratio = std::numeric_limits<double>::quiet_NaN()}},
      {.opens_after = FailureRatio{.longest_ago = -1s}},
  };
  for (const auto& options : wrong) EXPECT_NE(problem_with(options), "");
}

}  // namespace
}  // namespace eventarch::components
