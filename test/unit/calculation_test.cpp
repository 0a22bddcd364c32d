/// Formulas by the names of their inputs, and every worked example.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eventarch/formulas.hpp"

namespace eventarch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Errors = std::vector<ArgumentError>;

constexpr std::array test_inputs{
    FormulaInput{"load", Dimension::message_rate, "what arrives", any_amount, {}},
    FormulaInput{"size", Dimension::bytes, "of one message", above_zero, 1000.0},
    FormulaInput{"share", Dimension::share, "kept", portion, 0.5},
};

/// Of our own, so that the tests stand whatever the table holds.
constexpr Formula test_formula{
    .name = "kept_rate",
    .summary = "Bytes that are kept",
    .expression = "load * size * share",
    .inputs = test_inputs,
    .result = Dimension::byte_rate,
    .source = "the test",
    .holds = {},
    .unbounded = {},
    .example = {"load=\"10 msg/s\" share=\"10 %\"", 1000, {}},
    .evaluate = [](std::span<const double> v) -> std::optional<double> {
      return v[0] * v[1] * v[2];
    },
};

Errors errors_of(const std::vector<std::string>& arguments) {
  const auto result = evaluate_named(test_formula, arguments);
  const auto* errors = std::get_if<Errors>(&result);
  EXPECT_NE(errors, nullptr);
  return errors == nullptr ? Errors{} : *errors;
}

std::vector<std::string> messages_of(const Errors& errors) {
  std::vector<std::string> all;
  for (const ArgumentError& error : errors) all.push_back(error.message);
  return all;
}

TEST(EvaluateNamed, TakesArgumentsInAnyOrder) {
  const std::vector<std::string> arguments{"share=50 %", "load=3 msg/s", "size=2 KB"};
  const auto result = std::get<Calculation>(evaluate_named(test_formula, arguments));
  EXPECT_EQ(result.formula, &test_formula);
  EXPECT_THAT(result.inputs, ElementsAre(3, 2000, 0.5));
  EXPECT_THAT(result.left_out, IsEmpty());
  EXPECT_EQ(result.value, 3000);
}

TEST(EvaluateNamed, TakesTheFallbackOfWhatIsLeftOut) {
  const std::vector<std::string> arguments{"size=2 KB", "load=3 msg/s"};
  const auto result = std::get<Calculation>(evaluate_named(test_formula, arguments));
  EXPECT_THAT(result.inputs, ElementsAre(3, 2000, 0.5));
  EXPECT_THAT(result.left_out, ElementsAre(2));
}

TEST(EvaluateNamed, SaysEverythingThatIsWrong) {
  const Errors errors = errors_of({"size=0 B", "size=1 B", "share=200 %", "weight=3", "loose"});
  EXPECT_THAT(messages_of(errors),
              ElementsAre("`size`: `0 B` is out of range: it must be above 0",
                          "`size` is given twice: `0 B` and `1 B`",
                          "`share`: `200 %` is out of range: it must be above 0 % up to 100 %",
                          "`kept_rate` has no input `weight`", "`loose` is not NAME=VALUE",
                          "`load` is missing"));
  EXPECT_EQ(errors[3].help, "its inputs: load, size, share");
  EXPECT_THAT(errors.back().help,
              HasSubstr("eventarch calculate kept_rate load=\"10 msg/s\" share=\"10 %\""));
}

TEST(EvaluateNamed, DoesNotCallMissingWhatIsMisspelt) {
  const Errors errors = errors_of({"laod=3 msg/s"});
  ASSERT_THAT(messages_of(errors), ElementsAre("`kept_rate` has no input `laod`"));
  EXPECT_EQ(errors.front().help, "did you mean `load`?");
}

TEST(EvaluateNamed, DoesNotCallMissingWhatIsWrong) {
  EXPECT_THAT(messages_of(errors_of({"load=3"})), ElementsAre("`load`: `3` has no unit"));
  EXPECT_THAT(messages_of(errors_of({"load="})), ElementsAre("`load`: no message rate is given"));
}

TEST(EvaluateNamed, RefusesAResultThatIsNoNumber) {
  Formula formula = test_formula;
  formula.evaluate = [](std::span<const double>) -> std::optional<double> {
    return std::numeric_limits<double>::infinity();
  };
  const std::vector<std::string> arguments{"load=3 msg/s"};
  const auto result = evaluate_named(formula, arguments);
  ASSERT_TRUE(std::holds_alternative<Errors>(result));
  EXPECT_THAT(std::get<Errors>(result).front().message, HasSubstr("beyond what can be calculated"));
}

TEST(EvaluateNamed, KeepsAnEmptyResultEmpty) {
  Formula formula = test_formula;
  formula.evaluate = [](std::span<const double>) -> std::optional<double> { return std::nullopt; };
  const std::vector<std::string> arguments{"load=3 msg/s"};
  EXPECT_FALSE(std::get<Calculation>(evaluate_named(formula, arguments)).value.has_value());
}

TEST(SplitArguments, SplitsAtBlanksOutsideOfQuotes) {
  EXPECT_THAT(split_arguments("a=1 b=\"2 ms\"  c=\"\" \"d=4 s\""),
              ElementsAre("a=1", "b=2 ms", "c=", "d=4 s"));
  EXPECT_THAT(split_arguments(""), IsEmpty());
  EXPECT_THAT(split_arguments("  "), IsEmpty());
}

/// "drain_time" of each formula, so that a failure names it.
class EveryFormula : public testing::TestWithParam<const Formula*> {};

TEST_P(EveryFormula, GivesTheResultOfItsWorkedExample) {
  const Formula& formula = *GetParam();
  const auto result = evaluate_named(formula, split_arguments(formula.example.arguments));
  if (const auto* errors = std::get_if<Errors>(&result)) {
    for (const ArgumentError& error : *errors) ADD_FAILURE() << error.message << "; " << error.help;
    return;
  }
  const auto& calculation = std::get<Calculation>(result);
  ASSERT_TRUE(calculation.value.has_value());
  EXPECT_NEAR(*calculation.value, formula.example.result, std::abs(formula.example.result) * 1e-9);
}

TEST_P(EveryFormula, HasFallbacksWithinTheirRange) {
  for (const FormulaInput& input : GetParam()->inputs) {
    if (!input.fallback) continue;
    EXPECT_TRUE(input.range.holds(*input.fallback)) << input.name;
  }
}

TEST_P(EveryFormula, NamesEveryInputInItsExpression) {
  const Formula& formula = *GetParam();
  // A stand-in that no expression holds takes the place of each input.
  for (std::size_t i = 0; i < formula.inputs.size(); ++i) {
    std::vector<double> values(formula.inputs.size(), 1);
    const std::string before = substituted(formula, values);
    values[i] = 123;
    EXPECT_NE(substituted(formula, values), before) << formula.inputs[i].name;
  }
}

INSTANTIATE_TEST_SUITE_P(Table, EveryFormula,
                         testing::ValuesIn(formula_table().begin(), formula_table().end()),
                         [](const testing::TestParamInfo<const Formula*>& formula) {
                           return std::string(formula.param->name);
                         });

}  // namespace
}  // namespace eventarch
