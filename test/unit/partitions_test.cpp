/// calculate_partitions: the count that the whole topology rests on.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "eventarch/sizing.hpp"

namespace eventarch {
namespace {

TEST(Partitions, OfTheDefaultsAreTwelve) {
  const auto plan = calculate_partitions();
  ASSERT_TRUE(plan);
  EXPECT_GE(plan->partitions, 10U);
  EXPECT_EQ(plan->partitions % 2, 0U);
  EXPECT_EQ(plan->partitions, 12U);
  EXPECT_EQ(plan->raw, 10U);
  EXPECT_EQ(plan->multiple_of, 6U);
}

TEST(Partitions, UnderGlobalOrderAreOneWhateverTheRate) {
  for (const double rate : {0.0, 1.0, 10'000.0, 1e6, 1e9}) {
    SCOPED_TRACE(rate);
    const auto plan = calculate_partitions(rate, 1000, 3, Ordering::global);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->partitions, 1U);
  }
}

struct Example {
  std::string_view of;
  double throughput;
  double per_partition;
  std::uint64_t expected_raw;
};

/// The larger of the two needs, t/p of the producers and t/c of the consumers, decides.
TEST(Partitions, AgreeWithTheWorkedExamplesOfPublicGuides) {
  const std::vector<Example> rows{
      {"t 250, p 50: producers", 250, 50, 5},
      {"t 250, c 25: consumers", 250, 25, 10},
      {"1 GB/s at 100 MB/s", 1000, 100, 10},
      {"1 GB/s at 50 MB/s", 1000, 50, 20},
      {"one more than a multiple", 10'001, 1000, 11},
      {"rounding error of IEEE-754", 0.14, 0.02, 7},
      {"safe capacity of 70 %", 350.0, 2 * 0.7, 250},
      {"less than one", 1, 1000, 1},
      {"nothing", 0, 1000, 1},
  };
  for (const Example& row : rows) {
    SCOPED_TRACE(row.of);
    const auto plan = calculate_partitions(row.throughput, row.per_partition);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->raw, row.expected_raw);
    EXPECT_GE(plan->partitions, row.expected_raw);
  }
}

struct Rounded {
  std::uint64_t raw;
  std::uint64_t replication_factor;
  std::uint64_t expected;
};

TEST(Partitions, AreRoundedToEvenAndToTheReplicationFactorWhereThatIsCheap) {
  const std::vector<Rounded> rows{
      {2, 1, 2},
      {3, 1, 4},
      {7, 2, 8},
      {20, 3, 24},
      {25, 3, 30},
      {12, 3, 12},
      {13, 3, 18},
      {100, 3, 102},
      {31, 5, 40},
      {20, 5, 20},
      // A factor of 50 would more than double 20 partitions.
      {20, 50, 20},
      {21, 50, 22},
  };
  for (const auto& [raw, factor, expected] : rows) {
    SCOPED_TRACE(testing::Message() << raw << " x" << factor);
    const auto plan = calculate_partitions(static_cast<double>(raw), 1, factor);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->raw, raw);
    EXPECT_EQ(plan->partitions, expected);
  }
}

TEST(Partitions, AreRefusedForInputsThatMeanNothing) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  struct Row {
    std::string_view of;
    double throughput;
    double per_partition;
    std::uint64_t replication_factor;
  };
  const std::vector<Row> rows{
      {"NaN rate", nan, 1000, 3},
      {"NaN capacity", 10'000, nan, 3},
      {"negative rate", -1, 1000, 3},
      {"infinite rate", infinity, 1000, 3},
      {"zero capacity", 10'000, 0, 3},
      {"zero by zero", 0, 0, 3},
      {"negative capacity", 10'000, -1000, 3},
      {"infinite capacity", 10'000, infinity, 3},
      {"no replica", 10'000, 1000, 0},
      {"a count beyond 10^9", 1e12, 1, 3},
      {"a quotient beyond double", 1e300, 1e-300, 3},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.of);
    EXPECT_FALSE(calculate_partitions(row.throughput, row.per_partition, row.replication_factor));
  }
}

TEST(Partitions, MayBeABillionAndNoMore) {
  const auto plan = calculate_partitions(1e9, 1, 1);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->partitions, 1'000'000'000U);
  EXPECT_FALSE(calculate_partitions(1e9 + 1, 1, 1));
}

TEST(Partitions, AreAlwaysEvenAndEnoughAndNeverWasteful) {
  for (const std::uint64_t factor : {1U, 2U, 3U, 4U, 5U, 7U, 9U, 100U}) {
    for (std::uint64_t rate = 0; rate <= 60'000; rate += 137) {
      SCOPED_TRACE(testing::Message() << rate << " msg/s x" << factor);
      const auto plan = calculate_partitions(static_cast<double>(rate), 1000, factor);
      ASSERT_TRUE(plan);
      ASSERT_EQ(plan->partitions % 2, 0U);
      ASSERT_EQ(plan->partitions % plan->multiple_of, 0U);
      ASSERT_GE(plan->partitions * 1000, rate);
      ASSERT_LE(plan->partitions, plan->raw + std::max(plan->raw / 2 + 1, factor));
    }
  }
}

TEST(Partitions, NeverFallWhenTheRateRises) {
  std::uint64_t before_raw = 0;
  std::uint64_t before = 0;
  for (double rate = 0; rate <= 200'000; rate += 97) {
    SCOPED_TRACE(rate);
    const auto plan = calculate_partitions(rate);
    ASSERT_TRUE(plan);
    ASSERT_GE(plan->raw, before_raw);
    ASSERT_GE(plan->partitions, before);
    before_raw = plan->raw;
    before = plan->partitions;
  }
}

TEST(Partitions, NeverRiseWhenAPartitionCarriesMore) {
  std::uint64_t before = std::numeric_limits<std::uint64_t>::max();
  for (double capacity = 100; capacity <= 20'000; capacity += 50) {
    SCOPED_TRACE(capacity);
    const auto plan = calculate_partitions(10'000, capacity);
    ASSERT_TRUE(plan);
    ASSERT_LE(plan->partitions, before);
    before = plan->partitions;
  }
}

}  // namespace
}  // namespace eventarch
