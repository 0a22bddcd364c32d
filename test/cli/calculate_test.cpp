/// calculate, and explain for formulas.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/formulas.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Outcome calculate(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "calculate");
  return run_with(arguments);
}

/// drain_time with arguments of its own.
Outcome drain(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "drain_time");
  return calculate(std::move(arguments));
}

const std::vector<std::string> good{"backlog=36M", "arrival=10K msg/s", "capacity=15K msg/s"};
const std::vector<std::string> endless{"backlog=36M", "arrival=15K msg/s", "capacity=15K msg/s"};

std::vector<std::string> with(std::vector<std::string> arguments,
                              std::initializer_list<std::string> more) {
  arguments.insert(arguments.end(), more);
  return arguments;
}

void expect_narrow(const std::string& text) {
  for (const std::string& line : lines_of(text)) {
    EXPECT_LE(text::display_width(line), 80U) << line;
  }
}

TEST(Calculate, PrintsTheResultAndHowItComesAbout) {
  const Outcome outcome = drain(good);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, StartsWith("drain_time = 2 hours (7,200 s)\n"
                                      "  backlog / (capacity - arrival)\n"
                                      "  = 36,000,000 / (15K msg/s - 10K msg/s)\n"));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\n  Meaning "), HasSubstr("\n  Holds where "),
                                 HasSubstr("\n  Source ")));
  expect_narrow(outcome.out);
}

TEST(Calculate, AnswersNoWhereThereIsNoFiniteResult) {
  const Outcome outcome = drain(endless);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, StartsWith("drain_time: the backlog never drains: "));
  EXPECT_THAT(outcome.out, HasSubstr("\n  = 36,000,000 / (15K msg/s - 15K msg/s)\n"));
  expect_narrow(outcome.out);
}

TEST(Calculate, SaysWhatIsMissingAndHowTheFormulaIsCalled) {
  const Outcome outcome = drain({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err,
              AllOf(StartsWith("Usage: eventarch calculate drain_time backlog=... arrival=... "),
                    HasSubstr("messages that wait (count, 0 or more)"), HasSubstr("\nEXAMPLE\n"),
                    HasSubstr("error: `backlog`, `arrival` and `capacity` are missing\n")));
}

TEST(Calculate, SaysEveryProblemInOneRun) {
  const Outcome outcome = drain({"backlog=-1", "arival=1 msg/s", "arrival=10", "capacity=10 MB/s",
                                 "capacity=10 msg/s", "msg/s"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  std::vector<std::string> errors;
  for (const std::string& line : lines_of(outcome.err)) {
    if (line.starts_with("eventarch: error: ")) errors.push_back(line.substr(18));
  }
  EXPECT_THAT(errors,
              ElementsAre("`backlog`: `-1` is out of range: it must be 0 or more",
                          "`drain_time` has no input `arival`", "`arrival`: `10` has no unit",
                          "`capacity`: `10 MB/s` is a byte rate, not a message rate",
                          "`capacity` is given twice: `10 MB/s` and `10 msg/s`",
                          "`msg/s` is not NAME=VALUE"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("help: did you mean `arrival`?"),
                                 HasSubstr("help: say which: `10 msg/s`")));
}

TEST(Calculate, NamesTheOneThatIsMissing) {
  const Outcome outcome = drain({"backlog=1", "capacity=1 msg/s"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("error: `arrival` is missing\n"));
  EXPECT_THAT(outcome.err, Not(HasSubstr("Usage:"))) << "the user knows how it is called";
}

TEST(Calculate, SuggestsAFormula) {
  const Outcome outcome = calculate({"drian_time"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("there is no formula `drian_time`"),
                                 HasSubstr("help: did you mean `drain_time`?")));
  EXPECT_THAT(calculate({"zzzzzz"}).err, HasSubstr("`eventarch calculate` lists the formulas"));
  EXPECT_THAT(calculate({"backlog=36M"}).err, HasSubstr("the formula comes first"));
}

TEST(Calculate, ShowsHostileTextEscaped) {
  constexpr std::array<std::string_view, 5> hostile{"\x1b[31m", "a\nb", "\xE2\x80\xAE", "\xFF",
                                                    "\x1b]0;x\x07"};
  for (const std::string_view text : hostile) {
    const std::string raw(text);
    for (const Outcome& outcome :
         {calculate({raw}), drain({raw}), drain({raw + "=1"}), drain({"backlog=" + raw}),
          drain({"backlog=1 " + raw}), drain({"arrival=1" + raw, "arrival=" + raw})}) {
      EXPECT_EQ(outcome.status, 2);
      EXPECT_THAT(outcome.out, IsEmpty());
      for (const std::string& line : lines_of(outcome.err)) {
        EXPECT_EQ(text::printable(line), line);
      }
    }
  }
}

TEST(Calculate, TakesNoNumberThatIsNone) {
  for (const std::string& text : {std::string("nan"), std::string("inf"), std::string("infinity"),
                                  "1" + std::string(400, '0'), std::string("1e999")}) {
    EXPECT_EQ(drain(with({"arrival=0 msg/s", "capacity=1 msg/s"}, {"backlog=" + text})).status, 2);
  }
}

TEST(CalculateJson, HasTheValueItsUnitsAndItsSource) {
  const Outcome outcome = drain(with(good, {"--format", "json"}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  const auto json = parse_json(outcome.out);
  const Formula* formula = find_formula("drain_time");
  ASSERT_NE(formula, nullptr);
  const nlohmann::json expected{{"formula", "drain_time"},
                                {"value", 7200},
                                {"unit", "s"},
                                {"shown", "2 hours"},
                                {"expression", "backlog / (capacity - arrival)"},
                                {"substituted", "36,000,000 / (15K msg/s - 10K msg/s)"},
                                {"inputs",
                                 {{"backlog", {{"value", 36'000'000}, {"unit", ""}}},
                                  {"arrival", {{"value", 10'000}, {"unit", "msg/s"}}},
                                  {"capacity", {{"value", 15'000}, {"unit", "msg/s"}}}}},
                                {"source", formula->source},
                                {"holds", formula->holds}};
  EXPECT_EQ(json, expected);
}

TEST(CalculateJson, SaysThatThereIsNoFiniteResult) {
  const Outcome outcome = drain(with(endless, {"-f", "json"}));
  EXPECT_EQ(outcome.status, 1);
  const auto json = parse_json(outcome.out);
  EXPECT_TRUE(json["value"].is_null());
  EXPECT_TRUE(json["shown"].is_null());
  EXPECT_THAT(json["unbounded"].get<std::string>(), StartsWith("the backlog never drains"));
}

TEST(CalculateJson, StaysAloneOnStandardOutput) {
  const Outcome outcome = drain({"backlog=1", "-f", "json"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(drain(with(good, {"-f", "jsonl"})).err, HasSubstr("did you mean `json`?"));
}

class CalculateOutput : public InFolder {};

TEST_F(CalculateOutput, GoesToAFile) {
  const Outcome outcome = drain(with(good, {"-o", path("result.txt")}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_EQ(content("result.txt"), drain(good).out);
}

TEST_F(CalculateOutput, GoesToAFurtherFile) {
  const Outcome outcome = drain(with(endless, {"-o", "json=" + path("result.json")}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, drain(endless).out);
  EXPECT_TRUE(parse_json(content("result.json"))["value"].is_null());
}

TEST_F(CalculateOutput, IsNotWrittenWhereNothingCanBeCalculated) {
  EXPECT_EQ(drain({"backlog=1", "-o", path("result.txt")}).status, 2);
  EXPECT_EQ(drain(with(good, {"-o", path("nowhere/result.txt")})).status, 2);
  EXPECT_THAT(names(), IsEmpty());
}

TEST(CalculateIndex, ListsEveryFormulaAndNothingElse) {
  const Outcome outcome = calculate({});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  expect_narrow(outcome.out);
  std::vector<std::string> listed;
  for (const std::string& line : lines_of(outcome.out)) {
    if (line.starts_with("  ") && line[2] != ' ') {
      listed.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  std::vector<std::string> all;
  for (const Formula* formula : formula_table()) all.emplace_back(formula->name);
  EXPECT_EQ(listed, all);
}

TEST(CalculateIndex, IsThereAsJson) {
  const auto json = parse_json(calculate({"-f", "json"}).out);
  ASSERT_EQ(json["formulas"].size(), formula_table().size());
  for (std::size_t i = 0; i < formula_table().size(); ++i) {
    const Formula& formula = *formula_table()[i];
    const auto& described = json["formulas"][i];
    EXPECT_EQ(described["formula"], formula.name);
    EXPECT_EQ(described["inputs"].size(), formula.inputs.size()) << formula.name;
  }
}

TEST(CalculateEveryFormula, PrintsUsageResultAndExplanation) {
  for (const Formula* formula : formula_table()) {
    SCOPED_TRACE(formula->name);
    const std::string name(formula->name);
    auto arguments = split_arguments(formula->example.arguments);
    arguments.insert(arguments.begin(), name);
    const Outcome result = calculate(arguments);
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, StartsWith(name + " = "));
    expect_narrow(result.out);
    arguments.insert(arguments.end(), {"-f", "json"});
    EXPECT_EQ(parse_json(calculate(arguments).out)["formula"], name);
    const Outcome explained = run_with({"explain", name});
    EXPECT_EQ(explained.status, 0);
    EXPECT_THAT(explained.out, AllOf(StartsWith(name + "\n"), HasSubstr("\nINPUTS\n"),
                                     HasSubstr("\nSOURCE\n"), HasSubstr("\nEXAMPLE\n")));
    expect_narrow(explained.out);
  }
}

TEST(ExplainFormulas, ListsThemInTheIndexAndSuggestsThem) {
  const std::string index = run_with({"explain"}).out;
  for (const Formula* formula : formula_table()) {
    EXPECT_THAT(index, HasSubstr(fmt::format("\n  {}", formula->name)));
  }
  EXPECT_THAT(run_with({"explain", "drian_time"}).err, HasSubstr("did you mean `drain_time`?"));
}

TEST(ExplainFormulas, ShareNoNameWithWhatElseIsExplained) {
  std::set<std::string_view> names;
  for (const Rule* rule : rules::all_rules()) names.insert(rule->name);
  for (const Broker& broker : built_in_catalogue().brokers) names.insert(broker.id);
  for (const Formula* formula : formula_table()) {
    EXPECT_FALSE(names.contains(formula->name)) << formula->name;
  }
}

}  // namespace
}  // namespace eventarch::cli
