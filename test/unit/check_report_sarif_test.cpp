/// SARIF of a check. test/sarif holds it to the official schema.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "eventarch/check_report.hpp"
#include "reports/sample_reports.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

using namespace testing_support;
using Json = nlohmann::json;

Json run_of(const CheckReport& report, std::string prefix = {}) {
  const Json log =
      Json::parse(render_check(report, CheckFormat::sarif, {.prefix = std::move(prefix)}));
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1U);
  return log["runs"][0];
}

Json result_of(CheckFinding finding, std::string prefix = {}, const std::string& file = "f") {
  return run_of({.files = {{file, 1, {std::move(finding)}}}}, std::move(prefix))["results"][0];
}

TEST(CheckSarif, HasAnEmptyListAndAllRulesWhereNothingIsFound) {
  const Json run = run_of(clean_report());
  EXPECT_EQ(run["results"], Json::array());
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), all_rules().size());
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["invocations"], Json::parse(R"([{"executionSuccessful": true}])"));
}

TEST(CheckSarif, ListsTheSameRulesWhateverIsFound) {
  EXPECT_EQ(run_of(clean_report())["tool"], run_of(failing_report())["tool"]);
}

TEST(CheckSarif, DescribesARuleInFull) {
  const Json rules = run_of(clean_report())["tool"]["driver"]["rules"];
  const auto all = all_rules();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i]->name != "uneven_share") continue;
    EXPECT_EQ(rules[i]["id"], "uneven_share");
    EXPECT_EQ(rules[i]["name"], "UnevenShare");
    EXPECT_EQ(rules[i]["shortDescription"]["text"], all[i]->summary);
    EXPECT_THAT(rules[i]["help"]["text"].get<std::string>(),
                HasSubstr("\nFound:\n" + std::string(all[i]->flagged)));
    EXPECT_THAT(rules[i]["help"]["markdown"].get<std::string>(),
                HasSubstr("\n**Mended**\n\n```yaml\n" + std::string(all[i]->accepted)));
    EXPECT_EQ(rules[i]["properties"]["precision"], "high");
    return;
  }
  ADD_FAILURE() << "no rule uneven_share";
}

TEST(CheckSarif, SaysEverythingOfAFinding) {
  const Json result = result_of(full_finding("f"), "shop/");
  EXPECT_EQ(result["ruleId"], "uneven_share");
  EXPECT_EQ(all_rules().at(result["ruleIndex"])->name, "uneven_share");
  EXPECT_EQ(result["level"], "warning");
  EXPECT_EQ(result["message"]["text"],
            "10 partitions cannot be shared evenly by 4 consumers\nnote: the load of the busiest "
            "is 20 % above the mean (3 / 2.5 - 1)\nhelp: use 12, the next multiple of 4");
  EXPECT_EQ(result["locations"], Json::parse(R"([{
    "physicalLocation": {
      "artifactLocation": {"uri": "shop/f", "uriBaseId": "%SRCROOT%"},
      "region": {"startLine": 14, "startColumn": 17, "endLine": 14, "endColumn": 19}},
    "logicalLocations": [{"fullyQualifiedName": "/event_context/decisions/partitions"}],
    "message": {"text": "two consumers would own 3 partitions, two would own 2"}}])"));
  EXPECT_EQ(result["partialFingerprints"], Json::parse(R"({
    "primaryLocationLineHash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01",
    "eventarch/v2": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01"})"));
  EXPECT_EQ(result["relatedLocations"], Json::parse(R"([{
    "id": 1,
    "physicalLocation": {
      "artifactLocation": {"uri": "shop/f", "uriBaseId": "%SRCROOT%"},
      "region": {"startLine": 9, "startColumn": 16, "endLine": 9, "endColumn": 17}},
    "message": {"text": "4 consumers are declared here"}}])"));
  EXPECT_EQ(result["fixes"], Json::parse(R"([{
    "description": {"text": "use 12, the next multiple of 4"},
    "artifactChanges": [{
      "artifactLocation": {"uri": "shop/f", "uriBaseId": "%SRCROOT%"},
      "replacements": [{
        "deletedRegion": {"startLine": 14, "startColumn": 17, "endLine": 14, "endColumn": 19},
        "insertedContent": {"text": "12"}}]}]}])"));
  EXPECT_EQ(result["suppressions"], Json::array());
  EXPECT_FALSE(result.contains("baselineState"));
}

TEST(CheckSarif, GivesEveryFindingAPlaceThatIsNotEmpty) {
  const auto region = [](SourceSpan where) {
    return result_of(finding_of(key_rule, std::move(where), "m",
                                1))["locations"][0]["physicalLocation"]["region"];
  };
  const Json start =
      Json::parse(R"({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2})");
  EXPECT_EQ(region({"f", 0, 0, 0, 0}), start);
  EXPECT_EQ(region({"--set requirements.latency", 0, 0, 0, 0}), start);
  EXPECT_EQ(region({"f", 3, 4, 3, 4}),
            Json::parse(R"({"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 5})"));
}

TEST(CheckSarif, MarksWhatIsSuppressedAndWhatIsNew) {
  const Json results = run_of(suppressed_report())["results"];
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0]["suppressions"],
            Json::parse(R"([{"kind": "external", "status": "accepted"}])"));
  EXPECT_EQ(results[0]["baselineState"], "unchanged");
  EXPECT_EQ(results[1]["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(results[1]["suppressions"][0]["justification"], "four until May (until 2027-05-01)");
  EXPECT_EQ(results[1]["suppressions"][0]["location"]["physicalLocation"]["region"]["startLine"],
            13);
  EXPECT_EQ(results[1]["baselineState"], "new");
  EXPECT_EQ(results[2]["suppressions"], Json::array());
  EXPECT_EQ(results[2]["baselineState"], "new");
}

TEST(CheckSarif, WritesPathsAsRelativeReferences) {
  const auto uri = [](const std::string& file) {
    return result_of(finding_of(key_rule, {}, "m", 1), "",
                     file)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
  };
  EXPECT_EQ(uri("a b/gr\xC3\xBC\xC3\x9F%.yaml"), "a%20b/gr%C3%BC%C3%9F%25.yaml");
  // A colon in the first part would make a scheme of it, `?` and `#` would end the path.
  EXPECT_EQ(uri("c:x?y#z"), "c%3Ax%3Fy%23z");
  EXPECT_EQ(uri("\xFF"), "%FF");
  EXPECT_EQ(uri("/abs/x.yaml"), "file:///abs/x.yaml");
}

TEST(CheckSarif, KeepsTextsShort) {
  const Json result = result_of(finding_of(key_rule, span_of("f", 1, 1, 2),
                                           std::string(500, 'a') + std::string(1000, 'b'), 1));
  const std::string text = result["message"]["text"];
  EXPECT_EQ(text::length(text), 1024U);
  EXPECT_THAT(text, EndsWith("bbb..."));
  const std::string longest(1024, 'c');
  EXPECT_EQ(result_of(finding_of(key_rule, {}, longest, 1))["message"]["text"], longest);
}

TEST(CheckSarif, MakesNoLinkOfWhatAFileSays) {
  EXPECT_EQ(result_of(finding_of(key_rule, {}, "see [here](http://x), \\o/", 1))["message"]["text"],
            "see \\[here\\](http://x), \\\\o/");
  EXPECT_EQ(result_of(finding_of(key_rule, {}, "one of [a, b]", 1))["message"]["text"],
            "one of [a, b]");
}

TEST(CheckSarif, KeepsTheMostSevereWhereThereAreTooMany) {
  CheckReport report{.files = {{"f", 1, {}}}};
  auto& findings = report.files.front().findings;
  findings.assign(25001, finding_of(size_rule, {}, "i", 1));
  findings.push_back(finding_of(key_rule, {}, "e", 2));
  const Json run = run_of(report);
  EXPECT_EQ(run["results"].size(), 25000U);
  EXPECT_EQ(run["results"][0]["level"], "error");
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "2 of the least severe findings are left out: a report holds 25000");
}

}  // namespace
}  // namespace eventarch
