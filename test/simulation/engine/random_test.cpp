#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "simulation/engine/distribution.hpp"
#include "simulation/engine/mathematics.hpp"
#include "simulation/engine/philox.hpp"
#include "simulation/engine/random_stream.hpp"

namespace eventarch::simulation {
namespace {

// The known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
TEST(Philox, GivesTheKnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomStream, DependsOnEachPartOfItsName) {
  const std::uint64_t value = RandomStream({1, "group", 2, "service"}).at(0);
  EXPECT_EQ(value, RandomStream({1, "group", 2, "service"}).at(0));
  EXPECT_NE(value, RandomStream({2, "group", 2, "service"}).at(0));
  EXPECT_NE(value, RandomStream({1, "producer", 2, "service"}).at(0));
  EXPECT_NE(value, RandomStream({1, "group", 3, "service"}).at(0));
  EXPECT_NE(value, RandomStream({1, "group", 2, "retry"}).at(0));
}

TEST(RandomStream, GivesAnIndexTheSameValueInAnyOrder) {
  RandomStream in_order({7, "group", 0, "service"});
  const std::uint64_t first = in_order.next();
  const std::uint64_t second = in_order.next();
  const RandomStream by_index({7, "group", 0, "service"});
  EXPECT_EQ(by_index.at(1), second);
  EXPECT_EQ(by_index.at(0), first);
}

TEST(RandomStream, StaysInsideItsInterval) {
  EXPECT_GT(unit_interval(0), 0);
  EXPECT_LT(unit_interval(UINT64_MAX), 1);
  EXPECT_EQ(below(0, 6), 0U);
  EXPECT_EQ(below(UINT64_MAX, 6), 5U);
}

TEST(Mathematics, AgreesWithTheLibraryToTwoUnitsOfTheLastPlace) {
  constexpr double most = 5e-16;
  const RandomStream draws({1, "test", 0, "arguments"});
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const double exponent = unit_interval(draws.at(i)) * 1300 - 650;
    EXPECT_NEAR(exponential(exponent) / std::exp(exponent), 1, most) << exponent;
    const double value = std::ldexp(unit_interval(draws.at(i, 1)), static_cast<int>(i % 200) - 100);
    EXPECT_NEAR(natural_logarithm(value) / std::log(value), 1, most) << value;
  }
  EXPECT_EQ(natural_logarithm(1), 0);
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-1000), 0);
}

TEST(Mathematics, KnowsTheQuantilesOfTheNormalDistribution) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(0.99), 2.3263478740408408, 1e-14);
  EXPECT_NEAR(normal_quantile(0.01), -2.3263478740408408, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-12), -7.034483825301132, 1e-12);
}

struct Moments {
  double mean = 0;
  double variation = 0;
};

Moments moments_of(const Distribution& distribution) {
  const RandomStream draws({3, "test", 0, "spans"});
  constexpr int count = 400'000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < count; ++i) {
    const auto span = static_cast<double>(distribution.draw(draws.at(static_cast<unsigned>(i))));
    sum += span;
    squares += span * span;
  }
  const double mean = sum / count;
  return {mean, std::sqrt(squares / count - mean * mean) / mean};
}

TEST(Distribution, HasTheMeanAndTheVariationThatItIsMadeOf) {
  const Moments exponential = moments_of(Distribution::exponential(1e6));
  EXPECT_NEAR(exponential.mean, 1e6, 5e3);
  EXPECT_NEAR(exponential.variation, 1, 0.01);
  const Moments lognormal = moments_of(Distribution::lognormal(1e6, 0.5));
  EXPECT_NEAR(lognormal.mean, 1e6, 5e3);
  EXPECT_NEAR(lognormal.variation, 0.5, 0.01);
  EXPECT_EQ(Distribution::deterministic(12.4).draw(99), 12U);
  EXPECT_EQ(Distribution::lognormal(1e6, 0).draw(1), 1'000'000U);
}

TEST(Distribution, MeetsTheTwoPercentilesThatItIsMadeOf) {
  const Distribution way = Distribution::lognormal_by_percentiles(5e6, 15e6);
  constexpr std::uint64_t half = std::uint64_t{1} << 63U;
  EXPECT_NEAR(static_cast<double>(way.draw(half)), 5e6, 2);
  EXPECT_NEAR(static_cast<double>(way.draw(UINT64_MAX / 100 * 99)), 15e6, 20);
}

TEST(Time, RoundsToNanosecondsAndStaysInRange) {
  EXPECT_EQ(from_milliseconds(0.0000006), 1U);
  EXPECT_EQ(from_milliseconds(-5), 0U);
  EXPECT_EQ(from_seconds(1e300), longest_span);
}

}  // namespace
}  // namespace eventarch::simulation
