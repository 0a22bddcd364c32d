#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "simulation/engine/distribution.hpp"
#include "simulation/engine/random_stream.hpp"
#include "simulation/statistics/confidence.hpp"
#include "simulation/statistics/histogram.hpp"
#include "simulation/statistics/known_part.hpp"

namespace eventarch::simulation {
namespace {

TEST(Histogram, IsWrongByAThousandthAtMost) {
  for (const Time value : {Time{1}, Time{1023}, Time{1024}, Time{123'456}, Time{987'654'321},
                           Time{86'400} * one_second}) {
    Histogram histogram;
    for (int i = 0; i < 1000; ++i) histogram.record(value);
    histogram.record(value * 2);  // so that the maximum does not decide
    const auto median = histogram.quantile(0.5);
    ASSERT_TRUE(median);
    EXPECT_NEAR(static_cast<double>(*median), static_cast<double>(value),
                static_cast<double>(value) * 0.001);
  }
}

TEST(Histogram, SaysNothingWithFewerThanTenValuesAbove) {
  Histogram histogram;
  for (int i = 0; i < 999; ++i) histogram.record(1000);
  EXPECT_FALSE(histogram.quantile(0.99));
  histogram.record(1000);
  EXPECT_TRUE(histogram.quantile(0.99));
  EXPECT_FALSE(histogram.quantile(0.999));
}

TEST(Histogram, AddsUp) {
  Histogram one;
  Histogram other;
  for (Time i = 1; i <= 1000; ++i) (i % 2 == 0 ? one : other).record(i);
  one.add(other);
  EXPECT_EQ(one.count(), 1000U);
  EXPECT_EQ(one.maximum(), 1000U);
  EXPECT_EQ(one.quantile(0.5), Time{500});
  EXPECT_DOUBLE_EQ(one.mean_nanoseconds(), 500.5);
}

TEST(KnownPart, AddsItsDistributionToWhatWasMeasured) {
  const Distribution broker = Distribution::lognormal_by_percentiles(50e6, 300e6);
  Histogram constant;
  for (int i = 0; i < 10'000; ++i) constant.record(7 * one_millisecond);
  const KnownPart known(broker);
  EXPECT_NEAR(*known.quantile_of_sum(constant, 0.5), 57e6, 57e6 * 0.002);
  EXPECT_NEAR(*known.quantile_of_sum(constant, 0.99), 307e6, 307e6 * 0.002);
  // exp(sigma z) with z of 0.999: 3.0902 of 2.3263.
  const double p999 = 50e6 * std::pow(6.0, 3.090232 / 2.326348) + 7e6;
  EXPECT_NEAR(*known.quantile_of_sum(constant, 0.999), p999, p999 * 0.002);
}

TEST(KnownPart, AgreesWithASumThatIsDrawn) {
  const Distribution broker = Distribution::lognormal_by_percentiles(5e6, 15e6);
  const Distribution work = Distribution::exponential(4e6);
  const RandomStream stream(StreamName{7, "test", 0, "sums"});
  Histogram measured;
  Histogram sums;
  for (std::uint64_t i = 0; i < 400'000; ++i) {
    const TwoDraws draws = stream.both_at(i);
    const Time own = work.draw(draws.first);
    measured.record(own);
    sums.record(own + broker.draw(draws.second));
  }
  const KnownPart known(broker);
  for (const double share : {0.5, 0.95, 0.99, 0.999}) {
    const auto drawn = static_cast<double>(*sums.quantile(share));
    EXPECT_NEAR(*known.quantile_of_sum(measured, share), drawn, drawn * 0.015) << share;
  }
}

TEST(KnownPart, AddsAConstantAndSaysNothingOfFewValues) {
  const KnownPart known(Distribution::deterministic(3e6));
  Histogram measured;
  for (int i = 1; i <= 999; ++i) measured.record(static_cast<Time>(i) * one_microsecond);
  EXPECT_NEAR(*known.quantile_of_sum(measured, 0.5), 3.5e6, 3.5e6 * 0.01);
  EXPECT_FALSE(known.quantile_of_sum(measured, 0.99));
}

TEST(Confidence, KnowsStudentsFactor) {
  EXPECT_NEAR(student_t_95(1), 12.7062, 1e-4);
  EXPECT_NEAR(student_t_95(19), 2.0930, 1e-4);
  EXPECT_NEAR(student_t_95(60), 2.0003, 2e-4);
  EXPECT_NEAR(student_t_95(1'000'000), 1.95996, 1e-4);
}

TEST(Confidence, HasNoIntervalForOneValue) {
  EXPECT_FALSE(interval_of(std::vector<double>{3}));
  const auto interval = interval_of(std::vector<double>{1, 2, 3});
  ASSERT_TRUE(interval);
  EXPECT_DOUBLE_EQ(interval->mean, 2);
  EXPECT_NEAR(interval->half_width(), 4.3027 / std::sqrt(3.0), 1e-3);
}

// 95 % of intervals hold the truth: 1,000 samples of ten exponential values would be too skewed,
// ten means of fifty are not.
TEST(Confidence, CoversTheTruthAsOftenAsItSays) {
  const Distribution span = Distribution::exponential(1e6);
  RandomStream draws({5, "test", 0, "coverage"});
  int covered = 0;
  for (int replication = 0; replication < 1000; ++replication) {
    std::vector<double> means;
    for (int i = 0; i < 10; ++i) {
      double sum = 0;
      for (int j = 0; j < 50; ++j) sum += static_cast<double>(span.draw(draws.next()));
      means.push_back(sum / 50);
    }
    const auto interval = interval_of(means);
    if (interval->low <= 1e6 && 1e6 <= interval->high) ++covered;
  }
  EXPECT_GE(covered, 930);
  EXPECT_LE(covered, 970);
}

TEST(BatchMeans, WidenTheIntervalOfACorrelatedSeries) {
  RandomStream draws({6, "test", 0, "series"});
  std::vector<double> series;
  double value = 0;
  for (int i = 0; i < 20'000; ++i) {
    value = 0.95 * value + unit_interval(draws.next()) - 0.5;
    series.push_back(value);
  }
  const auto naive = interval_of(series);
  const auto batches = interval_by_batches(series);
  ASSERT_TRUE(naive && batches);
  EXPECT_GT(batches->half_width(), 4 * naive->half_width());
  EXPECT_FALSE(interval_by_batches(std::vector<double>(5, 1.0)));
}

TEST(WarmUp, EndsWhereTheSeriesBecomesSteady) {
  std::vector<double> series;
  RandomStream draws({7, "test", 0, "noise"});
  for (int i = 0; i < 400; ++i) {
    const double transient = i < 100 ? 10.0 * (100 - i) / 100 : 0;
    series.push_back(50 + transient + unit_interval(draws.next()));
  }
  const auto end = warm_up_end(series);
  ASSERT_TRUE(end);
  EXPECT_GE(*end, 80U);
  EXPECT_LE(*end, 120U);
}

TEST(WarmUp, IsNotFoundInASeriesThatNeverBecomesSteady) {
  std::vector<double> series;
  for (int i = 0; i < 400; ++i) series.push_back(i);
  EXPECT_FALSE(warm_up_end(series));
}

}  // namespace
}  // namespace eventarch::simulation
