/// Numbers as people read them, and the ceil that all counts rest on.

#include "support/notation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "input/quantity.hpp"

namespace eventarch::notation {
namespace {

struct Shown {
  double value;
  std::string_view text;
};

void expect_shown(auto show, const std::vector<Shown>& rows) {
  for (const auto& [value, text] : rows) {
    SCOPED_TRACE(testing::PrintToString(value));
    EXPECT_EQ(show(value), text);
  }
}

TEST(Number, HasAtMostFourDigitsThatMatter) {
  expect_shown([](double v) { return number(v); }, {{0, "0"},
                                                    {1, "1"},
                                                    {-1, "-1"},
                                                    {0.5, "0.5"},
                                                    {1.0 / 3, "0.3333"},
                                                    {2.0 / 3, "0.6667"},
                                                    {12.3456, "12.35"},
                                                    {9.99999, "10"},
                                                    {100, "100"},
                                                    {0.001, "0.001"}});
}

TEST(Number, SeparatesThousandsAndKeepsWholeNumbersWhole) {
  expect_shown([](double v) { return number(v); }, {{999, "999"},
                                                    {1000, "1,000"},
                                                    {12'345, "12,345"},
                                                    {123'456, "123,456"},
                                                    {1'000'000, "1,000,000"},
                                                    {-1'234'567, "-1,234,567"},
                                                    {1e12, "1,000,000,000,000"}});
}

TEST(Number, ShowsAsManyDigitsAsAreAskedFor) {
  EXPECT_EQ(number(1234.5, 5), "1,234.5");
  EXPECT_EQ(number(3.14159, 3), "3.14");
  EXPECT_EQ(number(3.14159, 1), "3");
}

TEST(Number, OfInfinityIsAWord) {
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "unlimited");
}

TEST(Rate, OfMessagesIsWrittenAsInADesignFile) {
  expect_shown([](double v) { return rate(MessageRate{v}); }, {{1, "1 msg/s"},
                                                               {500, "500 msg/s"},
                                                               {999, "999 msg/s"},
                                                               {1000, "1K msg/s"},
                                                               {1500, "1.5K msg/s"},
                                                               {10'000, "10K msg/s"},
                                                               {1'500'000, "1.5M msg/s"},
                                                               {1e12, "1,000,000M msg/s"}});
}

TEST(Rate, OfRoundMessageRatesIsReadBackAsTheSame) {
  for (const double value : {1.0, 250.0, 1000.0, 10'000.0, 25'000.0, 3e6}) {
    SCOPED_TRACE(value);
    const auto parsed = input::parse_message_rate(rate(MessageRate{value}));
    ASSERT_TRUE(std::holds_alternative<MessageRate>(parsed));
    EXPECT_EQ(std::get<MessageRate>(parsed).per_second, value);
  }
}

TEST(Rate, OfBytesIsInPowersOfAThousand) {
  expect_shown([](double v) { return rate(ByteRate{v}); }, {{1, "1 B/s"},
                                                            {999, "999 B/s"},
                                                            {1024, "1.024 KB/s"},
                                                            {2e7, "20 MB/s"},
                                                            {1.25e9, "1.25 GB/s"},
                                                            {3e12, "3 TB/s"}});
}

TEST(Size, TellsBinaryFromDecimal) {
  expect_shown([](double v) { return size(ByteSize{v}); }, {{1, "1 B"},
                                                            {999, "999 B"},
                                                            {1000, "1 KB"},
                                                            {1024, "1 KiB"},
                                                            {1500, "1.5 KB"},
                                                            {65'536, "64 KiB"},
                                                            {1'000'000, "1 MB"},
                                                            {1'048'576, "1 MiB"},
                                                            {2'621'440, "2.5 MiB"},
                                                            {1.8e12, "1.8 TB"},
                                                            {6e15, "6 PB"},
                                                            {2e18, "2 EB"}});
}

TEST(Duration, TakesTheUnitThatPeopleWould) {
  constexpr double hour = 3'600'000;
  expect_shown([](double v) { return duration(Duration{v}); }, {{0.5, "500 us"},
                                                                {1, "1 ms"},
                                                                {100, "100 ms"},
                                                                {999, "999 ms"},
                                                                {1000, "1 s"},
                                                                {1500, "1.5 s"},
                                                                {59'000, "59 s"},
                                                                {60'000, "1 min"},
                                                                {1'800'000, "30 min"},
                                                                {hour, "1 hour"},
                                                                {1.5 * hour, "1.5 hours"},
                                                                {24 * hour, "24 hours"},
                                                                {47 * hour, "47 hours"},
                                                                {48 * hour, "2 days"},
                                                                {168 * hour, "7 days"},
                                                                {240 * hour, "10 days"},
                                                                {8736 * hour, "52 weeks"}});
}

TEST(Percent, HidesRoundingErrors) {
  expect_shown(percent, {{0.7, "70 %"},
                         {0.07, "7 %"},
                         {0.29, "29 %"},
                         {0.025, "2.5 %"},
                         {1, "100 %"},
                         {0, "0 %"},
                         {1e-6, "0.0001 %"},
                         {1.5, "150 %"},
                         {0.985, "98.5 %"},
                         {0.9992, "99.92 %"},
                         {0.999702, "99.97 %"},
                         {0.99999, "99.999 %"},
                         {1 - 1e-15, "100 %"},
                         {1.0 / 3, "33.3 %"}});
}

struct Raised {
  double value;
  std::uint64_t expected;
};

TEST(GuardedCeil, ForgivesRoundingErrorsOfDivisionAndMultiplication) {
  // Each plain ceil is one more: the quotients are a hair above the whole number.
  ASSERT_EQ(std::ceil(0.14 / 0.02), 8);
  ASSERT_EQ(std::ceil(45'360 * 1.1), 49'897);
  const std::vector<Raised> rows{{0.14 / 0.02, 7}, {45'360 * 1.1, 49'896}, {350 / 2.0 / 0.7, 250},
                                 {0.3 / 0.1, 3},   {4.35 * 100, 435},      {1.1 * 1.1 * 100, 121},
                                 {0.07 * 100, 7}};
  for (const auto& [value, expected] : rows) {
    SCOPED_TRACE(testing::PrintToString(value));
    EXPECT_EQ(guarded_ceil(value), expected);
  }
}

TEST(GuardedCeil, StillRoundsUpWhatIsMore) {
  const std::vector<Raised> rows{
      {1, 1},        {1.000001, 2},          {1.5, 2},      {9.9999, 10},        {10, 10},
      {10.0001, 11}, {100'000.001, 100'001}, {0.000001, 1}, {1e9, 1'000'000'000}};
  for (const auto& [value, expected] : rows) {
    SCOPED_TRACE(testing::PrintToString(value));
    EXPECT_EQ(guarded_ceil(value), expected);
  }
}

TEST(GuardedCeil, IsTheIdentityOnWholeNumbers) {
  for (std::uint64_t n = 0; n < 200'000; n += 7) {
    ASSERT_EQ(guarded_ceil(static_cast<double>(n)), n);
  }
}

TEST(GuardedCeil, OfWhatIsNoCountIsNothing) {
  for (const double value :
       {0.0, -0.0, -1.0, -1e300, std::nan(""), -std::numeric_limits<double>::infinity()}) {
    SCOPED_TRACE(testing::PrintToString(value));
    EXPECT_EQ(guarded_ceil(value), 0U);
  }
}

TEST(GuardedCeil, StopsAtTheLargestExactWholeNumber) {
  constexpr std::uint64_t largest = 9'007'199'254'740'992;
  for (const double value : {9.1e15, 1e19, 1e300, std::numeric_limits<double>::infinity()}) {
    SCOPED_TRACE(testing::PrintToString(value));
    EXPECT_EQ(guarded_ceil(value), largest);
  }
}

}  // namespace
}  // namespace eventarch::notation
