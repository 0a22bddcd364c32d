/// What services read of a check: GitHub, GitLab, JUnit, and JSON for programs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "eventarch/check_report.hpp"
#include "eventarch/version.hpp"
#include "reports/sample_reports.hpp"
#include "support/repository_path.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing::Not;

using namespace testing_support;
using Json = nlohmann::json;

std::string rendered(const CheckReport& report, CheckFormat format, std::string prefix = {}) {
  return render_check(report, format, {.prefix = std::move(prefix)});
}

Json parsed(const CheckReport& report, CheckFormat format) {
  return Json::parse(rendered(report, format));
}

/// A report of one finding in one file.
CheckReport report_of(const std::string& file, CheckFinding finding) {
  return {.files = {{file, 1, {std::move(finding)}}}};
}

TEST(CheckFormats, HaveTheNamesOfTheContract) {
  EXPECT_THAT(check_format_names(), testing::ElementsAre("text", "concise", "json", "jsonl",
                                                         "sarif", "junit", "github", "gitlab"));
}

TEST(CheckGithub, MakesAnAnnotationOfEachFindingMostSevereFirst) {
  EXPECT_EQ(
      rendered(failing_report(), CheckFormat::github, "services/shop/"),
      "::error file=services/shop/designs/orders.yaml,line=2,endLine=2,col=3,endColumn=11,"
      "title=unknown_key::the key `use_cose` means nothing in `event_context`%0Ahelp: did you mean "
      "`use_case`?\n"
      "::warning file=services/shop/designs/orders.yaml,line=14,endLine=14,col=17,endColumn=19,"
      "title=uneven_share::10 partitions cannot be shared evenly by 4 consumers%0Anote: the load "
      "of the busiest is 20 %25 above the mean (3 / 2.5 - 1)%0Ahelp: use 12, the next multiple of "
      "4\n"
      "::notice file=services/shop/designs/orders.yaml,line=1,endLine=1,col=1,endColumn=2,"
      "title=message_near_limit::900 KB of 1 MB\n");
  EXPECT_EQ(rendered(clean_report(), CheckFormat::github), "");
}

TEST(CheckGithub, LeavesColumnsOutOfAPlaceOfSeveralLines) {
  EXPECT_EQ(rendered(report_of("f", finding_of(key_rule, {"f", 2, 3, 4, 9}, "m", 1)),
                     CheckFormat::github),
            "::error file=f,line=2,endLine=4,title=unknown_key::m\n");
}

TEST(CheckGithub, EscapesAsTheToolkitDoes) {
  EXPECT_EQ(rendered(report_of("a:b,c%\r\nd", finding_of(key_rule, span_of("", 1, 1, 2),
                                                         "50% a:b,c ::error::x\n\x1b[0m", 1)),
                     CheckFormat::github),
            "::error file=a%3Ab%2Cc%25%0D%0Ad,line=1,endLine=1,col=1,endColumn=2,"
            "title=unknown_key::50%25 a:b,c ::error::x\\u{a}\\u{1b}[0m\n");
}

TEST(CheckGithub, StopsAtWhatARunMayAnnotateAndSaysSo) {
  CheckReport report{.files = {{"f", 1, {}}}};
  for (int i = 1; i <= 12; ++i) {
    report.files.front().findings.push_back(finding_of(uneven_rule, span_of("f", 1, 1, 2), "w", i));
    report.files.front().findings.push_back(finding_of(key_rule, span_of("f", 1, 1, 2), "e", i));
  }
  const std::string out = rendered(report, CheckFormat::github);
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1) {
    errors += out.compare(at, 8, "::error ") == 0 ? 1U : 0U;
    warnings += out.compare(at, 10, "::warning ") == 0 ? 1U : 0U;
  }
  EXPECT_EQ(errors, 10U);
  EXPECT_EQ(warnings, 10U);
  EXPECT_LT(out.rfind("::error "), out.find("::warning "));
  EXPECT_TRUE(out.ends_with("\n4 more findings not annotated\n")) << out;
}

TEST(CheckGithub, AnnotatesNothingThatIsSuppressed) {
  EXPECT_EQ(render_check(suppressed_report(), CheckFormat::github, {.detail = Detail::verbose}),
            "::notice file=orders.yaml,line=20,endLine=20,col=1,endColumn=5,"
            "title=message_near_limit::900 KB of 1 MB\n");
}

TEST(CheckGitlab, NamesTheRuleInTheDescription) {
  CheckReport report = failing_report();
  report.files.front().findings.pop_back();
  constexpr std::string_view expected = R"text([
  {
    "description": "message_near_limit: 900 KB of 1 MB",
    "check_name": "message_near_limit",
    "fingerprint": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa03",
    "severity": "info",
    "location": {
      "path": "shop/designs/orders.yaml",
      "lines": {
        "begin": 1
      }
    }
  },
  {
    "description": "unknown_key: the key `use_cose` means nothing in `event_context` (did you mean `use_case`?)",
    "check_name": "unknown_key",
    "fingerprint": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa02",
    "severity": "major",
    "location": {
      "path": "shop/designs/orders.yaml",
      "lines": {
        "begin": 2
      }
    }
  }
]
)text";
  EXPECT_EQ(rendered(report, CheckFormat::gitlab, "shop/"), expected);
  EXPECT_EQ(rendered(clean_report(), CheckFormat::gitlab), "[]\n");
}

TEST(CheckGitlab, HasNoFingerprintTwiceAndNothingSuppressed) {
  CheckReport report{.files = {{"f", 1, {}}}};
  for (int i = 0; i < 3; ++i) {
    report.files.front().findings.push_back(finding_of(key_rule, span_of("f", 1, 1, 2), "e", 7));
  }
  const Json entries = parsed(report, CheckFormat::gitlab);
  EXPECT_EQ(entries[0]["fingerprint"], std::string(30, 'a') + "07");
  EXPECT_EQ(entries[1]["fingerprint"], std::string(30, 'a') + "07-2");
  EXPECT_EQ(entries[2]["fingerprint"], std::string(30, 'a') + "07-3");
  EXPECT_EQ(parsed(suppressed_report(), CheckFormat::gitlab).size(), 1U);
}

TEST(CheckJunit, HasASuiteAFileAndAPassingTestForACleanOne) {
  constexpr std::string_view expected = R"text(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="eventarch" tests="4" failures="2" errors="0" skipped="0" time="0">
  <testsuite name="designs/orders.yaml" tests="3" failures="2" errors="0" skipped="0" time="0">
    <testcase classname="designs/orders.yaml" name="message_near_limit (1:1)" file="shop/designs/orders.yaml" line="1" time="0">
      <system-out>designs/orders.yaml:1:1: info: 900 KB of 1 MB [message_near_limit]
</system-out>
    </testcase>
    <testcase classname="designs/orders.yaml" name="unknown_key /event_context/use_cose (2:3)" file="shop/designs/orders.yaml" line="2" time="0">
      <failure message="the key `use_cose` means nothing in `event_context`" type="error">designs/orders.yaml:2:3: error: the key `use_cose` means nothing in `event_context` [unknown_key]
help: did you mean `use_case`?
</failure>
    </testcase>
    <testcase classname="designs/orders.yaml" name="uneven_share /event_context/decisions/partitions (14:17)" file="shop/designs/orders.yaml" line="14" time="0">
      <failure message="10 partitions cannot be shared evenly by 4 consumers" type="warning">designs/orders.yaml:14:17: warning: 10 partitions cannot be shared evenly by 4 consumers [uneven_share]
here: two consumers would own 3 partitions, two would own 2
see: designs/orders.yaml:9:16: 4 consumers are declared here
note: the load of the busiest is 20 % above the mean (3 / 2.5 - 1)
help: use 12, the next multiple of 4
</failure>
    </testcase>
  </testsuite>
  <testsuite name="designs/trips.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="designs/trips.yaml" name="no findings" file="shop/designs/trips.yaml" line="1" time="0"/>
  </testsuite>
</testsuites>
)text";
  EXPECT_EQ(rendered(failing_report(), CheckFormat::junit, "shop/"), expected);
}

TEST(CheckJunit, SkipsWhatIsSuppressed) {
  const std::string xml = rendered(suppressed_report(), CheckFormat::junit);
  EXPECT_THAT(xml, HasSubstr(R"text(tests="3" failures="0" errors="0" skipped="2")text"));
  EXPECT_THAT(xml, HasSubstr("<skipped message=\"suppressed by a comment in line 13: four until "
                             "May, until 2027-05-01\"/>"));
}

TEST(CheckJunit, IsXmlWhateverTheMessageHolds) {
  const std::string xml = rendered(
      report_of("a\"<b>\n",
                finding_of(key_rule, span_of("", 1, 1, 2), "x ]]> & ' \x1b \x01\xFF \xC2\x9B", 1)),
      CheckFormat::junit);
  EXPECT_THAT(xml, HasSubstr("classname=\"a&quot;&lt;b&gt;&#10;\""));
  EXPECT_THAT(xml, HasSubstr("message=\"x ]]&gt; &amp; &apos; \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD"
                             " \xEF\xBF\xBD\""));
  EXPECT_THAT(xml, Not(HasSubstr("]]>")));
}

TEST(CheckJunit, NamesEveryTestOnce) {
  CheckReport report{.files = {{"f", 1, {}}}};
  for (int i = 0; i < 3; ++i) {
    report.files.front().findings.push_back(finding_of(key_rule, span_of("f", 1, 1, 2), "e", i));
  }
  const std::string xml = rendered(report, CheckFormat::junit);
  EXPECT_THAT(xml, HasSubstr("name=\"unknown_key (1:1)\""));
  EXPECT_THAT(xml, HasSubstr("name=\"unknown_key (1:1) #2\""));
  EXPECT_THAT(xml, HasSubstr("name=\"unknown_key (1:1) #3\""));
}

TEST(CheckJson, HoldsEverythingThatIsKnown) {
  const Json json = parsed(suppressed_report(), CheckFormat::json);
  EXPECT_EQ(json["schema_version"], "1");
  EXPECT_EQ(json["tool"], (Json{{"name", "eventarch"}, {"version", version()}}));
  EXPECT_EQ(json["files"], Json::parse(R"text([{"name": "orders.yaml", "documents": 1}])text"));
  EXPECT_EQ(json["summary"],
            Json::parse(R"text({"files": 1, "designs": 1, "errors": 0, "warnings": 0,
                                             "infos": 1, "suppressed": 2})text"));
  EXPECT_EQ(json["stale_baseline"],
            Json::parse(R"text([{"rule": "hot_key", "file": "gone.yaml", "design": "name=orders",
                             "subject": "/event_context/workload", "ordinal": 1}])text"));
  ASSERT_EQ(json["findings"].size(), 3U);
  EXPECT_EQ(json["findings"][0]["suppressed"],
            Json::parse(R"text({"by": "baseline", "reason": "", "until": null})text"));
  constexpr std::string_view expected = R"text({
    "rule": "uneven_share",
    "severity": "warning",
    "message": "10 partitions cannot be shared evenly by 4 consumers",
    "help": "use 12, the next multiple of 4",
    "label": "two consumers would own 3 partitions, two would own 2",
    "notes": ["the load of the busiest is 20 % above the mean (3 / 2.5 - 1)"],
    "location": {"file": "orders.yaml", "line": 14, "column": 17, "end_line": 14, "end_column": 19},
    "document": 1,
    "pointer": "/event_context/decisions/partitions",
    "design": "use_case=saga",
    "subject": "/event_context/decisions/partitions",
    "related": [{"message": "4 consumers are declared here", "location": {"file": "orders.yaml",
                 "line": 9, "column": 16, "end_line": 9, "end_column": 17}}],
    "fixes": [{"applicability": "safe", "edits": [{"location": {"file": "orders.yaml", "line": 14,
               "column": 17, "end_line": 14, "end_column": 19}, "replacement": "12"}]}],
    "fingerprint": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01",
    "suppressed": {"by": "comment", "reason": "four until May", "until": "2027-05-01",
                   "location": {"file": "orders.yaml", "line": 13, "column": 5, "end_line": 13,
                                "end_column": 60}}})text";
  EXPECT_EQ(json["findings"][1], Json::parse(expected));
  EXPECT_EQ(json["findings"][2]["suppressed"], nullptr);
}

TEST(CheckJsonLines, AreTheFindingsOfTheJson) {
  const std::string lines = rendered(suppressed_report(), CheckFormat::jsonl);
  const Json all = parsed(suppressed_report(), CheckFormat::json)["findings"];
  std::size_t count = 0;
  for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1) {
    EXPECT_EQ(Json::parse(lines.substr(at, lines.find('\n', at) - at)), all.at(count++));
  }
  EXPECT_EQ(count, 3U);
  EXPECT_EQ(rendered(clean_report(), CheckFormat::jsonl), "");
}

TEST(CheckJson, EscapesWhatNobodySees) {
  const std::string json = rendered(
      report_of("f", finding_of(key_rule, span_of("f", 1, 1, 2),
                                "\x7f\xC2\x9B\xE2\x80\xAE\xF3\xA0\x81\x81\xFF ##[x] [y]", 1)),
      CheckFormat::jsonl);
  EXPECT_THAT(json, HasSubstr("\"message\":\"\\u007f\\u009b\\u202e\\udb40\\udc41\xEF\xBF\xBD "
                              "##\\u005bx] [y]\""));
}

TEST(RuleList, HasEveryRuleOnceInBothForms) {
  const auto rules = all_rules();
  const Json json = Json::parse(rule_list_json());
  ASSERT_EQ(json["rules"].size(), rules.size());
  const std::string text = rule_list_text();
  std::size_t at = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(json["rules"][i]["name"], rules[i]->name);
    EXPECT_EQ(json["rules"][i]["severity"], name_of(rules[i]->severity));
    EXPECT_EQ(json["rules"][i]["rationale"], rules[i]->rationale);
    const std::string line = text.substr(at, text.find('\n', at) - at);
    EXPECT_TRUE(line.starts_with(std::string(rules[i]->name) + " ")) << line;
    EXPECT_THAT(line, HasSubstr("  " + std::string(name_of(rules[i]->severity)) + "  "));
    EXPECT_TRUE(line.ends_with("  " + std::string(rules[i]->summary))) << line;
    at += line.size() + 1;
  }
  EXPECT_EQ(at, text.size());
}

TEST(RepositoryPath, LeadsFromTheRootWithoutDetours) {
  using text::repository_path;
  EXPECT_EQ(repository_path("", "a/b.yaml"), "a/b.yaml");
  EXPECT_EQ(repository_path("", "./a//./b.yaml"), "a/b.yaml");
  EXPECT_EQ(repository_path("x/y/", "../b.yaml"), "x/b.yaml");
  EXPECT_EQ(repository_path("x/", "../../b.yaml"), "../b.yaml");
  EXPECT_EQ(repository_path("x/", "/abs/b.yaml"), "/abs/b.yaml");
  EXPECT_EQ(repository_path("x/", "-"), "-");
}

}  // namespace
}  // namespace eventarch
