/// What makes the gate trusted: baselines and fingerprints that hold from every folder,
/// suppressions that nothing forges, reports that replace nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Gate : public StandingInFolder {
 protected:
  void stand_in(const std::string& folder) const { std::filesystem::current_path(path(folder)); }

  /// `eventarch` with flags, split at blanks.
  static Outcome run(const std::string& flags) { return run_words(flags); }

  static std::string fingerprint(const Outcome& outcome) {
    return nlohmann::json::parse(outcome.out)["findings"][0]["fingerprint"];
  }
};

/// A design with its requirements, one line each.
std::string design_with(const std::string& more) {
  return "event_context:\n  use_case: pub_sub\n  requirements:\n    throughput: 1K msg/s\n"
         "    latency: 1 s\n    retention: 7 days\n    ordering: partition\n"
         "    delivery: exactly_once" +
         more + "\n";
}

TEST_F(Gate, FailsADesignThatNoBrokerQualifiesFor) {
  file("a.yaml",
       "event_context: {use_case: pub_sub, requirements: {throughput: 500K msg/s, latency: 2 ms, "
       "ordering: global, delivery: exactly_once}}\n");
  const Outcome outcome = run("check a.yaml -f concise");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("error: no broker qualifies"));
  EXPECT_THAT(run("check a.yaml").out, HasSubstr("Kafka qualifies"));
}

TEST_F(Gate, TakesABaselineFromWhicheverFolder) {
  std::filesystem::create_directories(path(".git"));
  std::filesystem::create_directories(path("services"));
  file("services/a.yaml", sample::warning);
  EXPECT_EQ(run("check services/a.yaml --fail-on info").status, 1);
  EXPECT_EQ(run("check services/a.yaml --write-baseline base.jsonl").status, 0);
  EXPECT_EQ(run("check --baseline base.jsonl --fail-on info").status, 0);
  stand_in("services");
  EXPECT_EQ(run("check --baseline ../base.jsonl --fail-on info").status, 0);
  EXPECT_EQ(run("check --write-baseline ../again.jsonl").status, 0);
  EXPECT_EQ(content("again.jsonl"), content("base.jsonl"));
}

TEST_F(Gate, CallsNothingStaleOfFilesThatAreNotChecked) {
  file("a.yaml", sample::warning);
  file("b.yaml", sample::warning);
  EXPECT_EQ(run("check a.yaml b.yaml --write-baseline base.jsonl").status, 0);
  EXPECT_THAT(run("check a.yaml --baseline base.jsonl").out, Not(HasSubstr("not found any more")));
  file("a.yaml", sample::clean);
  EXPECT_THAT(run("check a.yaml --baseline base.jsonl").out, HasSubstr("not found any more"));
}

TEST_F(Gate, KnowsAFindingFromWhicheverFolder) {
  std::filesystem::create_directories(path(".git"));
  std::filesystem::create_directories(path("services/shop"));
  file("services/shop/a.yaml", sample::invalid);
  const std::string from_root = fingerprint(run("check services/shop/a.yaml -f json"));
  stand_in("services/shop");
  EXPECT_EQ(fingerprint(run("check a.yaml -f json")), from_root);
  std::filesystem::create_directories(path("other"));
  stand_in("other");
  EXPECT_EQ(fingerprint(run("check ../services/shop/a.yaml -f json")), from_root);
}

TEST_F(Gate, CallsASuppressionUnusedOnlyWhereEveryRuleWasAsked) {
  const std::string comment = "  # eventarch: ignore=hot_key -- a known whale";
  file("a.yaml", design_with(comment));
  EXPECT_THAT(run("check a.yaml").out, HasSubstr("unused_suppression"));
  file("b.yaml", design_with(comment) + "  decisions: {broker: kafk}\n");
  const Outcome unfinished = run("check b.yaml");
  EXPECT_EQ(unfinished.status, 1);
  EXPECT_THAT(unfinished.out, Not(HasSubstr("unused_suppression")));
}

TEST_F(Gate, TakesNoQuotedTextForAComment) {
  const std::string ignore = "# eventarch: ignore=exactly_once_complexity -- said in a value";
  for (const std::string& value :
       {"\"v " + ignore + "\"", "'v " + ignore + "'", "\"v " + ignore + " \\\"so\\\"\"",
        "[\"v " + ignore + "\"]", "\"v " + ignore + "\n    and on\""}) {
    file("a.yaml",
         "event_context:\n  use_case: pub_sub\n  requirements: {delivery: exactly_once, "
         "x-note: " +
             value + "}\n");
    EXPECT_THAT(run("check a.yaml -f concise").out, HasSubstr("[exactly_once_complexity]"))
        << value;
  }
}

TEST_F(Gate, CountsNoneOfMoreSuppressionsThanPeopleWrite) {
  std::string comments;
  for (int i = 0; i < 1001; ++i) {
    comments += "# eventarch: ignore=exactly_once_complexity -- the reason\n";
  }
  file("a.yaml",
       comments + design_with("  # eventarch: ignore=exactly_once_complexity -- a pilot"));
  const Outcome outcome = run("check a.yaml -f concise --fail-on warning");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("a.yaml:1001:1: warning: there are more than 1000"));
  EXPECT_THAT(outcome.out, HasSubstr("[exactly_once_complexity]"));
  EXPECT_LT(std::ranges::count(outcome.out, '\n'), 10);
}

TEST_F(Gate, TellsInAFewLinesThatAFileIsNoBaseline) {
  file("a.yaml", sample::clean);
  std::string wrong;
  for (int i = 0; i < 1000; ++i) wrong += "not an entry\n";
  file("base.jsonl", wrong);
  const Outcome outcome = run("check a.yaml --baseline base.jsonl");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 40) << "20 lines, each with its help";
}

TEST_F(Gate, ReadsNoCommentThatNobodyWrote) {
  std::string names = "hot_key";
  for (int i = 0; i < 200; ++i) names += ",rule" + std::to_string(i);
  file("a.yaml", design_with("  # eventarch: ignore=" + names + " -- generated"));
  const Outcome outcome = run("check a.yaml -f concise");
  EXPECT_THAT(outcome.out, HasSubstr("the comment names more than 50 rules"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("rule7")));
}

TEST_F(Gate, ReplacesNothingThatIsRead) {
  const std::string before = std::string(sample::clean);
  file("a.yaml", before);
  file("b.yaml", sample::warning);
  file("base.jsonl", "");
  std::filesystem::create_symlink("a.yaml", path("link"));
  for (const std::string flags :
       {"design a.yaml -o json=a.yaml", "design a.yaml -o json=./a.yaml",
        "design a.yaml -o json=link", "check a.yaml -o json=a.yaml", "check . -o json=a.yaml",
        "check a.yaml --write-baseline a.yaml",
        "check a.yaml --baseline base.jsonl -o json=base.jsonl",
        "check a.yaml -o json=r -o sarif=./r", "check a.yaml -o json=r --write-baseline r",
        "diff b.yaml a.yaml -o json=a.yaml", "diff a.yaml b.yaml -o json=a.yaml"}) {
    const Outcome outcome = run(flags);
    EXPECT_EQ(outcome.status, 2) << flags;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("output"), HasSubstr("a path of its own"))) << flags;
    EXPECT_EQ(content("a.yaml"), before) << flags;
    EXPECT_THAT(content("base.jsonl"), IsEmpty()) << flags;
    EXPECT_FALSE(exists("r")) << flags;
  }
  EXPECT_EQ(run("check a.yaml --output json=/dev/null --write-baseline /dev/null").status, 0);
}

TEST_F(Gate, RefusesAConfigurationThatIsNoFile) {
  file("a.yaml", sample::clean);
  std::filesystem::create_symlink("nowhere", path(".eventarch.yaml"));
  EXPECT_EQ(run("check a.yaml").status, 2);
  std::filesystem::remove(path(".eventarch.yaml"));
  ASSERT_EQ(::mkfifo(path(".eventarch.yaml").c_str(), 0600), 0);
  const Outcome outcome = run("check a.yaml");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("no plain file"));
}

TEST_F(Gate, RefusesLevelsOfTheFileFormat) {
  file("a.yaml", sample::clean);
  file(".eventarch.yaml", "rules: {unknown_key: off}\n");
  const Outcome outcome = run("check a.yaml");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("`unknown_key` has no level"));
}

TEST_F(Gate, ShowsTheArithmeticThatADesignShows) {
  file("a.yaml",
       "event_context: {use_case: event_sourcing, requirements: {throughput: 10K msg/s, latency: 1 "
       "s, ordering: partition, retention: 52 weeks}}\n");
  const std::string out = run("check a.yaml").out;
  EXPECT_THAT(out, HasSubstr("52 weeks retention x 3"));
  EXPECT_THAT(out, Not(HasSubstr("note: \n")));
}

TEST_F(Gate, EscapesCommandsToBuildServicesInEveryOutput) {
  file("a.yaml",
       "event_context: {name: '##[error]n', use_case: pub_sub, requirements: {}, producers: "
       "['##[error]p'], consumers: ['##vso[task]c']}\n");
  file("b.yaml", sample::clean);
  for (const std::string flags :
       {"design a.yaml", "design a.yaml -f json", "design a.yaml -f jsonl",
        "design a.yaml -f markdown", "diff b.yaml a.yaml -v", "diff b.yaml a.yaml -f json",
        "diff b.yaml a.yaml -f markdown", "check ##[error]x", "design ##[error]x",
        "explain ##[error]x", "design a.yaml -f ##[error]"}) {
    const Outcome outcome = run(flags);
    EXPECT_THAT(outcome.out + outcome.err, AllOf(Not(HasSubstr("##[")), Not(HasSubstr("##vso["))))
        << flags;
  }
}

}  // namespace
}  // namespace eventarch::cli
