/// Waiting times. Reference values of Erlang C come from the defining sum in exact rational
/// arithmetic (up to 500 servers) and from the recursion with 40 decimal digits (beyond).

#include "formulas/formula.hpp"
#include "formulas/queue.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

namespace eventarch::formulas {
namespace {

double erlang_c(double servers, double load) { return queue::erlang_c(load, servers); }

std::optional<double> waiting_time(double servers, double arrival, double service,
                                   double percentile) {
  return mmc_wait_percentile.evaluate(std::vector{arrival, service, servers, percentile});
}

void expect_near_share(double got, double expected, double tolerance) {
  EXPECT_NEAR(got, expected, std::abs(expected) * tolerance);
}

TEST(ErlangC, OfOneServerIsItsUtilization) {
  for (double rho = 0.01; rho < 1; rho += 0.01) {
    SCOPED_TRACE(rho);
    expect_near_share(erlang_c(1, rho), rho, 1e-9);
  }
}

struct KnownWait {
  double servers;
  double load;
  double probability;
};

TEST(ErlangC, AgreesWithExactValues) {
  const std::vector<KnownWait> rows{
      {2, 1, 1.0 / 3},
      {3, 2, 4.0 / 9},
      {5, 4, 128.0 / 231},
      {10, 8, 0.40918015079644354},
      {10, 9.5, 0.82558557812569866},
      {20, 15, 0.16042938741692361},
      {50, 45, 0.3638644672069884},
      {100, 90, 0.21694048090636639},
      {100, 99, 0.88276846261008446},
      {200, 160, 0.001376937264464719},
      {500, 480, 0.26651251996236414},
      {10'000, 9'900, 0.222776928864148},
      {10'000, 9'990, 0.88054171137399},
      {100'000, 99'900, 0.657993511795303},
  };
  for (const auto& [servers, load, probability] : rows) {
    SCOPED_TRACE(testing::Message() << servers << " servers, load " << load);
    expect_near_share(erlang_c(servers, load), probability, 1e-9);
  }
}

TEST(ErlangC, IsNothingWithoutLoadAndCertainBeyondCapacity) {
  for (const double servers : {1U, 7U, 10'000U, 1'000'000U}) {
    SCOPED_TRACE(servers);
    const auto c = static_cast<double>(servers);
    EXPECT_EQ(erlang_c(servers, 0), 0);
    EXPECT_EQ(erlang_c(servers, c), 1);
    EXPECT_EQ(erlang_c(servers, c * 2), 1);
  }
}

TEST(ErlangC, IsAProbabilityThatRisesWithTheLoad) {
  for (const double servers : {1U, 2U, 13U, 1'000U, 10'000U, 1'000'000U}) {
    double before = 0;
    for (int percent = 1; percent <= 100; ++percent) {
      SCOPED_TRACE(testing::Message() << servers << " servers at " << percent << " %");
      const double c = erlang_c(servers, static_cast<double>(servers) * percent / 100);
      ASSERT_TRUE(std::isfinite(c));
      ASSERT_GE(c, before);
      ASSERT_LE(c, 1);
      before = c;
    }
    EXPECT_EQ(before, 1);
  }
}

TEST(ErlangC, FallsWithEveryServerAtTheSameLoad) {
  double before = 1;
  for (double servers = 11; servers <= 60; ++servers) {
    SCOPED_TRACE(servers);
    const double c = erlang_c(servers, 10);
    ASSERT_LT(c, before);
    before = c;
  }
}

/// The reference values beyond 100,000 servers are those of the recursion.
TEST(ErlangC, OfVeryManyServersJoinsTheRecursion) {
  const std::vector<KnownWait> rows{
      {100'001, 99'900, 0.655090754943308},
      {100'001, 99'684, 0.222211381760609},
      {100'001, 99'369, 0.0267528384066493},
  };
  for (const auto& [servers, load, probability] : rows) {
    SCOPED_TRACE(load);
    expect_near_share(erlang_c(servers, load), probability, 0.01);
    expect_near_share(erlang_c(servers, load), erlang_c(100'000, load - 1), 0.01);
  }
}

TEST(WaitingTime, OfOneServerIsTheClosedForm) {
  // P(wait > t) = rho exp(-(mu - lambda) t)
  for (const double rho : {0.1, 0.5, 0.7, 0.9, 0.99}) {
    for (const double percentile : {0.5, 0.9, 0.99, 0.999}) {
      SCOPED_TRACE(testing::Message() << "rho " << rho << ", p " << percentile);
      constexpr double service = 0.005;
      const double arrival = rho / service;
      const auto wait = waiting_time(1, arrival, service, percentile);
      ASSERT_TRUE(wait);
      if (rho <= 1 - percentile) {
        EXPECT_EQ(*wait, 0);
        continue;
      }
      const double expected = std::log(rho / (1 - percentile)) / (1 / service - arrival);
      EXPECT_NEAR(*wait, expected, expected * 1e-9 + 1e-15);
    }
  }
}

TEST(WaitingTime, OfManyServersLeavesTheShareThatItPromises) {
  // P(wait > t) = C exp(-(c - a) t / s)
  constexpr double service = 0.02;
  const double arrival = 8 / service;
  for (const double percentile : {0.7, 0.9, 0.99}) {
    SCOPED_TRACE(percentile);
    const auto wait = waiting_time(10, arrival, service, percentile);
    ASSERT_TRUE(wait);
    EXPECT_GT(*wait, 0);
    const double beyond = 0.40918015079644354 * std::exp(-(10 - 8) * *wait / service);
    expect_near_share(beyond, 1 - percentile, 1e-9);
  }
}

TEST(WaitingTime, IsNothingWhereFewerMessagesWaitThanAreAskedAbout) {
  const auto wait = waiting_time(10, 8, 1, 0.5);  // 41 % wait at all
  ASSERT_TRUE(wait);
  EXPECT_EQ(*wait, 0);
}

TEST(WaitingTime, OfTenThousandServersIsFinite) {
  const auto wait = waiting_time(10'000, 9'990, 1, 0.99);
  ASSERT_TRUE(wait);
  const double expected = std::log(0.88054171137399 / 0.01) / (10'000 - 9'990);
  expect_near_share(*wait, expected, 1e-9);
}

TEST(WaitingTime, IsUnboundedAtAndBeyondCapacity) {
  struct Row {
    double servers;
    double arrival;
    double service;
  };
  const std::vector<Row> rows{
      {1, 1, 1},           {1, 2, 1},
      {10, 10, 1},         {10, 1000, 0.01},
      {3, 30, 0.1},        {10'000, 1e7, 0.001},
      {1'000'000, 1e9, 1}, {7, 70.0000000001, 0.1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message()
                 << row.arrival << "/s x " << row.service << " s on " << row.servers);
    EXPECT_FALSE(waiting_time(row.servers, row.arrival, row.service, 0.99));
  }
}

TEST(WaitingTime, GrowsWithoutEndTowardsCapacity) {
  double before = 0;
  for (const double rho : {0.5, 0.9, 0.99, 0.999, 0.9999}) {
    SCOPED_TRACE(rho);
    const auto wait = waiting_time(4, 4 * rho, 1, 0.99);
    ASSERT_TRUE(wait);
    ASSERT_GT(*wait, before);
    before = *wait;
  }
  EXPECT_GT(before, 1000);
}

}  // namespace
}  // namespace eventarch::formulas
