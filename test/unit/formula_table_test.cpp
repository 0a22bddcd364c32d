/// What every formula promises, whichever it is.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/formulas.hpp"

namespace eventarch {
namespace {

bool part_of_name(char c) {
  return std::islower(static_cast<unsigned char>(c)) != 0 ||
         std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool snake_case(std::string_view name) {
  return !name.empty() && std::islower(static_cast<unsigned char>(name.front())) != 0 &&
         name.back() != '_' && name.find("__") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), part_of_name);
}

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : text) {
    if (part_of_name(c)) {
      word += c;
    } else if (!word.empty()) {
      words.insert(word);
      word.clear();
    }
  }
  words.insert(word);
  return words;
}

/// "10K msg/s" in its base unit.
double number_of(std::string_view text) {
  static const std::map<std::string, double, std::less<>> units{
      {"", 1},
      {"%", 0.01},
      {"msg/s", 1},
      {"us", 1e-6},
      {"ms", 1e-3},
      {"s", 1},
      {"min", 60},
      {"hour", 3600},
      {"hours", 3600},
      {"day", 86'400},
      {"days", 86'400},
      {"week", 604'800},
      {"weeks", 604'800},
      {"B", 1},
      {"KB", 1e3},
      {"MB", 1e6},
      {"GB", 1e9},
      {"TB", 1e12},
      {"PB", 1e15},
      {"KiB", 1024},
      {"MiB", 1048576},
      {"GiB", 1073741824},
      {"TiB", 1099511627776},
      {"B/s", 1},
      {"KB/s", 1e3},
      {"MB/s", 1e6},
      {"GB/s", 1e9},
      {"TB/s", 1e12},
      {"KiB/s", 1024},
      {"MiB/s", 1048576},
      {"GiB/s", 1073741824},
  };
  std::size_t end = 0;
  double value = std::stod(std::string(text), &end);
  const bool scaled = end < text.size() && (text[end] == 'K' || text[end] == 'M') &&
                      (end + 1 == text.size() || text[end + 1] == ' ');
  if (scaled) value *= text[end++] == 'K' ? 1e3 : 1e6;
  while (end < text.size() && text[end] == ' ') ++end;
  const auto unit = units.find(text.substr(end));
  EXPECT_NE(unit, units.end()) << text;
  return unit == units.end() ? -1 : value * unit->second;
}

/// `load=20 rate="10 msg/s"` by name.
std::map<std::string, double, std::less<>> arguments_of(std::string_view text) {
  std::map<std::string, double, std::less<>> all;
  while (!text.empty()) {
    const std::size_t equals = text.find('=');
    EXPECT_NE(equals, std::string_view::npos) << text;
    if (equals == std::string_view::npos) break;
    const std::string name(text.substr(0, equals));
    text.remove_prefix(equals + 1);
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    const std::string_view value = text.substr(0, text.find(quoted ? '"' : ' '));
    EXPECT_TRUE(all.emplace(name, number_of(value)).second) << name;
    text.remove_prefix(std::min(text.size(), value.size() + 1));
    if (quoted && text.starts_with(' ')) text.remove_prefix(1);
  }
  return all;
}

TEST(FormulaTable, HasUniqueSortedNamesInSnakeCase) {
  std::string_view before;
  for (const Formula* formula : formula_table()) {
    EXPECT_TRUE(snake_case(formula->name)) << formula->name;
    EXPECT_LT(before, formula->name);
    before = formula->name;
    EXPECT_EQ(find_formula(formula->name), formula);
  }
  EXPECT_EQ(find_formula("no_such_formula"), nullptr);
}

TEST(FormulaTable, DocumentsEveryFormula) {
  for (const Formula* formula : formula_table()) {
    SCOPED_TRACE(formula->name);
    EXPECT_FALSE(formula->summary.empty());
    EXPECT_EQ(formula->summary.find('\n'), std::string_view::npos);
    EXPECT_FALSE(formula->summary.ends_with('.'));
    EXPECT_FALSE(formula->source.empty());
    EXPECT_FALSE(formula->example.arguments.empty());
    EXPECT_FALSE(formula->inputs.empty());
    EXPECT_NE(formula->evaluate, nullptr);
  }
}

TEST(FormulaTable, NamesEveryInputInTheExpression) {
  for (const Formula* formula : formula_table()) {
    const auto words = words_of(formula->expression);
    std::set<std::string_view> names;
    for (const FormulaInput& input : formula->inputs) {
      SCOPED_TRACE(testing::Message() << formula->name << ": " << input.name);
      EXPECT_TRUE(snake_case(input.name));
      EXPECT_TRUE(names.insert(input.name).second);
      EXPECT_TRUE(words.contains(std::string(input.name)));
      EXPECT_FALSE(input.meaning.empty());
      EXPECT_LE(input.range.least, input.range.most);
      EXPECT_TRUE(!input.fallback || input.range.holds(*input.fallback));
    }
  }
}

TEST(FormulaTable, GivesTheResultsOfItsExamples) {
  for (const Formula* formula : formula_table()) {
    SCOPED_TRACE(testing::Message() << formula->name << " " << formula->example.arguments);
    auto arguments = arguments_of(formula->example.arguments);
    std::vector<double> values;
    for (const FormulaInput& input : formula->inputs) {
      const auto argument = arguments.extract(std::string(input.name));
      ASSERT_TRUE(!argument.empty() || input.fallback) << input.name;
      values.push_back(argument.empty() ? *input.fallback : argument.mapped());
      EXPECT_TRUE(input.range.holds(values.back())) << input.name;
    }
    EXPECT_TRUE(arguments.empty()) << arguments.begin()->first;
    const auto result = formula->evaluate(values);
    ASSERT_TRUE(result);
    const double expected = formula->example.result;
    EXPECT_NEAR(*result, expected, std::abs(expected) * 1e-9);
  }
}

/// The ends of a range, and ordinary values within.
std::vector<double> samples(const FormulaInput& input) {
  const Range& range = input.range;
  std::vector<double> all{
      range.least_excluded ? std::nextafter(range.least, range.most) : range.least,
      range.most_excluded ? std::nextafter(range.most, range.least) : range.most};
  for (const double ordinary : {0.5, 1.0, 7.0}) {
    const bool fits = input.dimension != Dimension::count || ordinary == std::floor(ordinary);
    if (fits && range.holds(ordinary)) all.push_back(ordinary);
  }
  return all;
}

void expect_sound(const Formula& formula, const std::vector<double>& values) {
  const auto result = formula.evaluate(values);
  const auto shown = [&] {
    std::ostringstream text;
    text << formula.name;
    for (const double value : values) text << ' ' << value;
    return text.str();
  };
  if (!result) {
    EXPECT_FALSE(formula.unbounded.empty()) << shown();
    return;
  }
  EXPECT_TRUE(std::isfinite(*result)) << shown();
  if (formula.result != Dimension::count) return;
  EXPECT_EQ(*result, std::floor(*result)) << shown();
}

TEST(FormulaTable, IsFiniteOrSaysWhyNotToTheEndsOfEveryRange) {
  for (const Formula* formula : formula_table()) {
    std::vector<std::vector<double>> choices;
    for (const FormulaInput& input : formula->inputs) choices.push_back(samples(input));
    std::vector<std::size_t> at(choices.size(), 0);
    for (bool more = true; more;) {
      std::vector<double> values;
      for (std::size_t i = 0; i < at.size(); ++i) values.push_back(choices[i][at[i]]);
      expect_sound(*formula, values);
      // Counts through all combinations, as a counter of many digits does.
      std::size_t digit = 0;
      while (digit < at.size() && ++at[digit] == choices[digit].size()) at[digit++] = 0;
      more = digit < at.size();
    }
  }
}

TEST(FormulaText, ShowsTheExpressionWithItsValues) {
  const Formula* formula = find_formula("drain_time");
  ASSERT_NE(formula, nullptr);
  const std::vector<double> values{36e6, 10'000, 15'000};
  EXPECT_EQ(substituted(*formula, values), "36,000,000 / (15K msg/s - 10K msg/s)");
}

TEST(FormulaText, ShowsEveryFormulaWithoutTheNamesOfItsInputs) {
  for (const Formula* formula : formula_table()) {
    std::vector<double> values(formula->inputs.size(), 1);
    const auto words = words_of(substituted(*formula, values));
    for (const FormulaInput& input : formula->inputs) {
      EXPECT_FALSE(words.contains(std::string(input.name))) << formula->name << ": " << input.name;
    }
  }
}

}  // namespace
}  // namespace eventarch
