/// Arguments of formulas: what each dimension takes, what it refuses, and the way out.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eventarch/formulas.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::array all_dimensions{
    Dimension::number,    Dimension::count, Dimension::share,    Dimension::message_rate,
    Dimension::byte_rate, Dimension::bytes, Dimension::duration,
};

struct Good {
  Dimension dimension;
  std::string_view text;
  double value;
};

TEST(ParseArgument, TakesEverySpellingAsTheNearestDouble) {
  constexpr std::array rows{
      Good{Dimension::number, "0", 0},
      Good{Dimension::number, "1.5", 1.5},
      Good{Dimension::number, "0.07", 0.07},
      Good{Dimension::number, "-0", 0},
      Good{Dimension::number, "-2.5", -2.5},
      Good{Dimension::number, "1e6", 1e6},
      Good{Dimension::number, "2.5e-3", 2.5e-3},
      Good{Dimension::number, "1e+3", 1e3},
      Good{Dimension::number, "007", 7},
      Good{Dimension::number, "2G", 2e9},
      Good{Dimension::count, "36M", 36e6},
      Good{Dimension::count, "36.3M", 36'300'000},
      Good{Dimension::count, "1.005K", 1005},
      Good{Dimension::count, "1.5K", 1500},
      Good{Dimension::count, "120000", 120'000},
      Good{Dimension::count, " 12 ", 12},
      Good{Dimension::share, "70 %", 0.7},
      Good{Dimension::share, "7%", 0.07},
      Good{Dimension::share, "0.5 %", 0.005},
      Good{Dimension::share, "0 %", 0},
      Good{Dimension::share, "250 %", 2.5},
      Good{Dimension::message_rate, "10K msg/s", 10e3},
      Good{Dimension::message_rate, "10Kmsg/s", 10e3},
      Good{Dimension::message_rate, "0.5 msg/s", 0.5},
      Good{Dimension::message_rate, "1.5M msg/s", 1.5e6},
      Good{Dimension::message_rate, "2G\tmsg/s", 2e9},
      Good{Dimension::byte_rate, "10 MB/s", 10e6},
      Good{Dimension::byte_rate, "10 MiB/s", 10 * 1048576.0},
      Good{Dimension::byte_rate, "1 B/s", 1},
      Good{Dimension::byte_rate, "1.5KB/s", 1500},
      Good{Dimension::byte_rate, "1 GB/s", 1e9},
      Good{Dimension::byte_rate, "1 TB/s", 1e12},
      Good{Dimension::byte_rate, "1 KiB/s", 1024},
      Good{Dimension::byte_rate, "1 GiB/s", 1073741824},
      Good{Dimension::byte_rate, "1 TiB/s", 1099511627776.0},
      Good{Dimension::bytes, "1 KB", 1000},
      Good{Dimension::bytes, "1 MiB", 1048576},
      Good{Dimension::bytes, "2 TB", 2e12},
      Good{Dimension::bytes, "0 B", 0},
      Good{Dimension::bytes, "3MB", 3e6},
      Good{Dimension::bytes, "4 GB", 4e9},
      Good{Dimension::bytes, "5 PB", 5e15},
      Good{Dimension::bytes, "1 EB", 1e18},
      Good{Dimension::bytes, "1 KiB", 1024},
      Good{Dimension::bytes, "1 GiB", 1073741824},
      Good{Dimension::bytes, "1 TiB", 1099511627776.0},
      Good{Dimension::bytes, "1 PiB", 1125899906842624.0},
      Good{Dimension::duration, "250 us", 250e-6},
      Good{Dimension::duration, "5 ms", 0.005},
      Good{Dimension::duration, "5ms", 0.005},
      Good{Dimension::duration, "0 s", 0},
      Good{Dimension::duration, "30 s", 30},
      Good{Dimension::duration, "30 min", 1800},
      Good{Dimension::duration, "1 hour", 3600},
      Good{Dimension::duration, "2 hours", 7200},
      Good{Dimension::duration, "1 day", 86'400},
      Good{Dimension::duration, "7 days", 604'800},
      Good{Dimension::duration, "1 week", 604'800},
      Good{Dimension::duration, "52 weeks", 52 * 604'800.0},
  };
  for (const Good& row : rows) {
    SCOPED_TRACE(row.text);
    const auto parsed = parse_argument(row.dimension, row.text);
    ASSERT_TRUE(std::holds_alternative<double>(parsed))
        << std::get<ArgumentError>(parsed).message << "; " << std::get<ArgumentError>(parsed).help;
    EXPECT_EQ(std::get<double>(parsed), row.value);
    EXPECT_FALSE(std::signbit(std::get<double>(parsed)) && row.value == 0);
  }
}

TEST(ParseArgument, ReadsBackWhatIsShown) {
  for (const Dimension dimension : all_dimensions) {
    for (const double value : {0.0, 0.5, 1.0, 12.0, 300.0, 999.0, 86'400.0, 2e8}) {
      const std::string shown = show(dimension, value);
      if (shown.find(',') != std::string::npos) continue;  // refused, with the way out
      SCOPED_TRACE(shown);
      const auto parsed = parse_argument(dimension, shown);
      ASSERT_TRUE(std::holds_alternative<double>(parsed));
      EXPECT_NEAR(std::get<double>(parsed), value, value * 1e-3);
    }
  }
}

/// The refusal; a failed expectation where there is none.
ArgumentError refused(Dimension dimension, std::string_view text) {
  const auto parsed = parse_argument(dimension, text);
  const auto* error = std::get_if<ArgumentError>(&parsed);
  EXPECT_NE(error, nullptr) << text.substr(0, 100) << " is taken";
  return error == nullptr ? ArgumentError{} : *error;
}

TEST(ParseArgument, RefusesWhatIsNoNumberInEveryDimension) {
  for (const Dimension dimension : all_dimensions) {
    const std::string unit(dimension == Dimension::share ? "%" : base_unit(dimension));
    for (const std::string_view number :
         {"",   " ",   "nan", "NaN",  "inf",   "-inf",     "infinity", "unlimited",
          "+5", ".5",  "5.",  "5..5", "1.2.3", "--5",      "- 5",      "0x10",
          "1e", "1e+", "e5",  "five", "1,5",   "1,00,000", "\xD9\xA3", "5KK"}) {
      SCOPED_TRACE(number);
      const ArgumentError error = refused(dimension, std::string(number) + unit);
      EXPECT_FALSE(error.message.empty());
      EXPECT_FALSE(error.help.empty());
    }
  }
}

TEST(ParseArgument, TakesOneKindOfPowerOfTen) {
  for (const Dimension dimension : {Dimension::number, Dimension::count, Dimension::message_rate}) {
    refused(dimension, "1e3K" + std::string(base_unit(dimension)));
  }
}

TEST(ParseArgument, RefusesWhatCannotBeCalculatedWith) {
  for (const Dimension dimension : all_dimensions) {
    const std::string unit(dimension == Dimension::share ? "%" : base_unit(dimension));
    for (const std::string& number :
         {"1" + std::string(400, '0'), "1" + std::string(400, '7'), std::string(100'000, '9'),
          std::string("1e25"), std::string("1e400"), std::string("1e-400"), std::string("1e-25"),
          "0." + std::string(400, '0') + "1", "1e" + std::string(50, '9')}) {
      const ArgumentError error = refused(dimension, number + " " + unit);
      EXPECT_THAT(error.message, HasSubstr("is beyond what is calculated here"));
      EXPECT_THAT(error.help, HasSubstr("10^18"));
      EXPECT_LT(error.message.size(), 200U) << "shortened";
    }
  }
}

TEST(ParseArgument, TakesManyDigitsThatMeanLittle) {
  // Put together by format: gcc 12 takes the operator + of such texts for an overrun.
  const std::string digits = fmt::format("1.{:0>1001}", 1);
  EXPECT_EQ(std::get<double>(parse_argument(Dimension::number, digits)), 1);
  const std::string zeros = fmt::format("{:0>1001}", 5);
  EXPECT_EQ(std::get<double>(parse_argument(Dimension::count, zeros)), 5);
}

struct Bad {
  Dimension dimension;
  std::string_view text;
  std::string_view message;
  std::string_view help;
};

TEST(ParseArgument, SaysTheWayOut) {
  constexpr std::array rows{
      Bad{Dimension::duration, "10", "`10` has no unit",
          "say which: `10 us`, `10 ms`, `10 s`, `10 min`, `10 hours` or `10 days`"},
      Bad{Dimension::bytes, "10", "`10` has no unit",
          "say which: `10 B`, `10 KB`, `10 MB`, `10 GB` or `10 TB`"},
      Bad{Dimension::byte_rate, "10", "`10` has no unit",
          "say which: `10 B/s`, `10 KB/s`, `10 MB/s` or `10 GB/s`"},
      Bad{Dimension::message_rate, "10K", "`10K` has no unit", "say which: `10K msg/s`"},
      Bad{Dimension::share, "70", "`70` has no unit", "say which: `70 %`"},
      Bad{Dimension::share, "0.7", "`0.7` has no unit", "say which: `0.7 %` or `70 %`"},
      Bad{Dimension::message_rate, "5 ms", "`5 ms` is a duration, not a message rate",
          "write a number, then `K`, `M` or `G` if wanted, then `msg/s`, such as `10K msg/s`"},
      Bad{Dimension::bytes, "5 MB/s", "`5 MB/s` is a byte rate, not a size", "such as `1 KB`"},
      Bad{Dimension::count, "5 %", "`5 %` is a share, not a count", "such as `36M`"},
      Bad{Dimension::duration, "36M", "`36M` is not a duration", "did you mean `36 min`?"},
      Bad{Dimension::count, "36 M", "`36 M` is not a count", "did you mean `36M`?"},
      Bad{Dimension::count, "36k", "`36k` is not a count", "did you mean `36K`?"},
      Bad{Dimension::message_rate, "10k", "`10k` is not a message rate",
          "did you mean `10K msg/s`?"},
      Bad{Dimension::message_rate, "10Kmsgs/s", "`10Kmsgs/s` is not a message rate",
          "did you mean `10K msg/s`?"},
      Bad{Dimension::byte_rate, "10 mb/s", "`10 mb/s` is not a byte rate",
          "did you mean `10 MB/s`?"},
      Bad{Dimension::bytes, "10K", "`10K` is not a size", "did you mean `10 KB`?"},
      Bad{Dimension::duration, "3 h", "`3 h` is not a duration", "did you mean `3 hours`?"},
      Bad{Dimension::count, "36,000,000", "`36,000,000` is not a count",
          "did you mean `36000000`?"},
      Bad{Dimension::duration, "1,5 s", "`1,5 s` is not a duration", "did you mean `1.5 s`?"},
      Bad{Dimension::bytes, "", "no size is given", "such as `1 KB`"},
      Bad{Dimension::number, "many", "`many` is not a number", "such as `1.5`"},
  };
  for (const Bad& row : rows) {
    SCOPED_TRACE(row.text);
    const ArgumentError error = refused(row.dimension, row.text);
    EXPECT_EQ(error.message, row.message);
    EXPECT_THAT(error.help, HasSubstr(row.help));
  }
}

TEST(ParseArgument, ShowsHostileTextEscapedAndShortened) {
  for (const Dimension dimension : all_dimensions) {
    for (const std::string& text :
         {std::string("5 \x1b[31m"), std::string("\x1b]0;x\x07"), std::string("5\xE2\x80\xAE"),
          std::string("5 \xFF"), std::string("5\0s", 3), "5 " + std::string(100'000, 'x'),
          std::string(100'000, '9')}) {
      const ArgumentError error = refused(dimension, text);
      EXPECT_EQ(text::printable(error.message), error.message);
      EXPECT_EQ(text::printable(error.help), error.help);
      EXPECT_LT(error.message.size() + error.help.size(), 600U);
    }
  }
}

TEST(ParseArgument, TakesTheExampleOfEveryForm) {
  for (const Dimension dimension : all_dimensions) {
    EXPECT_FALSE(written_form(dimension).empty());
    const std::string help = refused(dimension, "?").help;
    const std::size_t start = help.rfind("such as `") + std::string_view("such as `").size();
    const std::string example = help.substr(start, help.rfind('`') - start);
    EXPECT_TRUE(std::holds_alternative<double>(parse_argument(dimension, example))) << example;
  }
}

TEST(RangeText, SaysWhichValuesAreTaken) {
  constexpr double least = std::numeric_limits<double>::lowest();
  EXPECT_EQ(range_text(Dimension::count, any_amount), "0 or more");
  EXPECT_EQ(range_text(Dimension::duration, above_zero), "above 0");
  EXPECT_EQ(range_text(Dimension::count, one_or_more), "1 or more");
  EXPECT_EQ(range_text(Dimension::share, portion), "above 0 % up to 100 %");
  EXPECT_EQ(range_text(Dimension::share, zero_to_one), "0 % to 100 %");
  EXPECT_EQ(range_text(Dimension::share, inner_portion), "above 0 % and below 100 %");
  EXPECT_EQ(range_text(Dimension::share, {.most = 1, .most_excluded = true}),
            "0 % or more and below 100 %");
  EXPECT_EQ(range_text(Dimension::duration, {.least = 1, .most = 3600}), "1 s to 1 hour");
  EXPECT_EQ(range_text(Dimension::number, {.least = least}), "any");
  EXPECT_EQ(range_text(Dimension::bytes, {.most = argument_most}), "0 or more");
  EXPECT_EQ(range_text(Dimension::duration, {.least = argument_least}), "above 0");
  EXPECT_EQ(range_text(Dimension::share, {.least = argument_least, .most = 1}),
            "above 0 % up to 100 %");
  EXPECT_EQ(range_text(Dimension::number, {.least = least, .most = 1}), "up to 1");
  EXPECT_EQ(range_text(Dimension::number, {.least = least, .most = 1, .most_excluded = true}),
            "below 1");
}

TEST(ShowInFull, AddsTheBaseUnitWhereItSaysMore) {
  EXPECT_EQ(show_in_full(Dimension::duration, 7200), "2 hours (7,200 s)");
  EXPECT_EQ(show_in_full(Dimension::duration, 30), "30 s");
  EXPECT_EQ(show_in_full(Dimension::duration, 0.0379420015), "37.94 ms (0.0379420015 s)");
  EXPECT_EQ(show_in_full(Dimension::message_rate, 10'000), "10K msg/s (10,000 msg/s)");
  EXPECT_EQ(show_in_full(Dimension::bytes, 1'048'576), "1 MiB (1,048,576 B)");
  EXPECT_EQ(show_in_full(Dimension::share, 0.7), "70 % (0.7)");
  EXPECT_EQ(show_in_full(Dimension::count, 36e6), "36,000,000");
  EXPECT_EQ(show_in_full(Dimension::number, 1.5), "1.5");
  EXPECT_EQ(show_in_full(Dimension::number, 1.23456789), "1.23457 (1.23456789)");
  EXPECT_EQ(show_in_full(Dimension::number, 1e-9), "1e-09");
  EXPECT_THAT(show_in_full(Dimension::count, 1e20), Not(HasSubstr("unlimited")));
}

}  // namespace
}  // namespace eventarch
