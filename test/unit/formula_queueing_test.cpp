/// The formulas about queues, staffing, skew and recovery.
///
/// Reference values come from mpmath 1.3.0 with 40 digits: Erlang B by its recursion; Erlang C from
/// it, and up to 100 servers also from the defining sum in fractions, which agrees to 30 digits;
/// percentiles of the time in the system by bisection of the tail in the worked example of
/// mmc_time_percentile, which agrees with the numerical convolution of wait and service to 25
/// digits; sums of powers from Hurwitz' zeta function.

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <vector>

#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

std::optional<double> maybe(const Formula& formula, std::initializer_list<double> values) {
  const std::vector<double> all(values);
  EXPECT_EQ(all.size(), formula.inputs.size()) << formula.name;
  for (std::size_t i = 0; i < all.size() && i < formula.inputs.size(); ++i) {
    EXPECT_TRUE(formula.inputs[i].range.holds(all[i]))
        << formula.name << ": " << formula.inputs[i].name << " " << all[i];
  }
  return formula.evaluate(all);
}

double value(const Formula& formula, std::initializer_list<double> values) {
  const auto result = maybe(formula, values);
  EXPECT_TRUE(result) << formula.name;
  return result.value_or(-1);
}

void expect_relative(double got, double expected, double tolerance = 1e-9) {
  EXPECT_NEAR(got, expected, std::abs(expected) * tolerance);
}

struct Known {
  double load;
  double servers;
  double blocked;  ///< Erlang B
  double waiting;  ///< Erlang C
  double p99;      ///< of the time in the system, in service times
};

const std::vector<Known>& known() {
  static const std::vector<Known> rows{
      {0.1, 1, 0.090909090909090909, 0.1, 5.1168557622089904},
      {0.5, 1, 0.33333333333333333, 0.5, 9.2103403719761827},
      {0.8, 1, 0.44444444444444444, 0.8, 23.025850929940457},
      {0.99, 1, 0.49748743718592965, 0.99, 460.51701859880914},
      {0.2, 2, 0.01639344262295082, 0.018181818181818182, 4.6270943994433664},
      {1.0, 2, 0.2, 0.33333333333333333, 5.6659606837929972},
      {1.6, 2, 0.32989690721649485, 0.71111111111111111, 11.937370236004271},
      {1.98, 2, 0.39678555524067852, 0.9850251256281407, 230.51423817110761},
      {1.0, 10, 1.0137771298164932e-7, 1.1264190204412386e-7, 4.605170200068329},
      {5.0, 10, 0.018384570336648133, 0.036105359158320186, 4.6141560317785064},
      {8.0, 10, 0.12166106425295151, 0.40918015079644353, 4.9461113276114532},
      {9.9, 10, 0.20996953749232955, 0.9637384203876213, 46.73595332307136},
      {50.0, 100, 1.6303193524036487e-10, 3.2606387042757093e-10, 4.6051701859947457},
      {80.0, 100, 0.0039920286045531975, 0.019646426634359511, 4.6062036742095541},
      {95.0, 100, 0.048804206178677821, 0.50645685391302059, 4.7243870489491523},
      {99.0, 100, 0.07002807478043335, 0.88276846261008447, 6.5148801994763453},
      {800.0, 1000, 1.1213914672880214e-12, 5.6069573364149567e-12, 4.6051701859881195},
      {950.0, 1000, 0.0036492936889424099, 0.068253415377141424, 4.606562143609859},
      {990.0, 1000, 0.018965776430814612, 0.65908042188085444, 4.6758440579227502},
      {999.0, 1000, 0.024199178595561825, 0.96123926040841911, 6.598939403527672},
      {9500.0, 10000, 9.642737926005891e-9, 1.928547231868143e-7, 4.6051701863745738},
      {9900.0, 10000, 0.0028581267388565864, 0.22277692886414824, 4.6074179299266169},
      {9990.0, 10000, 0.0073171868872689385, 0.88054171137398972, 4.6985129479950252},
      {9999.0, 10000, 0.0078736775061153612, 0.98755625243448581, 6.6258421078782316},
  };
  return rows;
}

constexpr double service = 0.01;

TEST(Little, TellsWhatIsInsideFromTheRateAndTheStay) {
  EXPECT_EQ(value(in_flight_messages, {1000, 120}), 120'000);  // the in-flight quota of SQS
  EXPECT_EQ(value(offered_load, {500, 0.05}), 25);
  expect_relative(value(utilization, {18'000, 1e-4, 3}), 0.6);
  expect_relative(value(utilization, {18'000, 1e-4, 2}), 0.9);  // one broker of three lost
}

TEST(Little, HoldsInEveryQueue) {
  for (const double busy : {0.1, 0.5, 0.9, 0.99}) {
    SCOPED_TRACE(busy);
    const double rate = busy / service;
    expect_relative(value(mm1_queue_length, {rate, service}),
                    value(in_flight_messages, {rate, value(mm1_waiting_time, {rate, service})}));
    for (const double servers : {1.0, 7.0, 300.0}) {
      const double all = rate * servers;
      expect_relative(
          value(mmc_queue_length, {all, service, servers}),
          value(in_flight_messages, {all, value(mmc_waiting_time, {all, service, servers})}));
    }
  }
}

TEST(OneServer, TakesTheServiceTimesThatEveryGuideQuotes) {
  expect_relative(value(mm1_time_in_system, {0.7, 1}), 10.0 / 3);
  expect_relative(value(mm1_time_in_system, {0.8, 1}), 5);
  expect_relative(value(mm1_time_in_system, {0.9, 1}), 10);
}

TEST(OneServer, SpendsItsTimeWaitingAndServing) {
  for (const double busy : {0.05, 0.5, 0.95}) {
    const double rate = busy / service;
    expect_relative(value(mm1_time_in_system, {rate, service}),
                    value(mm1_waiting_time, {rate, service}) + service);
  }
}

TEST(OneServer, WaitsByTheSpreadOfItsServiceTime) {
  for (const double busy : {0.1, 0.5, 0.8, 0.99}) {
    SCOPED_TRACE(busy);
    const double rate = busy / service;
    expect_relative(value(mg1_waiting_time, {rate, service, 1}),
                    value(mm1_waiting_time, {rate, service}));
    expect_relative(value(mg1_waiting_time, {rate, service, 0}),
                    value(md1_waiting_time, {rate, service}));
    // busy s / (2 (1 - busy)), written out
    expect_relative(value(md1_waiting_time, {rate, service}), busy * service / 2 / (1 - busy));
  }
}

TEST(OneServer, WaitsLongerThanATimeExponentially) {
  // 0.8 exp(-(100 - 80) t)
  expect_relative(value(mm1_wait_exceeds, {80, service, 0}), 0.8);
  expect_relative(value(mm1_wait_exceeds, {80, service, 0.05}), 0.8 * std::exp(-1));
  EXPECT_EQ(value(mm1_wait_exceeds, {80, 0, 0}), 0);
}

TEST(OneServer, HasNoAnswerAtOrBeyondItsCapacity) {
  for (const double rate : {100.0, 100.00000001, 99.99999999, 1e6}) {
    SCOPED_TRACE(rate);
    EXPECT_FALSE(maybe(mm1_time_in_system, {rate, service}));
    EXPECT_FALSE(maybe(mm1_waiting_time, {rate, service}));
    EXPECT_FALSE(maybe(mm1_queue_length, {rate, service}));
    EXPECT_FALSE(maybe(mm1_time_percentile, {rate, service, 0.99}));
    EXPECT_FALSE(maybe(mm1_wait_exceeds, {rate, service, 1}));
    EXPECT_FALSE(maybe(md1_waiting_time, {rate, service}));
    EXPECT_FALSE(maybe(mg1_waiting_time, {rate, service, 2}));
  }
}

TEST(OneServer, IsAsBusyAsItsTargetAllows) {
  for (const double target : {0.05, 0.1, 1.0, 60.0}) {
    SCOPED_TRACE(target);
    const double mean = value(utilization_for_mean_time, {service, target});
    expect_relative(value(mm1_time_in_system, {mean / service, service}), target);
    const double tail = value(utilization_for_percentile, {service, 0.99, target});
    expect_relative(value(mm1_time_percentile, {tail / service, service, 0.99}), target);
  }
  EXPECT_FALSE(maybe(utilization_for_mean_time, {service, service}));
  EXPECT_FALSE(maybe(utilization_for_percentile, {service, 0.99, 0.046}));  // ln 100 = 4.605
  EXPECT_TRUE(maybe(utilization_for_percentile, {service, 0.99, 0.0461}));
}

TEST(Erlang, AgreesWithFortyDigits) {
  for (const Known& row : known()) {
    SCOPED_TRACE(testing::Message() << row.servers << " servers, load " << row.load);
    expect_relative(value(erlang_b, {row.load, row.servers}), row.blocked);
    expect_relative(value(erlang_c, {row.load, row.servers}), row.waiting);
  }
  // A hundred thousand, a million.
  expect_relative(value(erlang_b, {99'900, 100'000}), 0.0019202267725538623);
  expect_relative(value(erlang_c, {99'900, 100'000}), 0.65799351179530265);
  expect_relative(value(erlang_b, {999'500, 1'000'000}), 0.00050894483011826167);
  expect_relative(value(erlang_c, {999'500, 1'000'000}), 0.50456002303534838);
}

TEST(Erlang, BlocksBeyondTheServersToo) {
  expect_relative(value(erlang_b, {20, 10}), 0.53796316863207291);
  expect_relative(value(erlang_b, {1500, 1000}), 0.33465106741783371);
  expect_relative(value(erlang_b, {10'000, 10'000}), 0.0079365632488056719);
  EXPECT_EQ(value(erlang_c, {10, 10}), 1);
  EXPECT_EQ(value(erlang_c, {20, 10}), 1);
}

TEST(Erlang, IsNothingWithoutLoad) {
  for (const double servers : {1.0, 1000.0, 1e8, 1e12}) {
    EXPECT_EQ(value(erlang_b, {0, servers}), 0);
    EXPECT_EQ(value(erlang_c, {0, servers}), 0);
    EXPECT_LE(value(erlang_b, {1e-18, servers}), 1e-18);
  }
}

TEST(Erlang, JoinsTheLimitOfManyServers) {
  constexpr double last = 1e8;
  for (const double beta : {-3.0, -0.5, 0.5, 1.0, 3.0}) {
    SCOPED_TRACE(beta);
    const double load = last - beta * std::sqrt(last);
    expect_relative(value(erlang_b, {load, last + 1}), value(erlang_b, {load, last}), 1e-3);
    expect_relative(value(erlang_c, {load, last + 1}), value(erlang_c, {load, last}), 1e-3);
  }
  expect_relative(value(erlang_b, {2e12, 1e12}), 0.5, 1e-9);  // half of what comes fits
}

TEST(ManyServers, AreOneServerWhereTheyAreOne) {
  for (const double busy : {0.01, 0.5, 0.9, 0.999}) {
    const double rate = busy / service;
    SCOPED_TRACE(busy);
    expect_relative(value(erlang_b, {busy, 1}), busy / (1 + busy));
    expect_relative(value(erlang_c, {busy, 1}), busy);
    expect_relative(value(mmc_waiting_time, {rate, service, 1}),
                    value(mm1_waiting_time, {rate, service}));
    expect_relative(value(mmc_queue_length, {rate, service, 1}),
                    value(mm1_queue_length, {rate, service}));
    expect_relative(value(mmc_wait_exceeds, {rate, service, 1, 0.02}),
                    value(mm1_wait_exceeds, {rate, service, 0.02}));
    for (const double percentile : {0.001, 0.5, 0.9, 0.99, 0.99999}) {
      expect_relative(value(mmc_time_percentile, {rate, service, 1, percentile}),
                      value(mm1_time_percentile, {rate, service, percentile}));
    }
  }
}

TEST(ManyServers, ServeAPercentileInAKnownTime) {
  for (const Known& row : known()) {
    SCOPED_TRACE(testing::Message() << row.servers << " servers, load " << row.load);
    expect_relative(value(mmc_time_percentile, {row.load / service, service, row.servers, 0.99}),
                    row.p99 * service);
  }
}

TEST(ManyServers, WaitTwentyTimesLessThanOneAsBusy) {
  // 0.8 busy: 4 s against 0.409180150796 / 2 s
  const double ratio = value(mm1_waiting_time, {0.8, 1}) / value(mmc_waiting_time, {8, 1, 10});
  expect_relative(ratio, 8 / 0.40918015079644353);
  EXPECT_NEAR(ratio, 20, 1);
}

TEST(ManyServers, WaitForAPercentileAsOftenAsItSays) {
  for (const double percentile : {0.7, 0.9, 0.99, 0.9999}) {
    SCOPED_TRACE(percentile);
    const double wait = value(mmc_wait_percentile, {800, service, 10, percentile});
    EXPECT_GT(wait, 0);
    expect_relative(value(mmc_wait_exceeds, {800, service, 10, wait}), 1 - percentile);
  }
  EXPECT_EQ(value(mmc_wait_percentile, {800, service, 10, 0.5}), 0);  // 41 % wait at all
}

TEST(ManyServers, NeverWaitLongerWithOneMore) {
  for (const double load : {0.5, 3.0, 10.0, 97.3}) {
    double wait = std::numeric_limits<double>::infinity();
    double time = std::numeric_limits<double>::infinity();
    for (double servers = std::floor(load) + 1; servers < load + 40; ++servers) {
      SCOPED_TRACE(testing::Message() << load << " on " << servers);
      const double now = value(mmc_waiting_time, {load / service, service, servers});
      const double p99 = value(mmc_time_percentile, {load / service, service, servers, 0.99});
      ASSERT_LT(now, wait);
      ASSERT_LE(p99, time * (1 + 1e-12));
      wait = now;
      time = p99;
    }
  }
}

TEST(ManyServers, NeverWaitShorterUnderMoreLoad) {
  for (const double servers : {1.0, 2.0, 13.0, 1000.0, 1e6, 2e8}) {
    double wait = 0;
    double time = 0;
    for (double percent = 1; percent < 100; ++percent) {
      SCOPED_TRACE(testing::Message() << servers << " servers at " << percent << " %");
      const double rate = servers * percent / 100 / service;
      const double now = value(mmc_waiting_time, {rate, service, servers});
      const double p99 = value(mmc_time_percentile, {rate, service, servers, 0.99});
      ASSERT_GE(now, wait);
      ASSERT_GE(p99, time * (1 - 1e-12));
      wait = now;
      time = p99;
    }
  }
}

TEST(ManyServers, HaveNoAnswerAtOrBeyondTheirCapacity) {
  for (const double rate : {300.0, 300.00000001, 299.99999999, 1e6}) {
    SCOPED_TRACE(rate);
    EXPECT_FALSE(maybe(mmc_waiting_time, {rate, service, 3}));
    EXPECT_FALSE(maybe(mmc_queue_length, {rate, service, 3}));
    EXPECT_FALSE(maybe(mmc_wait_exceeds, {rate, service, 3, 1}));
    EXPECT_FALSE(maybe(mmc_wait_percentile, {rate, service, 3, 0.99}));
    EXPECT_FALSE(maybe(mmc_time_percentile, {rate, service, 3, 0.99}));
    EXPECT_FALSE(maybe(ggc_waiting_time, {rate, service, 3, 1, 1}));
  }
}

TEST(AnySpread, IsExactWhereItCanBe) {
  expect_relative(value(ggc_waiting_time, {200, service, 3, 1, 1}),
                  value(mmc_waiting_time, {200, service, 3}));
  expect_relative(value(ggc_waiting_time, {80, service, 1, 1, 4}),
                  value(mg1_waiting_time, {80, service, 4}));
  EXPECT_EQ(value(ggc_waiting_time, {80, service, 1, 0, 0}), 0);
}

TEST(Staffing, RoundsUpWithoutTheErrorsOfBinaryFractions) {
  EXPECT_EQ(value(servers_for_stability, {0.14, 1, 0.02}), 7);
  EXPECT_EQ(value(servers_for_stability, {350, 0.5, 0.7}), 250);
  EXPECT_EQ(value(servers_for_stability, {1000, 0.01, 0.7}), 15);
  EXPECT_EQ(value(servers_for_recovery, {100, 1, 1, 10}), 110);
  EXPECT_EQ(value(servers_for_recovery, {1000, 0.01, 1800, 3600}), 15);
  EXPECT_EQ(value(square_root_staffing, {100, 1}), 110);
}

TEST(Staffing, IsAtLeastOne) {
  EXPECT_EQ(value(servers_for_stability, {0, 1, 0.7}), 1);
  EXPECT_EQ(value(servers_for_stability, {1e-12, 1, 0.7}), 1);
  EXPECT_EQ(value(servers_for_recovery, {0, 1, 1, 1}), 1);
  EXPECT_EQ(value(square_root_staffing, {0, 1}), 1);
  EXPECT_EQ(value(partitions_for_percentile, {0, 1, 0.99, 10}), 1);
  EXPECT_EQ(value(servers_for_percentile, {0, 1, 0.99, 10}), 1);
}

TEST(Staffing, OfAPercentileIsTheLeastThatKeepsIt) {
  for (const double load : {0.01, 0.9, 1.0, 2.0, 8.0, 63.5, 1000.0, 123'456.0}) {
    for (const double percentile : {0.5, 0.9, 0.99, 0.999}) {
      const double alone = -service * std::log1p(-percentile);
      for (const double slack : {1.0001, 1.05, 1.5, 4.0, 100.0}) {
        SCOPED_TRACE(testing::Message() << load << ", " << percentile << ", " << slack);
        const double rate = load / service;
        const double target = alone * slack;
        const double servers = value(servers_for_percentile, {rate, service, percentile, target});
        ASSERT_LE(value(mmc_time_percentile, {rate, service, servers, percentile}),
                  target * (1 + 1e-8));
        if (servers == 1) continue;
        const auto fewer = maybe(mmc_time_percentile, {rate, service, servers - 1, percentile});
        if (fewer) {
          ASSERT_GT(*fewer, target);
        } else {
          ASSERT_GE(load, (servers - 1) * (1 - 1e-9));
        }
      }
    }
  }
}

TEST(Staffing, OfAPercentileGivesBackTheServersOfItsTarget) {
  for (const Known& row : known()) {
    // Where hardly anyone waits, one server more or less makes no difference.
    if (row.waiting < 1e-3) continue;
    const double rate = row.load / service;
    const double time = value(mmc_time_percentile, {rate, service, row.servers, 0.99});
    EXPECT_EQ(value(servers_for_percentile, {rate, service, 0.99, time}), row.servers) << row.load;
  }
}

TEST(Staffing, OfAPercentileIsImpossibleWhereProcessingTakesLonger) {
  const double alone = service * std::log(100);
  EXPECT_FALSE(maybe(servers_for_percentile, {100, service, 0.99, alone * 0.9999}));
  EXPECT_TRUE(maybe(servers_for_percentile, {100, service, 0.99, alone}));
  EXPECT_FALSE(maybe(partitions_for_percentile, {100, service, 0.99, alone}));
  EXPECT_TRUE(maybe(partitions_for_percentile, {100, service, 0.99, alone * 1.0001}));
}

TEST(Staffing, OfPartitionsIsTheLeastThatKeepsThePercentile) {
  // 5 / (1 - 0.05 ln 100) = 6.4957
  EXPECT_EQ(value(partitions_for_percentile, {1000, 0.005, 0.99, 0.1}), 7);
  for (const double rate : {50.0, 1000.0, 98'765.0}) {
    for (const double target : {0.047, 0.06, 0.2, 5.0}) {
      SCOPED_TRACE(testing::Message() << rate << ", " << target);
      const double partitions = value(partitions_for_percentile, {rate, service, 0.99, target});
      EXPECT_LE(value(mm1_time_percentile, {rate / partitions, service, 0.99}),
                target * (1 + 1e-9));
      if (partitions == 1) continue;
      const auto fewer = maybe(mm1_time_percentile, {rate / (partitions - 1), service, 0.99});
      EXPECT_TRUE(!fewer || *fewer > target);
      // Separate queues never need fewer servers than a shared one.
      EXPECT_GE(partitions, value(servers_for_percentile, {rate, service, 0.99, target}));
    }
  }
}

TEST(Staffing, BySquareRootLetsTheShareWaitThatItSays) {
  const std::vector<std::pair<double, double>> rows{
      {0.1, 0.88028708333081156},  {0.5, 0.50453864099794502}, {1, 0.22336127479826074},
      {1.5, 0.084690394493857741}, {2, 0.026881362429432263},  {3, 0.0014770946446142933}};
  for (const auto& [beta, waiting] : rows) {
    expect_relative(value(halfin_whitt_wait, {beta}), waiting);
    constexpr double load = 1e6;
    const double servers = value(square_root_staffing, {load, beta});
    expect_relative(value(erlang_c, {load, servers}), waiting, 0.02);
  }
  EXPECT_EQ(value(halfin_whitt_wait, {0}), 1);
  EXPECT_EQ(value(halfin_whitt_wait, {1e18}), 0);
}

TEST(HotKeys, OfZipfComeAsOftenAsTheirSumSays) {
  struct Row {
    double exponent;
    double keys;
    double share;
  };
  const std::vector<Row> rows{
      {0, 10, 0.1},
      {0, 1e15, 1e-15},
      {1, 1, 1},
      {1, 4, 0.48},  // 12/25
      {1, 1000, 0.13359213049244016},
      {1, 1001, 0.13357430384325987},
      {1, 1e6, 0.069479537773151775},
      {1, 1e9, 0.046947295528965877},
      {0.5, 1e6, 0.00050036523021870358},
      {0.8, 1e12, 0.00079903752584344867},
      {1.2, 1e5, 0.19640257490706478},
      {2, 1e18, 0.60792710185402663},
      {0.99, 1e7, 0.055351852818885353},
      {5, 5000, 0.96438734042926283},
      {1e18, 1e18, 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.exponent << ", " << row.keys);
    expect_relative(value(zipf_hot_share, {row.exponent, row.keys}), row.share, 1e-12);
  }
  // Next to 1 the area under the curve has another form.
  for (const double keys : {2000.0, 1e9}) {
    const double at = value(zipf_hot_share, {1, keys});
    expect_relative(value(zipf_hot_share, {1 + 1e-12, keys}), at, 1e-10);
    expect_relative(value(zipf_hot_share, {1 - 1e-12, keys}), at, 1e-10);
  }
}

TEST(HotKeys, LimitTheRateThatKeepsOrder) {
  for (const double share : {0.001, 0.05, 0.3, 1.0}) {
    const double limit = value(ordered_rate_limit, {1000, share});
    expect_relative(limit, 1000 / share);
    expect_relative(value(largest_hot_key_share, {1000, limit}), share);
  }
  EXPECT_EQ(value(largest_hot_key_share, {1000, 10}), 1);
  expect_relative(value(hottest_partition_share, {0.2, 10}), 0.28);
  EXPECT_EQ(value(hottest_partition_share, {1, 10}), 1);
}

TEST(Partitions, StayEmptyWithFewKeys) {
  expect_relative(value(empty_partitions, {2, 4}), 2.25);
  expect_relative(value(empty_partitions, {100, 30}), 1.0111034043580001);
  expect_relative(value(empty_partitions, {1e6, 1e6}), 367879.25723164509);
  EXPECT_EQ(value(empty_partitions, {1, 1}), 0);
  EXPECT_EQ(value(busy_partitions_most, {5, 12}), 5);
  EXPECT_EQ(value(busy_partitions_most, {50, 12}), 12);
}

TEST(Partitions, LoadTheFullestConsumerMost) {
  for (const double even : {1.0, 2.0, 3.0, 4.0, 6.0, 12.0}) {
    EXPECT_EQ(value(fullest_consumer_ratio, {12, even}), 1);
  }
  expect_relative(value(fullest_consumer_ratio, {12, 5}), 1.25);
  expect_relative(value(fullest_consumer_ratio, {13, 12}), 24.0 / 13);  // 1.85
  expect_relative(value(fullest_consumer_ratio, {1, 1e12}), 1e12);
  // sqrt(1600 ln 100)
  expect_relative(value(balls_into_bins_excess, {800, 100}), 85.838641051573890);
  EXPECT_EQ(value(balls_into_bins_excess, {800, 1}), 0);
}

TEST(Recovery, DrainsWhatTheOutageLeft) {
  // D rho / (1 - rho)
  const double backlog = value(outage_backlog, {6000, 1800});
  EXPECT_EQ(backlog, 10.8e6);
  expect_relative(value(drain_time, {backlog, 6000, 10'000}), 1800 * 0.6 / 0.4);
  EXPECT_FALSE(maybe(drain_time, {backlog, 6000, 6000}));
}

TEST(Recovery, TakesAsLongAsItsCapacityWasChosenFor) {
  for (const double within : {60.0, 3600.0, 86'400.0}) {
    const double capacity = value(recovery_capacity, {6000, 1800, within});
    expect_relative(value(drain_time, {value(outage_backlog, {6000, 1800}), 6000, capacity}),
                    within);
    EXPECT_EQ(value(servers_for_recovery, {6000, 0.01, 1800, within}),
              value(servers_for_stability, {capacity, 0.01, 1}));
  }
}

TEST(Recovery, FindsNoMoreThanWhatIsKept) {
  EXPECT_EQ(value(kept_backlog, {500, 7200, 3600}), 1.8e6);
  EXPECT_EQ(value(kept_backlog, {500, 7200, 86'400}), value(outage_backlog, {500, 7200}));
}

TEST(Recovery, MayComeAfterTheRetention) {
  EXPECT_EQ(value(retention_margin, {7200, 3600, 1800}), 1800);
  EXPECT_EQ(value(retention_margin, {3600, 3600, 1800}), -1800);
}

TEST(Recovery, LeavesTimeUntilTheBrokerIsFull) {
  EXPECT_EQ(value(time_to_limit, {10e6, 1e6, 10'000, 9000}), 9000);
  EXPECT_EQ(value(time_to_limit, {10e6, 11e6, 10'000, 9000}), 0);
  EXPECT_EQ(value(time_to_limit, {10e6, 11e6, 9000, 10'000}), 0);
  EXPECT_FALSE(maybe(time_to_limit, {10e6, 1e6, 9000, 9000}));
}

TEST(Delays, AreTheShorterOfTimeAndBatch) {
  expect_relative(value(batch_delay, {0.05, 16'384, 1000, 1024}), 0.016);
  EXPECT_EQ(value(batch_delay, {0.005, 16'384, 1000, 1024}), 0.005);
  EXPECT_EQ(value(batch_delay, {0.005, 16'384, 0, 1024}), 0.005);
  EXPECT_EQ(value(batch_delay, {0, 0, 0, 0}), 0);
  expect_relative(value(polling_delay, {3}), 0.6);
}

}  // namespace
}  // namespace eventarch::formulas
