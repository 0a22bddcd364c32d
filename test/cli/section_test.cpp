/// `--section`: parts of a report alone, in every format.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/command_run.hpp"
#include "eventarch/report.hpp"

namespace eventarch::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> keys_of(const nlohmann::json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

using Sectioned = InFolder;

TEST_F(Sectioned, JsonHoldsTheSectionsAndWhatTheyBelongTo) {
  const Outcome outcome =
      run_with(design(file("ctx.yaml", sample::clean), {"-f", "json", "--section", "topology"}));
  EXPECT_EQ(outcome.status, 0);
  const auto report = parse_json(outcome.out);
  EXPECT_THAT(keys_of(report), ElementsAre("schema_version", "source", "tool", "topology"));
  EXPECT_EQ(report["source"]["sections"], nlohmann::json::array({"topology"}));
}

TEST_F(Sectioned, AreTheSameAsInTheWholeReport) {
  const std::string input = file("ctx.yaml", sample::warning);
  const auto whole = parse_json(run_with(design(input, {"-f", "json"})).out);
  EXPECT_FALSE(whole["source"].contains("sections"));
  for (const std::string_view name : section_names()) {
    const std::string section(name);
    const auto part =
        parse_json(run_with(design(input, {"-f", "jsonl", "--section", section})).out);
    EXPECT_EQ(part[section], whole[section]) << section;
    EXPECT_EQ(part.size(), 4U) << section;
  }
}

TEST_F(Sectioned, PrintInTheOrderOfTheReportAndOnceEach) {
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with(
      design(input, {"--section", "checklist", "--section", "sizing", "--section", "checklist"}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, StartsWith("orders: sizing, checklist\n\nNUMBERS\n"));
  EXPECT_LT(outcome.out.find("NUMBERS"), outcome.out.find("CHECKLIST"));
  EXPECT_EQ(outcome.out.find("CHECKLIST"), outcome.out.rfind("CHECKLIST"));
  EXPECT_THAT(outcome.out, HasSubstr("HOW EACH NUMBER CAME ABOUT"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("WHY\n")));
}

TEST_F(Sectioned, EachHasTextAndMarkdown) {
  const std::string input = file("ctx.yaml", sample::warning);
  for (const std::string_view name : section_names()) {
    const std::string section(name);
    for (const std::string format : {"text", "markdown"}) {
      const Outcome outcome = run_with(design(input, {"-f", format, "--section", section}));
      EXPECT_EQ(outcome.status, 0) << section;
      EXPECT_GT(lines_of(outcome.out).size(), 4U) << section << " as " << format;
      EXPECT_THAT(outcome.err, IsEmpty());
    }
  }
}

TEST_F(Sectioned, AreAlreadyInFull) {
  const std::string input = file("ctx.yaml", sample::clean);
  EXPECT_EQ(run_with(design(input, {"--section", "broker", "-v"})).out,
            run_with(design(input, {"--section", "broker"})).out);
  const Outcome quiet = run_with(design(input, {"--section", "broker", "-q"}));
  EXPECT_EQ(quiet.status, 2);
  EXPECT_THAT(quiet.err, HasSubstr("--quiet and --section exclude each other"));
}

TEST_F(Sectioned, UnknownOnesAreAUsageError) {
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome slip = run_with(design(input, {"--section", "topolgy"}));
  EXPECT_EQ(slip.status, 2);
  EXPECT_THAT(slip.out, IsEmpty());
  EXPECT_THAT(slip.err, HasSubstr("there is no section `topolgy`"));
  EXPECT_THAT(slip.err, HasSubstr("did you mean `topology`?"));
  const Outcome nonsense = run_with(design(input, {"--section", "zebra"}));
  EXPECT_EQ(nonsense.status, 2);
  EXPECT_THAT(nonsense.err, Not(HasSubstr("did you mean")));
  EXPECT_THAT(nonsense.err, HasSubstr("broker, sizing, topology"));
}

TEST_F(Sectioned, AnAbsentOneIsSaidToBe) {
  const std::string input = file("ctx.yaml", sample::no_broker);
  const Outcome text = run_with(design(input, {"--section", "topology"}));
  EXPECT_EQ(text.status, 1) << "no broker qualifies, whatever is printed";
  EXPECT_THAT(text.out, HasSubstr("topology is not there: no broker qualifies."));
  const Outcome markdown = run_with(design(input, {"--section", "topology", "-f", "markdown"}));
  EXPECT_EQ(markdown.status, 1);
  EXPECT_THAT(markdown.out, HasSubstr("Not there: no broker qualifies."));
  const Outcome json = run_with(design(input, {"--section", "topology", "-f", "json"}));
  EXPECT_EQ(json.status, 1);
  EXPECT_FALSE(parse_json(json.out).contains("topology"));
}

TEST_F(Sectioned, InvalidInputIsShownInAnyCase) {
  const std::string input = file("ctx.yaml", sample::invalid);
  for (const std::string format : {"text", "markdown"}) {
    const Outcome outcome = run_with(design(input, {"--section", "sizing", "-f", format}));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.out, HasSubstr("troughput"));
  }
}

TEST_F(Sectioned, AlsoInFilesAndForEachDocument) {
  const std::string input =
      file("two.yaml", std::string(sample::clean) + "---\n" + std::string(sample::warning));
  const Outcome outcome = run_with(design(
      input, {"--section", "patterns", "-o", "markdown=" + path("two.md"), "-o", path("two.txt")}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(content("two.md"), StartsWith("## 2 designs\n"));
  EXPECT_THAT(content("two.md"), HasSubstr("\n---\n\n<!-- eventarch design "));
  EXPECT_THAT(content("two.txt"), HasSubstr("orders: patterns\n"));
  EXPECT_THAT(content("two.txt"), HasSubstr("payments: patterns\n"));
}

TEST(Sections, AreNamedInTheHelp) {
  const Outcome help = run_with({"design", "--help"});
  std::string flat;
  for (const std::string& line : lines_of(help.out)) flat += line + " ";
  for (const std::string_view name : section_names()) {
    EXPECT_THAT(flat, HasSubstr(std::string(name)));
  }
}

}  // namespace
}  // namespace eventarch::cli
