#include "eventarch/components/retry_policy.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "components/support.hpp"
#include "eventarch/components/instant.hpp"

namespace eventarch::components {
namespace {

using std::chrono::nanoseconds;

TEST(RetryPolicy, HasFourDelaysForFiveAttempts) {
  const RetryPolicy policy;
  const auto schedule = policy.schedule();
  ASSERT_EQ(schedule.waits.size(), 4U);
  const std::vector<WaitBounds> expected{
      {1s, 800ms, 1200ms}, {2s, 1600ms, 2400ms}, {4s, 3200ms, 4800ms}, {8s, 6400ms, 9600ms}};
  EXPECT_EQ(schedule.waits, expected);
  EXPECT_EQ(schedule.total, (WaitBounds{15s, 12s, 18s}));
}

TEST(RetryPolicy, IsExhaustedByTheLastAttempt) {
  const RetryPolicy policy;
  EXPECT_FALSE(policy.is_exhausted(4));
  EXPECT_TRUE(policy.is_exhausted(5));
  EXPECT_TRUE(policy.is_exhausted(6));
}

TEST(RetryPolicy, ReachesTheCapFromTheSeventhDelayOn) {
  const RetryPolicy policy;
  EXPECT_EQ(policy.nominal_delay(6), 32s);
  EXPECT_EQ(policy.nominal_delay(7), 60s);
  EXPECT_EQ(policy.nominal_delay(8), 60s);
  EXPECT_EQ(policy.nominal_delay(std::numeric_limits<std::uint32_t>::max()), 60s);
}

TEST(RetryPolicy, AppliesJitterAfterTheCap) {
  const RetryPolicy policy;
  EXPECT_EQ(policy.bounds(7), (WaitBounds{60s, 48s, 72s}));
}

struct Draw {
  Jitter jitter;
  double value;
  nanoseconds wait;
};

TEST(RetryPolicy, DrawsAsEachJitterSays) {
  // After the third failure, d = 4 s, with a wait of 2 s before.
  const std::vector<Draw> rows{
      {Jitter::none, 0.9, 4s},         {Jitter::proportional, 0, 3200ms},
      {Jitter::proportional, 0.5, 4s}, {Jitter::proportional, 0.75, 4400ms},
      {Jitter::full, 0, 0s},           {Jitter::full, 0.25, 1s},
      {Jitter::equal, 0, 2s},          {Jitter::equal, 0.5, 3s},
      {Jitter::decorrelated, 0, 1s},   {Jitter::decorrelated, 0.5, 3500ms},
      {Jitter::decorrelated, 0.8, 5s},
  };
  for (const auto& [jitter, value, expected] : rows) {
    SCOPED_TRACE(testing::Message() << static_cast<int>(jitter) << " at " << value);
    const RetryPolicy policy({.jitter = jitter});
    FixedDraw random(value);
    EXPECT_EQ(policy.wait(3, random, 2s), expected);
    EXPECT_EQ(random.draws, jitter == Jitter::none ? 0 : 1);
  }
}

TEST(RetryPolicy, StartsDecorrelatedJitterFromTheInitialDelay) {
  const RetryPolicy policy({.jitter = Jitter::decorrelated});
  FixedDraw random(0.5);
  EXPECT_EQ(policy.wait(1, random), 2s);  // U(1, 3)
  EXPECT_EQ(policy.bounds(1), (WaitBounds{1s, 1s, 3s}));
  EXPECT_EQ(policy.bounds(2), (WaitBounds{2s, 1s, 9s}));
  EXPECT_EQ(policy.bounds(9), (WaitBounds{60s, 1s, 60s}));  // the cap comes last
}

TEST(RetryPolicy, StaysWithinItsBounds) {
  for (const Jitter jitter :
       {Jitter::none, Jitter::proportional, Jitter::full, Jitter::equal, Jitter::decorrelated}) {
    SCOPED_TRACE(static_cast<int>(jitter));
    const RetryPolicy policy({.max_attempts = 12, .multiplier = 1.7, .jitter = jitter});
    SeededDraws random(7);
    for (int run = 0; run < 2000; ++run) {
      nanoseconds previous{};
      for (std::uint32_t n = 1; n < 12; ++n) {
        previous = policy.wait(n, random, previous);
        ASSERT_GE(previous, policy.bounds(n).least) << n;
        ASSERT_LE(previous, policy.bounds(n).most) << n;
      }
    }
  }
}

TEST(RetryPolicy, HasTheSpreadOfItsJitter) {
  // The sum of U(0.8 d, 1.2 d) over d = 1, 2, 4, 8 s: sqrt(85 * 0.2^2 / 3) = 1.0646 s.
  const RetryPolicy policy;
  SeededDraws random(2026);
  constexpr int runs = 200'000;
  double sum = 0;
  double squares = 0;
  for (int run = 0; run < runs; ++run) {
    double total = 0;
    for (std::uint32_t n = 1; n <= 4; ++n) {
      total += std::chrono::duration<double>(policy.wait(n, random)).count();
    }
    sum += total;
    squares += total * total;
  }
  const double mean = sum / runs;
  EXPECT_NEAR(mean, 15, 0.01);
  EXPECT_NEAR(std::sqrt(squares / runs - mean * mean), 1.0646, 0.01);
}

TEST(RetryPolicy, TakesADrawOutsideOfItsRangeForTheNearestInside) {
  const RetryPolicy policy;
  for (const double bad : {-1.0, 2.0, 1.0, std::numeric_limits<double>::quiet_NaN(),
                           std::numeric_limits<double>::infinity()}) {
    FixedDraw random(bad);
    const nanoseconds wait = policy.wait(1, random);
    EXPECT_GE(wait, 800ms) << bad;
    EXPECT_LE(wait, 1200ms) << bad;
  }
}

TEST(RetryPolicy, CountsAttemptsAndDeadLetters) {
  const RetryPolicy policy;
  EXPECT_DOUBLE_EQ(policy.expected_attempts(0), 1);
  EXPECT_NEAR(policy.expected_attempts(0.5), 1.9375, 1e-12);  // 1 + 1/2 + 1/4 + 1/8 + 1/16
  EXPECT_DOUBLE_EQ(policy.expected_attempts(1), 5);
  EXPECT_NEAR(policy.dead_letter_probability(0.01), 1e-10, 1e-22);
}

TEST(RetryPolicy, EndsWithExtremeOptions) {
  const RetryPolicy longest({.max_attempts = std::numeric_limits<std::uint32_t>::max(),
                             .initial_delay = longest_duration,
                             .max_delay = longest_duration,
                             .multiplier = 1e300,
                             .jitter_factor = 1});
  EXPECT_EQ(longest.bounds(1'000'000).most, longest_duration);
  EXPECT_EQ(longest.schedule().waits.size(), RetryPolicy::schedule_longest);
  EXPECT_EQ(longest.schedule().total.most, longest_duration);
  const RetryPolicy at_once({.initial_delay = 0s, .max_delay = 0s});
  EXPECT_EQ(at_once.schedule().total, WaitBounds{});
  EXPECT_TRUE(RetryPolicy({.max_attempts = 1}).schedule().waits.empty());
}

TEST(RetryOptions, AreRefusedWithAReason) {
  EXPECT_EQ(problem_with(RetryOptions{}), "");
  const std::vector<RetryOptions> wrong{
      {.max_attempts = 0},
      {.initial_delay = -1s},
      {.initial_delay = 2s, .max_delay = 1s},
      {.max_delay = nanoseconds::max()},
      {.multiplier = 0.5},
      {.multiplier = std::numeric_limits<double>::quiet_NaN()},
      {.multiplier = std::numeric_limits<double>::infinity()},
      {.jitter_factor = -0.1},
      {.jitter_factor = 1.1},
      {.jitter_factor = std::numeric_limits<double>::quiet_NaN()},
  };
  for (const RetryOptions& options : wrong) EXPECT_NE(problem_with(options), "");
}

}  // namespace
}  // namespace eventarch::components
