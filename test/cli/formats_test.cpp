/// What stands on standard output: text for people, JSON alone for programs, one or many designs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const std::string rule_between_designs = "\n" + std::string(80, '=') + "\n\n";

struct Case {
  std::string_view name;
  std::string_view text;
  bool valid;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class MachineFormat : public InFolder, public testing::WithParamInterface<Case> {};

TEST_P(MachineFormat, IsAloneOnStandardOutputAndValid) {
  const std::string input = file("ctx.yaml", GetParam().text);
  for (const std::string format : {"json", "jsonl"}) {
    SCOPED_TRACE(format);
    const Outcome outcome = run_with(design(input, {"--format", format}));
    EXPECT_THAT(outcome.out, StartsWith("{"));
    EXPECT_TRUE(outcome.out.ends_with("}\n"));
    EXPECT_THAT(outcome.err, IsEmpty());
    const json report = parse_json(outcome.out);
    EXPECT_EQ(report.value("schema_version", ""), "1");
    EXPECT_EQ(report["validation"].value("valid", !GetParam().valid), GetParam().valid);
    EXPECT_EQ(report["source"]["document"], 1);
  }
}

TEST_P(MachineFormat, SaysTheSameOnOneLineAsOnMany) {
  const std::string input = file("ctx.yaml", GetParam().text);
  const Outcome many = run_with(design(input, {"-f", "json"}));
  const Outcome one = run_with(design(input, {"-f", "jsonl"}));
  EXPECT_EQ(parse_json(many.out), parse_json(one.out));
  EXPECT_THAT(lines_of(one.out), SizeIs(1));
}

TEST_P(MachineFormat, IsNeitherCutNorColored) {
  const std::string input = file("ctx.yaml", GetParam().text);
  for (const std::string format : {"json", "jsonl"}) {
    const std::string plain = run_with(design(input, {"-f", format})).out;
    EXPECT_EQ(run_with(design(input, {"-f", format, "-q"})).out, plain);
    EXPECT_EQ(run_with(design(input, {"-f", format, "-v"})).out, plain);
    EXPECT_EQ(run_with(design(input, {"-f", format, "--color", "always"})).out, plain);
  }
}

constexpr std::array cases{
    Case{"Clean", sample::clean, true},
    Case{"Warning", sample::warning, true},
    Case{"Invalid", sample::invalid, false},
    Case{"SyntaxError", sample::syntax_error, false},
    Case{"NoBroker", sample::no_broker, true},
    Case{"NothingInIt", "", false},
    Case{"InvalidUtf8", "event_context: \xFF", false},
};

INSTANTIATE_TEST_SUITE_P(Every, MachineFormat, testing::ValuesIn(cases),
                         [](const auto& one) { return std::string(one.param.name); });

class Formats : public InFolder {};

TEST_F(Formats, TextIsTheDefault) {
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with(design(input));
  EXPECT_THAT(outcome.out, StartsWith("orders: "));
  EXPECT_EQ(run_with(design(input, {"-f", "text"})).out, outcome.out);
}

TEST_F(Formats, MayBeWrittenInEveryUsualWay) {
  const std::string input = file("ctx.yaml", sample::clean);
  const std::string wanted = run_with(design(input, {"--format", "json"})).out;
  EXPECT_EQ(run_with(design(input, {"--format=json"})).out, wanted);
  EXPECT_EQ(run_with(design(input, {"-fjson"})).out, wanted);
  EXPECT_EQ(run_with({"design", "-f", "json", input}).out, wanted) << "flags before the file";
  EXPECT_EQ(run_with({"design", "-f", "json", "--", input}).out, wanted);
}

TEST_F(Formats, QuietIsShortAndVerboseIsLong) {
  const std::string input = file("ctx.yaml", sample::clean);
  const std::string normal = run_with(design(input)).out;
  const std::string quiet = run_with(design(input, {"--quiet"})).out;
  const std::string verbose = run_with(design(input, {"--verbose"})).out;
  EXPECT_LE(lines_of(quiet).size(), 4U);
  EXPECT_LT(lines_of(quiet).size(), lines_of(normal).size());
  EXPECT_LT(lines_of(normal).size(), lines_of(verbose).size());
  EXPECT_THAT(normal, StartsWith(quiet));
  EXPECT_EQ(run_with(design(input, {"-q"})).out, quiet);
  EXPECT_EQ(run_with(design(input, {"-v"})).out, verbose);
}

TEST_F(Formats, QuietStillShowsWhatIsWrong) {
  const std::string input = file("ctx.yaml", sample::invalid);
  EXPECT_THAT(run_with(design(input, {"-q"})).out, HasSubstr("[unknown_key]"));
}

TEST_F(Formats, SeveralFilesAreSeparatedInText) {
  const std::string a = file("a.yaml", sample::clean);
  const std::string b = file("b.yaml", sample::warning);
  const Outcome both = run_with({"design", a, b});
  EXPECT_EQ(both.out, run_with(design(a)).out + rule_between_designs + run_with(design(b)).out);
}

TEST_F(Formats, SeveralFilesAreOneObjectALineInJsonl) {
  const std::string a = file("a.yaml", sample::clean);
  const std::string b = file("b.yaml", sample::invalid);
  const std::string c = file("c.yaml", sample::no_broker);
  const Outcome all = run_with({"design", a, b, c, "-f", "jsonl"});
  std::vector<std::string> files;
  for (const std::string& line : lines_of(all.out)) {
    files.push_back(parse_json(line)["source"]["file"]);
  }
  EXPECT_THAT(files, ElementsAre(a, b, c)) << "in the order of the command line";
  EXPECT_THAT(all.err, IsEmpty());
}

TEST_F(Formats, SeveralFilesAreRefusedInJson) {
  const std::string a = file("a.yaml", sample::clean);
  const Outcome outcome = run_with({"design", a, a, "-f", "json"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("--format jsonl"));
}

TEST_F(Formats, SeveralFilesAreRefusedInAJsonFileToo) {
  const std::string a = file("a.yaml", sample::clean);
  const Outcome outcome = run_with({"design", a, a, "--output", "json=" + path("report.json")});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("jsonl"));
  EXPECT_FALSE(exists("report.json"));
}

TEST_F(Formats, SeveralDocumentsOfAFileAreDesignsOfTheirOwn) {
  const std::string input =
      file("both.yaml", std::string(sample::clean) + "---\n" + std::string(sample::no_broker));
  const Outcome text = run_with(design(input));
  EXPECT_EQ(text.status, 1);
  EXPECT_THAT(text.out, AllOf(StartsWith("orders: "), HasSubstr(rule_between_designs + "archive")));

  const Outcome refused = run_with(design(input, {"-f", "json"}));
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.out, IsEmpty());
  EXPECT_THAT(refused.err, HasSubstr("jsonl"));

  const auto lines = lines_of(run_with(design(input, {"-f", "jsonl"})).out);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(parse_json(lines[0])["source"], json({{"file", input}, {"document", 1}}));
  EXPECT_EQ(parse_json(lines[1])["source"], json({{"file", input}, {"document", 2}}));
}

TEST_F(Formats, TheDocumentsBeforeASyntaxErrorKeepTheirDesigns) {
  const std::string input =
      file("both.yaml", std::string(sample::clean) + "---\n" + std::string(sample::syntax_error));
  const Outcome outcome = run_with(design(input, {"-f", "jsonl"}));
  EXPECT_EQ(outcome.status, 1);
  const auto lines = lines_of(outcome.out);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_TRUE(parse_json(lines[0]).contains("topology"));
  EXPECT_EQ(parse_json(lines[1])["validation"]["errors"][0]["rule"], "yaml_syntax");
}

TEST_F(Formats, TheSameFileTwiceIsTwoDesigns) {
  const std::string a = file("a.yaml", sample::clean);
  const auto lines = lines_of(run_with({"design", a, a, "-f", "jsonl"}).out);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0], lines[1]);
}

TEST_F(Formats, ADashReadsStandardInput) {
  const World world{.input = std::string(sample::clean), .environment = {}};
  const Outcome text = run_in(world, {"design", "-"});
  EXPECT_EQ(text.status, 0);
  EXPECT_THAT(text.out, StartsWith("orders: "));
  const Outcome object = run_in(world, {"design", "-", "-f", "json"});
  EXPECT_EQ(parse_json(object.out)["source"]["file"], "<stdin>");
}

TEST_F(Formats, ADashStandsBesideFiles) {
  const World world{.input = std::string(sample::invalid), .environment = {}};
  const std::string a = file("a.yaml", sample::clean);
  const Outcome outcome = run_in(world, {"design", a, "-", "-f", "jsonl"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(lines_of(outcome.out), SizeIs(2));
}

TEST_F(Formats, AStandardInputWithoutEndIsCutAndRefused) {
  const World world{.input = std::string(3 << 20U, '#'), .environment = {}};
  const Outcome outcome = run_in(world, {"design", "-"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("[file_too_large]"));
}

TEST_F(Formats, TheFilesStemNamesTheDesign) {
  const std::string text = "event_context: {use_case: pub_sub, requirements: {}}\n";
  for (const std::string name : {"billing.yaml", "billing.yml", "billing.eventarch.yaml"}) {
    EXPECT_THAT(run_with(design(file(name, text), {"-q"})).out, StartsWith("billing: ")) << name;
  }
}

TEST_F(Formats, AFileMayBearTheNameOfACommandOrStartWithADash) {
  const std::string input = file("ctx.yaml", sample::clean);
  EXPECT_THAT(run_with({"design", "schema"}).err, HasSubstr("cannot read `schema`"));
  EXPECT_THAT(run_with({"design", "--", "--help"}).err, HasSubstr("cannot read `--help`"));
}

TEST_F(Formats, SchemasAreJsonThatSaysWhichSchemaItIs) {
  for (const std::string which : {"input", "report"}) {
    const Outcome outcome = run_with({"schema", which});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(parse_json(outcome.out)["$schema"], "https://json-schema.org/draft/2020-12/schema");
  }
  EXPECT_NE(run_with({"schema", "input"}).out, run_with({"schema", "report"}).out);
}

}  // namespace
}  // namespace eventarch::cli
