/// The form that looks at the share of failures, and what each form can see.

#include <gtest/gtest.h>

#include <cmath>

#include "components/breaker_call.hpp"
#include "components/support.hpp"

namespace eventarch::components {
namespace {

CircuitBreaker breaker_of(const FailureRatio& rule) {
  return CircuitBreaker({.opens_after = rule});
}

TEST(FailureRatio, OpensAtItsShareAndNotBelow) {
  CircuitBreaker breaker = breaker_of({.window = 20, .least_calls = 20, .ratio = 0.5});
  for (int i = 0; i < 10; ++i) call(breaker, CallOutcome::success);
  for (int i = 0; i < 9; ++i) EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::counted);
  EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::opened);
}

TEST(FailureRatio, WaitsForTheLeastNumberOfCalls) {
  CircuitBreaker breaker = breaker_of({.window = 20, .least_calls = 5, .ratio = 0.5});
  for (int i = 0; i < 4; ++i) EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::counted);
  // Four of five have failed: the success brings the fifth result, and the share with it.
  EXPECT_EQ(call(breaker, CallOutcome::success), Recorded::opened);
}

TEST(FailureRatio, ForgetsWhatHasLeftTheWindow) {
  CircuitBreaker breaker = breaker_of({.window = 4, .least_calls = 4, .ratio = 0.75});
  call(breaker, CallOutcome::failure);
  call(breaker, CallOutcome::failure);
  call(breaker, CallOutcome::success);
  call(breaker, CallOutcome::success);
  EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::counted);  // F S S F
  EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::counted);  // S S F F
  EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::opened);   // S F F F
}

TEST(FailureRatio, ForgetsWhatIsTooOld) {
  CircuitBreaker breaker =
      breaker_of({.window = 100, .least_calls = 2, .ratio = 0.5, .longest_ago = 30s});
  call(breaker, CallOutcome::failure, at(0s));
  EXPECT_EQ(call(breaker, CallOutcome::failure, at(30s + 1ns)), Recorded::counted);
  // 30 s and not more: that of before still counts.
  EXPECT_EQ(call(breaker, CallOutcome::failure, at(60s + 1ns)), Recorded::opened);
}

TEST(FailureRatio, CountsBusinessErrorsNeitherWay) {
  CircuitBreaker breaker = breaker_of({.window = 4, .least_calls = 2, .ratio = 0.5});
  call(breaker, CallOutcome::ignored);
  EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::counted);
  EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::opened);
}

TEST(FailureRatio, StartsWithAnEmptyWindowAfterATrialThatSucceeds) {
  CircuitBreaker breaker = breaker_of({.window = 2, .least_calls = 2, .ratio = 1});
  call(breaker, CallOutcome::failure, at(0s));
  EXPECT_EQ(call(breaker, CallOutcome::failure, at(0s)), Recorded::opened);
  EXPECT_EQ(call(breaker, CallOutcome::success, at(60s)), Recorded::closed);
  EXPECT_EQ(call(breaker, CallOutcome::failure, at(60s)), Recorded::counted);
}

TEST(FailureRatio, ReachesSharesThatAreNoBinaryFractions) {
  for (std::uint32_t percent = 1; percent <= 100; ++percent) {
    CircuitBreaker breaker =
        breaker_of({.window = 100, .least_calls = 100, .ratio = percent / 100.0});
    for (std::uint32_t i = percent; i < 100; ++i) call(breaker, CallOutcome::success);
    for (std::uint32_t i = 1; i < percent; ++i) call(breaker, CallOutcome::failure);
    EXPECT_EQ(call(breaker, CallOutcome::failure), Recorded::opened) << percent;
  }
}

TEST(Forms, SeeDifferentOutages) {
  // At an error rate of 10 %.
  EXPECT_NEAR(expected_calls_to_open(ConsecutiveFailures{10}, 0.1), 1.1111e10, 1e6);
  EXPECT_NEAR(opening_probability({.window = 20, .ratio = 0.5}, 0.1), 7.15e-6, 0.01e-6);
  EXPECT_GT(opening_probability({.window = 100, .ratio = 0.05}, 0.1), 0.97);
}

TEST(Forms, HaveCertainEnds) {
  EXPECT_TRUE(std::isinf(expected_calls_to_open({10}, 0)));
  EXPECT_EQ(expected_calls_to_open({10}, 1), 10);
  EXPECT_EQ(opening_probability({}, 0), 0);
  EXPECT_EQ(opening_probability({}, 1), 1);
}

TEST(Forms, OpenAsOftenAsCalculated) {
  SeededDraws random(3);
  constexpr int runs = 2000;
  double calls = 0;
  for (int run = 0; run < runs; ++run) {
    CircuitBreaker breaker({.opens_after = ConsecutiveFailures{3}});
    while (breaker.state({}) == BreakerState::closed) {
      ++calls;
      call(breaker, random.next() < 0.5 ? CallOutcome::failure : CallOutcome::success);
    }
  }
  const double expected = expected_calls_to_open({3}, 0.5);
  EXPECT_DOUBLE_EQ(expected, 14);
  EXPECT_NEAR(calls / runs, expected, 1.2);
}

}  // namespace
}  // namespace eventarch::components
