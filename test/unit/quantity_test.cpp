/// The quantities of a design file: which spellings are one, what they are worth, and why the
/// others are refused.

#include "input/quantity.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace eventarch::input {

void PrintTo(QuantityFault fault, std::ostream* out) {
  switch (fault) {
    case QuantityFault::malformed: *out << "malformed"; return;
    case QuantityFault::zero: *out << "zero"; return;
    case QuantityFault::below_minimum: *out << "below_minimum"; return;
    case QuantityFault::above_maximum: *out << "above_maximum"; return;
  }
}

namespace {

/// The value in the base unit, or the fault: what all kinds have in common.
using Outcome = std::variant<double, QuantityFault>;

template <class T>
Outcome outcome(const Parsed<T>& parsed, auto T::*member) {
  if (const auto* fault = std::get_if<QuantityFault>(&parsed)) return *fault;
  return static_cast<double>(std::get<T>(parsed).*member);
}

Outcome message_rate(std::string_view t) {
  return outcome(parse_message_rate(t), &MessageRate::per_second);
}
Outcome latency(std::string_view t) { return outcome(parse_latency(t), &Duration::milliseconds); }
Outcome retention(std::string_view t) {
  return outcome(parse_retention(t), &Duration::milliseconds);
}
Outcome duration(std::string_view t) { return outcome(parse_duration(t), &Duration::milliseconds); }
Outcome size(std::string_view t) { return outcome(parse_size(t), &ByteSize::bytes); }
Outcome byte_rate(std::string_view t) { return outcome(parse_byte_rate(t), &ByteRate::per_second); }
Outcome share(std::string_view t) { return outcome(parse_share(t), &Share::value); }
Outcome factor(std::string_view t) { return outcome(parse_factor(t), &Factor::value); }
Outcome count(std::string_view t) { return outcome(parse_count(t), &Count::value); }

using Parser = Outcome (*)(std::string_view);

struct Accepted {
  std::string_view text;
  double value;
};

void expect_values(Parser parse, const std::vector<Accepted>& rows) {
  for (const auto& [text, value] : rows) {
    SCOPED_TRACE(testing::PrintToString(text));
    const Outcome got = parse(text);
    if (const auto* fault = std::get_if<QuantityFault>(&got)) {
      ADD_FAILURE() << "refused: " << testing::PrintToString(*fault);
      continue;
    }
    EXPECT_DOUBLE_EQ(std::get<double>(got), value);
  }
}

void expect_fault(Parser parse, QuantityFault fault, const std::vector<std::string_view>& texts) {
  for (const std::string_view text : texts) {
    SCOPED_TRACE(testing::PrintToString(text));
    const Outcome got = parse(text);
    if (const auto* value = std::get_if<double>(&got)) {
      ADD_FAILURE() << "accepted as " << *value;
      continue;
    }
    EXPECT_EQ(std::get<QuantityFault>(got), fault);
  }
}

constexpr double hour = 3'600'000;

TEST(MessageRate, IsAWholeNumberWithKOrMAndItsUnit) {
  expect_values(message_rate, {{"1 msg/s", 1},
                               {"500 msg/s", 500},
                               {"10K msg/s", 10'000},
                               {"2M msg/s", 2e6},
                               {"10Kmsg/s", 10'000},
                               {"10K   msg/s", 10'000},
                               {"10K\tmsg/s", 10'000},
                               {"007 msg/s", 7},
                               {"1000000M msg/s", 1e12},
                               {"1000000000000 msg/s", 1e12}});
}

TEST(MessageRate, RefusesEverythingElse) {
  expect_fault(message_rate, QuantityFault::malformed,
               {"",
                " ",
                "fast",
                "10",
                "10K",
                "msg/s",
                "K msg/s",
                "10k msg/s",
                "10m msg/s",
                "10G msg/s",
                "10KK msg/s",
                "10 K msg/s",
                "1.5K msg/s",
                "1,000 msg/s",
                "1e3 msg/s",
                "+10 msg/s",
                "-10 msg/s",
                "0x10 msg/s",
                "10K msg / s",
                "10K msg/S",
                "10K MSG/s",
                "10K msgs/s",
                "10K msg/sec",
                " 10K msg/s",
                "10K msg/s ",
                "10K msg/s\n",
                "\n10K msg/s",
                "10K msg/s msg/s",
                "10K\u00A0msg/s",
                "\u0661\u0660 msg/s"});
}

TEST(MessageRate, RefusesNothingAndTooMuch) {
  expect_fault(message_rate, QuantityFault::zero, {"0 msg/s", "0K msg/s", "000M msg/s"});
  expect_fault(message_rate, QuantityFault::above_maximum,
               {"1000000000001 msg/s", "1000001M msg/s", "99999999999999999999 msg/s"});
}

TEST(Latency, IsAWholeNumberOfMillisecondsOrSeconds) {
  expect_values(latency, {{"100ms", 100},
                          {"100 ms", 100},
                          {"1 ms", 1},
                          {"2s", 2000},
                          {"2  s", 2000},
                          {"1000000 s", 1e9}});
}

TEST(Latency, RefusesOtherUnitsDecimalsSignsAndStrayBlanks) {
  expect_fault(
      latency, QuantityFault::malformed,
      {"", "100", "100 MS", "100 Ms", "1 S", "1.5 s", "0.5ms", "-1 ms", "+1 ms", "1 m", "1 min",
       "1 us", "1 sec", "1K ms", "100ms ", " 100ms", "100ms\n", "100m s", "1s1ms"});
  expect_fault(latency, QuantityFault::zero, {"0ms", "0 s"});
  expect_fault(latency, QuantityFault::above_maximum, {"1000000001 ms", "1000001 s"});
}

TEST(Retention, IsAWholeNumberOfHoursDaysOrWeeks) {
  expect_values(retention, {{"1 hour", hour},
                            {"1 hours", hour},
                            {"72 hours", 72 * hour},
                            {"7 days", 168 * hour},
                            {"7days", 168 * hour},
                            {"1 day", 24 * hour},
                            {"1 week", 168 * hour},
                            {"52 weeks", 52 * 168 * hour},
                            {"10000000 hours", 1e7 * hour}});
}

TEST(Retention, RefusesOtherUnitsDecimalsSignsAndStrayBlanks) {
  expect_fault(
      retention, QuantityFault::malformed,
      {"", "7", "7d", "7 Days", "7 DAYS", "1.5 days", "-7 days", "+7 days", "7 months", "1 year",
       "30 min", "7K days", "7 days ", " 7 days", "7 days\n", "7 dayss", "forever"});
  expect_fault(retention, QuantityFault::zero, {"0 hours", "0 days", "00 weeks"});
  expect_fault(retention, QuantityFault::above_maximum, {"10000001 hours", "416667 days"});
}

TEST(Duration, MayHaveDecimalsAndRunsFromMillisecondsToDays) {
  expect_values(duration, {{"5 ms", 5},
                           {"0.5 ms", 0.5},
                           {"1.25s", 1250},
                           {"30 min", 1'800'000},
                           {"1 hour", hour},
                           {"1.5 hours", 1.5 * hour},
                           {"1 day", 24 * hour},
                           {"2 days", 48 * hour},
                           {"10000000 hours", 1e7 * hour}});
}

TEST(Duration, RefusesHalfNumbersWeeksAndStrayBlanks) {
  expect_fault(duration, QuantityFault::malformed,
               {"", "5", ".5 ms", "5. ms", "1.2.3 s", "1,5 s", "-5 ms", "+5 ms", "1e3 ms", "5 m",
                "5 minutes", "1 week", "1K ms", "5 ms ", " 5 ms", "5 ms\n"});
  expect_fault(duration, QuantityFault::zero, {"0 ms", "0.0 hours", "0.000 s"});
  expect_fault(duration, QuantityFault::above_maximum, {"10000000.5 hours", "416667 days"});
}

TEST(Size, KeepsDecimalAndBinaryUnitsApart) {
  expect_values(size, {{"1 B", 1},
                       {"1 KB", 1000},
                       {"1 KiB", 1024},
                       {"1 MB", 1'000'000},
                       {"1 MiB", 1'048'576},
                       {"1.5 KB", 1500},
                       {"0.5KiB", 512},
                       {"250B", 250},
                       {"1000000 MB", 1e12}});
}

TEST(Size, RefusesUnitsInOtherCaseAndUnknownOnes) {
  expect_fault(size, QuantityFault::malformed,
               {"", "1", "1 kB", "1 kb", "1 K", "1 M", "1 mb", "1 KIB", "1 GB", "1 GiB", "1 b",
                "-1 KB", "+1 KB", "1 K B", "1 KB ", " 1 KB", "1 KB\n", "1. KB", ".5 KB"});
}

TEST(Size, RefusesLessThanAByteAndMoreThanATerabyte) {
  expect_fault(size, QuantityFault::zero, {"0 B", "0.0 MiB"});
  expect_fault(size, QuantityFault::below_minimum, {"0.5 B", "0.0001 KB"});
  expect_fault(size, QuantityFault::above_maximum, {"1000001 MB", "1000000000001 B"});
}

TEST(ByteRate, KeepsDecimalAndBinaryUnitsApart) {
  expect_values(byte_rate, {{"1 B/s", 1},
                            {"10 KB/s", 10'000},
                            {"10 MB/s", 1e7},
                            {"2.5 GB/s", 2.5e9},
                            {"10 KiB/s", 10'240},
                            {"10 MiB/s", 10'485'760},
                            {"1GiB/s", 1'073'741'824},
                            {"1000000 GB/s", 1e15}});
}

TEST(ByteRate, RefusesBitsBareSizesAndStrayBlanks) {
  expect_fault(byte_rate, QuantityFault::malformed,
               {"", "10", "10 MB", "10 Mb/s", "10 mb/s", "10 Mbit/s", "10 MBps", "10 MB/sec",
                "10 TB/s", "-10 MB/s", "10 MB / s", "10 MB/s ", " 10 MB/s", "10 MB/s\n"});
  expect_fault(byte_rate, QuantityFault::zero, {"0 MB/s"});
  expect_fault(byte_rate, QuantityFault::below_minimum, {"0.9 B/s", "0.0005 KB/s"});
  expect_fault(byte_rate, QuantityFault::above_maximum, {"1000001 GB/s"});
}

TEST(Share, IsAPercentageUpToAHundred) {
  expect_values(share, {{"70 %", 0.7},
                        {"70%", 0.7},
                        {"2.5 %", 0.025},
                        {"0.01 %", 0.0001},
                        {"100 %", 1},
                        {"100.0%", 1}});
}

TEST(Share, RefusesFractionsNothingAndMoreThanAll) {
  expect_fault(share, QuantityFault::malformed,
               {"", "0.7", "70", "%", "70 percent", "-5 %", "+5 %", "5 %%", "70 % ", " 70 %",
                "70 %\n", "1K %", ".5 %", "5. %"});
  expect_fault(share, QuantityFault::zero, {"0 %", "0.0%"});
  expect_fault(share, QuantityFault::above_maximum, {"101 %", "100.1 %", "100.000001 %"});
}

TEST(Factor, IsABareNumberOfAtLeastOne) {
  expect_values(factor, {{"1", 1}, {"1.0", 1}, {"3", 3}, {"1.25", 1.25}, {"1000000", 1e6}});
}

TEST(Factor, RefusesUnitsSignsAndLessThanOne) {
  expect_fault(factor, QuantityFault::malformed,
               {"", "x", "3x", "3 x", "+3", "-3", "3.", ".5", "1e2", "3 ", " 3", "3\n", "1,5", "3K",
                "inf", "nan", ".inf", "0x3"});
  expect_fault(factor, QuantityFault::zero, {"0", "0.0"});
  expect_fault(factor, QuantityFault::below_minimum, {"0.5", "0.999999"});
  expect_fault(factor, QuantityFault::above_maximum, {"1000001", "1000000.5"});
}

TEST(Count, IsAWholeNumberWithKOrM) {
  expect_values(count, {{"1", 1},
                        {"12", 12},
                        {"010", 10},
                        {"100K", 100'000},
                        {"5M", 5e6},
                        {"1000000M", 1e12},
                        {"999999999999", 999'999'999'999}});
}

TEST(Count, RefusesDecimalsSignsAndStrayBlanks) {
  expect_fault(count, QuantityFault::malformed,
               {"", "K", "1.0", "1.5K", "-1", "+1", "1k", "1 K", "1K ", " 1", "1\n", "0x10",
                "1_000", "1,000", "1e3", "ten"});
  expect_fault(count, QuantityFault::zero, {"0", "0K"});
  expect_fault(count, QuantityFault::above_maximum, {"1000000000001", "1000001M"});
}

TEST(Count, OfTheLargestCountsIsExact) {
  const auto parsed = parse_count("999999999999");
  ASSERT_TRUE(std::holds_alternative<Count>(parsed));
  EXPECT_EQ(std::get<Count>(parsed).value, 999'999'999'999U);
}

TEST(AnyQuantity, OfSixtyThousandDigitsIsTooLargeAtOnce) {
  const std::string digits(60'000, '9');
  const std::vector<std::pair<Parser, std::string>> rows{{message_rate, " msg/s"},
                                                         {latency, " ms"},
                                                         {retention, " days"},
                                                         {duration, " min"},
                                                         {size, " KB"},
                                                         {byte_rate, " MB/s"},
                                                         {share, " %"},
                                                         {factor, ""},
                                                         {count, "M"}};
  const auto start = std::chrono::steady_clock::now();
  for (const auto& [parse, unit] : rows) {
    SCOPED_TRACE(unit);
    const Outcome got = parse(digits + unit);
    ASSERT_TRUE(std::holds_alternative<QuantityFault>(got));
    EXPECT_EQ(std::get<QuantityFault>(got), QuantityFault::above_maximum);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(500));
}

TEST(AnyQuantity, OfSixtyThousandDecimalsKeepsItsValue) {
  const std::string decimals(60'000, '3');
  const Outcome got = duration("1." + decimals + " ms");
  ASSERT_TRUE(std::holds_alternative<double>(got));
  EXPECT_NEAR(std::get<double>(got), 4.0 / 3.0, 1e-12);
}

TEST(AnyQuantity, OfSixtyThousandBlanksOrLettersIsMalformed) {
  const std::string blanks = "10" + std::string(60'000, ' ');
  const std::string letters(60'000, 'K');
  expect_fault(message_rate, QuantityFault::malformed, {blanks, letters});
  expect_fault(count, QuantityFault::malformed, {blanks, letters});
}

TEST(AnyQuantity, HoldsNoNul) {
  using namespace std::string_view_literals;
  expect_fault(message_rate, QuantityFault::malformed, {"10K msg/s\0"sv, "10\0K msg/s"sv, "\0"sv});
  expect_fault(count, QuantityFault::malformed, {"12\0"sv});
}

TEST(Thresholds, AreExactWhereDecimalsAreWritten) {
  // 0.1 + 0.2 has no exact double; what is written is what is meant.
  expect_values(duration, {{"0.3 ms", 0.3}, {"0.1 s", 100}, {"16.7 ms", 16.7}});
  expect_values(share, {{"0.3 %", 0.003}, {"99.9 %", 0.999}});
}

}  // namespace
}  // namespace eventarch::input
