/// --set, --color, "did you mean", --help and --version.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class Set : public InFolder {
 protected:
  const std::string input = file("ctx.yaml", sample::clean);

  nlohmann::json context(std::initializer_list<std::string> changes) const {
    auto arguments = design(input, {"-f", "json"});
    for (const std::string& change : changes) {
      arguments.insert(arguments.end(), {"--set", change});
    }
    const Outcome outcome = run_with(arguments);
    EXPECT_EQ(outcome.status, 0) << outcome.out;
    return parse_json(outcome.out)["context"];
  }
};

TEST_F(Set, ReplacesAValueOfTheFile) {
  EXPECT_EQ(context({})["throughput_per_second"], 1000);
  EXPECT_EQ(context({"requirements.throughput=5K msg/s"})["throughput_per_second"], 5000);
  EXPECT_EQ(context({"name=billing"})["name"], "billing");
}

TEST_F(Set, AddsAValueAndItsBlock) {
  EXPECT_EQ(context({"workload.message_size=2 KB"})["workload"]["message_size_bytes"], 2000);
}

TEST_F(Set, TakesAListAsYaml) {
  EXPECT_THAT(context({"consumers=[a, b]"})["consumers"], ElementsAre("a", "b"));
}

TEST_F(Set, KeepsEqualsSignsOfTheValue) {
  EXPECT_EQ(context({"description=a=b"})["description"], "a=b");
}

TEST_F(Set, MayBeRepeatedAndTheLastOneCounts) {
  const auto changed = context({"name=a", "requirements.latency=2 s", "name=b"});
  EXPECT_EQ(changed["name"], "b");
  EXPECT_EQ(changed["latency_ms"], 2000);
}

TEST_F(Set, TakesNoFileForAValue) {
  const Outcome outcome = run_with({"design", "--set", "name=a", input, "-q"});
  EXPECT_THAT(outcome.out, StartsWith("a: "));
}

TEST_F(Set, AppliesToEveryFile) {
  const Outcome outcome = run_with({"design", input, input, "-f", "jsonl", "--set", "name=zebra"});
  for (const std::string& line : lines_of(outcome.out)) {
    EXPECT_EQ(parse_json(line)["context"]["name"], "zebra");
  }
}

TEST_F(Set, MendsAFile) {
  const std::string bad = file("bad.yaml", "event_context: {requirements: {}}\n");
  EXPECT_EQ(run_with(design(bad)).status, 1);
  EXPECT_EQ(run_with(design(bad, {"--set", "use_case=saga"})).status, 0);
}

TEST_F(Set, OfAWrongPathIsAFindingThatSaysWhatWasMeant) {
  const Outcome outcome = run_with(design(input, {"--set", "requirements.troughput=1 msg/s"}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("--set requirements.troughput"), HasSubstr("error: [unknown_key]"),
                    HasSubstr("did you mean `requirements.throughput`?")));
}

TEST_F(Set, OfAWrongPathIsAFindingInJsonToo) {
  const Outcome outcome =
      run_with(design(input, {"--set", "requirements.latencyy=1 s", "-f", "json"}));
  EXPECT_EQ(outcome.status, 1);
  const auto finding = parse_json(outcome.out)["validation"]["errors"][0];
  EXPECT_EQ(finding["rule"], "unknown_key");
  EXPECT_EQ(finding["help"], "did you mean `requirements.latency`?");
}

TEST_F(Set, OfAWrongValueIsAFindingAtTheFlag) {
  const Outcome outcome = run_with(design(input, {"--set", "requirements.throughput=fast"}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, AllOf(StartsWith("--set requirements.throughput:1:1: error: "),
                                 HasSubstr("[invalid_quantity]")));
}

TEST_F(Set, IsNamedWhereItsValueIsTheCauseOfAFinding) {
  const std::string flow = file(
      "flow.yaml",
      "event_context: {use_case: pub_sub, requirements: {throughput: 10K msg/s}, consumers: [a], "
      "decisions: {broker: kafka, partitions: 12}}\n");
  const Outcome outcome = run_with(design(flow, {"--set", "workload.processing_time=17 ms"}));
  EXPECT_THAT(outcome.out, HasSubstr("[unstable_at_peak]"));
  EXPECT_THAT(outcome.out,
              HasSubstr("\n    --set workload.processing_time: the time for each message\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("line 1: the time for each message")));
}

TEST_F(Set, OfABlockIsRefused) {
  EXPECT_EQ(run_with(design(input, {"--set", "requirements={}"})).status, 1);
}

TEST_F(Set, OfAValueThatIsNotYamlIsAFinding) {
  EXPECT_EQ(run_with(design(input, {"--set", "consumers=[a"})).status, 1);
}

struct ColorCase {
  std::string_view name;
  std::string_view flag;  ///< empty: none
  Environment environment;
  bool colored;
};

void PrintTo(const ColorCase& one, std::ostream* out) { *out << one.name; }

class ColorOf : public InFolder, public testing::WithParamInterface<ColorCase> {};

TEST_P(ColorOf, FollowsTheFlagThenVariablesThenTheTerminal) {
  auto arguments = design(file("ctx.yaml", sample::clean), {"-q"});
  if (!GetParam().flag.empty()) arguments.push_back("--color=" + std::string(GetParam().flag));
  const Outcome outcome = run_in({.input = {}, .environment = GetParam().environment}, arguments);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out.find('\x1b') != std::string::npos, GetParam().colored);
}

constexpr bool yes = true;
constexpr bool no = false;

/// A terminal or none, and NO_COLOR, FORCE_COLOR and TERM.
Environment with(bool terminal, std::optional<std::string> no_color = {},
                 std::optional<std::string> force_color = {},
                 std::optional<std::string> term = {}) {
  return {.out_is_terminal = terminal,
          .err_is_terminal = false,
          .no_color = std::move(no_color),
          .force_color = std::move(force_color),
          .term = std::move(term)};
}

std::vector<ColorCase> color_cases() {
  return {
      {"File", "", with(no), false},
      {"Terminal", "", with(yes), true},
      {"AutoFile", "auto", with(no), false},
      {"AutoTerminal", "auto", with(yes), true},
      {"AlwaysFile", "always", with(no), true},
      {"NeverTerminal", "never", with(yes), false},
      {"AlwaysOverNoColor", "always", with(no, "1"), true},
      {"AlwaysOverDumb", "always", with(no, {}, {}, "dumb"), true},
      {"NeverOverForceColor", "never", with(yes, {}, "1"), false},
      {"NoColorTerminal", "", with(yes, "1"), false},
      {"NoColorAnyValue", "", with(yes, "0"), false},
      {"EmptyNoColorIsNone", "", with(yes, ""), true},
      {"NoColorOverForceColor", "", with(yes, "1", "1"), false},
      {"ForceColorFile", "", with(no, {}, "1"), true},
      {"ForceColorZero", "", with(no, {}, "0"), false},
      {"ForceColorOverDumb", "", with(no, {}, "1", "dumb"), true},
      {"DumbTerminal", "", with(yes, {}, {}, "dumb"), false},
      {"OtherTerminal", "", with(yes, {}, {}, "xterm-256color"), true},
      {"AutoObeysNoColor", "auto", with(yes, "1"), false},
      {"ErrorStreamDoesNotCount",
       "",
       {.out_is_terminal = false,
        .err_is_terminal = true,
        .no_color = {},
        .force_color = {},
        .term = {}},
       false},
  };
}

INSTANTIATE_TEST_SUITE_P(Every, ColorOf, testing::ValuesIn(color_cases()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Color, ChangesNothingButColor) {
  const World world{.input = std::string(sample::warning), .environment = {}};
  const std::string plain = run_in(world, {"design", "-", "--color", "never"}).out;
  std::string stripped = run_in(world, {"design", "-", "--color", "always"}).out;
  for (std::size_t at = stripped.find('\x1b'); at != std::string::npos;
       at = stripped.find('\x1b')) {
    const std::size_t end = stripped.find('m', at);
    ASSERT_NE(end, std::string::npos);
    stripped.erase(at, end + 1 - at);
  }
  EXPECT_EQ(stripped, plain);
}

struct Slip {
  std::string_view name;
  std::vector<std::string> arguments;
  std::string_view meant;
};

void PrintTo(const Slip& one, std::ostream* out) { *out << one.name; }

class SlipOf : public testing::TestWithParam<Slip> {};

TEST_P(SlipOf, IsAnsweredWithWhatWasMeant) {
  const Outcome outcome = run_with(GetParam().arguments);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err,
              HasSubstr("help: did you mean `" + std::string(GetParam().meant) + "`?"));
}

std::vector<Slip> slips() {
  return {
      {"Command", {"desing", "x.yaml"}, "eventarch design"},
      {"CommandInCapitals", {"DESIGN"}, "eventarch design"},
      {"OtherCommand", {"shema", "input"}, "eventarch schema"},
      {"Flag", {"design", "x", "--formt", "json"}, "--format"},
      {"FlagWithValue", {"design", "x", "--colour=never"}, "--color"},
      {"FlagUnderscore", {"design", "x", "--fail_on=error"}, "--fail-on"},
      {"RootFlag", {"--versoin"}, "--version"},
      {"InitFlag", {"init", "--forcee"}, "--force"},
      {"Format", {"design", "x", "-f", "jsno"}, "json"},
      {"OtherFormat", {"design", "x", "-f", "txt"}, "text"},
      {"Threshold", {"design", "x", "--fail-on", "warnings"}, "warning"},
      {"ColorChoice", {"design", "x", "--color", "alway"}, "always"},
      {"SchemaFormat", {"design", "x", "--schema-format", "protobuff"}, "protobuf"},
      {"SchemaFlag", {"design", "x", "--schema-fromat", "avro"}, "--schema-format"},
      {"Schema", {"schema", "imput"}, "input"},
      {"Rule", {"explain", "exactly_once_complexty"}, "exactly_once_complexity"},
      {"RuleWithDashes", {"explain", "unknown-kye"}, "unknown_key"},
      {"Broker", {"explain", "kafak"}, "kafka"},
      {"BrokerInCapitals", {"explain", "RabitMQ"}, "rabbitmq"},
      {"Mode", {"explain", "rabbitmq/strem"}, "rabbitmq/stream"},
  };
}

INSTANTIATE_TEST_SUITE_P(Every, SlipOf, testing::ValuesIn(slips()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(DidYouMean, IsNotAskedWhereNothingIsClose) {
  EXPECT_THAT(
      run_with({"zebra"}).err,
      AllOf(Not(HasSubstr("did you mean")),
            HasSubstr("commands: calculate, check, completion, design, diff, explain, init,\n"
                      "        schema, simulate\n")));
  EXPECT_THAT(run_with({"design", "x", "-f", "zebra"}).err,
              HasSubstr("one of json, jsonl, markdown, text"));
  EXPECT_THAT(run_with({"design", "x", "--zebra"}).err, HasSubstr("`eventarch design --help`"));
  EXPECT_THAT(run_with({"explain", "zebra"}).err, HasSubstr("`eventarch explain` lists"));
}

class HelpOf : public testing::TestWithParam<std::string> {};

TEST_P(HelpOf, StartsWithExamplesAndListsTheExitStatuses) {
  std::vector<std::string> arguments;
  if (!GetParam().empty()) arguments.push_back(GetParam());
  arguments.emplace_back("--help");
  const Outcome outcome = run_with(arguments);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, StartsWith("Examples:\n  eventarch "));
  for (const std::string_view line : {"\nExit status:\n  0  ", "\n  2  ", "\n  3  "}) {
    EXPECT_THAT(outcome.out, HasSubstr(line));
  }
  // Only commands whose answer can be no have a status for it, and each speaks of itself alone.
  const bool answers = GetParam() != "explain" && GetParam() != "init" && GetParam() != "schema" &&
                       GetParam() != "completion";
  EXPECT_EQ(outcome.out.find("\n  1  ") != std::string::npos, answers);
  const bool of_calculations = GetParam().empty() || GetParam() == "calculate";
  EXPECT_EQ(outcome.out.find("no finite result") != std::string::npos, of_calculations);
  arguments.back() = "-h";
  EXPECT_EQ(run_with(arguments).out, outcome.out);
}

TEST_P(HelpOf, FitsATerminalOf80Columns) {
  std::vector<std::string> arguments;
  if (!GetParam().empty()) arguments.push_back(GetParam());
  arguments.emplace_back("--help");
  for (const std::string& line : lines_of(run_with(arguments).out))
    EXPECT_LE(line.size(), 80U) << line;
}

INSTANTIATE_TEST_SUITE_P(Every, HelpOf,
                         testing::Values("", "calculate", "check", "completion", "design", "diff",
                                         "explain", "init", "schema", "simulate"),
                         [](const auto& one) {
                           return one.param.empty() ? std::string("eventarch") : one.param;
                         });

TEST(Complaints, WrapTheirHelpAt80Columns) {
  const Outcome outcome = run_with({"simulate", "--mistake", "nonesuch", "x.yaml"});
  const auto lines = lines_of(outcome.err);
  ASSERT_GT(lines.size(), 3U);
  EXPECT_THAT(lines[1], StartsWith("  help: one of "));
  for (const std::string& line : lines) EXPECT_LE(line.size(), 80U) << line;
  for (std::size_t i = 2; i < lines.size(); ++i) EXPECT_THAT(lines[i], StartsWith("        "));
}

TEST(Help, NamesEveryCommand) {
  const std::string help = run_with({"--help"}).out;
  for (const std::string_view command : {"calculate", "design", "explain", "init", "schema"}) {
    EXPECT_THAT(help, HasSubstr("\n  " + std::string(command) + " "));
  }
}

TEST(Help, NamesEveryFlagAndValueOfDesign) {
  const std::string help = run_with({"design", "--help"}).out;
  for (const std::string_view word :
       {"-f, --format", "-o, --output", "--fail-on", "--set", "--schema-format", "--color",
        "-q, --quiet", "-v, --verbose", "text", "json", "jsonl", "error", "warning", "info",
        "never", "auto", "always"}) {
    EXPECT_THAT(help, HasSubstr(word));
  }
}

TEST(Help, ComesBeforeComplaintsAboutTheRest) {
  EXPECT_EQ(run_with({"design", "--help"}).status, 0);
  EXPECT_EQ(run_with({"design", "missing.yaml", "--help"}).status, 0);
}

TEST(Help, ShowsExamplesThatTheCommandLineAccepts) {
  // Each example line of each page must get past the command line: no status 2 for a usage error.
  for (const std::string command : {"", "calculate", "explain", "schema"}) {
    std::vector<std::string> arguments{"--help"};
    if (!command.empty()) arguments.insert(arguments.begin(), command);
    for (const std::string& line : lines_of(run_with(arguments).out)) {
      if (!line.starts_with("  eventarch explain") && !line.starts_with("  eventarch schema")) {
        continue;
      }
      std::istringstream words(line.substr(0, line.find(" > ")));
      std::vector<std::string> parts;
      for (std::string word; words >> word && parts.size() < 3;) parts.push_back(word);
      parts.erase(parts.begin());
      EXPECT_EQ(run_with(parts).status, 0) << line;
    }
  }
}

TEST(Version, IsOneLine) {
  const Outcome outcome = run_with({"--version"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  ASSERT_THAT(lines_of(outcome.out), SizeIs(1));
  EXPECT_THAT(outcome.out, testing::MatchesRegex("eventarch [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace eventarch::cli
