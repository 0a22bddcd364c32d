/// `check`: threads, thresholds, outputs, baselines, fixes, standard input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/blocks.hpp"
#include "cli/command_run.hpp"
#include "eventarch/check_report.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Check : public StandingInFolder {
 protected:
  /// `check` with flags, split at blanks.
  static Outcome check(const std::string& flags, const World& world = {}) {
    return run_words("check " + flags, world);
  }

  /// One file for each verdict.
  void one_of_each() const {
    file("clean.yaml", sample::clean);
    file("warning.yaml", sample::warning);
    file("invalid.yaml", sample::invalid);
    file("broken.yaml", sample::syntax_error);
  }
};

TEST_F(Check, GivesAVerdictByItsThreshold) {
  one_of_each();
  for (const std::string_view format : check_format_names()) {
    const std::string in = " -f " + std::string(format);
    EXPECT_EQ(check("clean.yaml --fail-on info" + in).status, 0) << format;
    EXPECT_EQ(check("warning.yaml" + in).status, 0) << format;
    EXPECT_EQ(check("warning.yaml --fail-on warning" + in).status, 1) << format;
    EXPECT_EQ(check("invalid.yaml" + in).status, 1) << format;
    EXPECT_EQ(check("broken.yaml" + in).status, 1) << format;
    EXPECT_EQ(check("broken.yaml --fail-on never" + in).status, 0) << format;
    EXPECT_EQ(check("clean.yaml missing.yaml" + in).status, 2) << format;
  }
}

TEST_F(Check, PrintsTheSameBytesWithAnyNumberOfThreads) {
  constexpr std::array texts{sample::clean, sample::warning, sample::invalid, sample::syntax_error};
  for (std::size_t i = 0; i < 200; ++i) {
    file(std::to_string(i) + ".eventarch.yaml", texts[i % texts.size()]);
  }
  for (const std::string_view format : check_format_names()) {
    const std::string in = "-f " + std::string(format);
    const Outcome one = check(in + " -j 1");
    EXPECT_EQ(one.status, 1);
    EXPECT_GT(one.out.size(), 1000U) << format;
    for (const char* jobs : {" -j8", " --jobs=3", ""}) {
      EXPECT_EQ(check(in + jobs).out, one.out) << format << jobs;
    }
  }
}

TEST_F(Check, ChecksTheOthersWhereAFileCannotBeRead) {
  one_of_each();
  const Outcome outcome = check("missing.yaml broken.yaml clean.yaml warning.yaml -f concise");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot read `missing.yaml`: No such file"));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("broken.yaml:1:"), HasSubstr("warning.yaml:")));
}

TEST_F(Check, WritesReportsBesideTheOneForPeople) {
  one_of_each();
  const Outcome outcome = check(". --output json=r.json --output sarif=r.sarif");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("broken.yaml"));
  EXPECT_TRUE(parse_json(content("r.json")).is_object());
  EXPECT_EQ(parse_json(content("r.sarif"))["version"], "2.1.0");
}

TEST_F(Check, WritesNoReportFileWhereSomethingWasNotChecked) {
  one_of_each();
  file("r.json", "as before");
  const Outcome outcome = check("clean.yaml missing.yaml --output json=r.json");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(content("r.json"), "as before");
  EXPECT_THAT(outcome.err, HasSubstr("no report file and no baseline was written"));
  EXPECT_THAT(outcome.out, Not(IsEmpty()));
}

TEST_F(Check, KeepsMachineFormatsAloneOnStandardOutput) {
  one_of_each();
  for (const char* format : {"json", "sarif", "gitlab"}) {
    for (const char* file : {"clean.yaml", "broken.yaml", "."}) {
      const Outcome outcome = check(std::string(file) + " -f " + format);
      EXPECT_FALSE(parse_json(outcome.out).is_null()) << format << file;
      EXPECT_THAT(outcome.err, IsEmpty()) << format << file;
    }
  }
}

TEST_F(Check, ReadsStandardInputUnderANameOfItsOwn) {
  const World world{std::string(sample::syntax_error), {}};
  EXPECT_THAT(check("- -f concise", world).out, StartsWith("<stdin>:"));
  EXPECT_THAT(check("- --stdin-filename sub/a.yaml -f concise", world).out,
              StartsWith("sub/a.yaml:"));
  file("a.yaml", sample::clean);
  EXPECT_THAT(check("- . --stdin-filename a.yaml -f concise", world).out, StartsWith("a.yaml:1:"))
      << "in the place of the file";
}

TEST_F(Check, TakesTheNameOfStandardInputForThatOfTheFile) {
  const World world{std::string(sample::syntax_error), {}};
  file("a.yaml", sample::warning);
  for (const std::string& name : {std::string("./a.yaml"), path("a.yaml")}) {
    const Outcome outcome = check("- a.yaml -f concise --stdin-filename " + name, world);
    EXPECT_THAT(lines_of(outcome.out), Each(StartsWith("a.yaml:1:"))) << name;
    EXPECT_THAT(outcome.out, Not(IsEmpty()));
  }
}

TEST_F(Check, ReadsStandardInputWhateverItsKey) {
  EXPECT_EQ(check("-", {"other: 1\n", {}}).status, 1);
}

TEST_F(Check, TakesTheNearestConfigurationOfEachFile) {
  std::filesystem::create_directories(path("strict"));
  file("strict/.eventarch.yaml", "defaults: {fail_on: warning}\n");
  file("strict/a.yaml", sample::warning);
  file("b.yaml", sample::warning);
  EXPECT_EQ(check("b.yaml").status, 0);
  EXPECT_EQ(check("strict").status, 1);
  EXPECT_EQ(check(".").status, 1);
  EXPECT_EQ(check(". --fail-on error").status, 0) << "the flag comes first";
  EXPECT_EQ(run_with({"design", "strict/a.yaml"}).status, 1) << "for design, too";
  const World input{std::string(sample::warning), {}};
  EXPECT_EQ(check("- --stdin-filename strict/new.yaml", input).status, 1);
  EXPECT_EQ(check("-", input).status, 0);
}

TEST_F(Check, ReportsRulesAtTheLevelOfTheConfiguration) {
  file("a.yaml", sample::warning);
  file(".eventarch.yaml", "rules: {exactly_once_complexity: error}\n");
  EXPECT_EQ(check("a.yaml").status, 1);
  EXPECT_EQ(run_with({"design", "a.yaml"}).status, 1);
  file(".eventarch.yaml", "rules: {exactly_once_complexity: off}\n");
  EXPECT_THAT(check("a.yaml -f concise").out, Not(HasSubstr("exactly_once_complexity")));
  EXPECT_THAT(run_with({"design", "a.yaml"}).out, Not(HasSubstr("[exactly_once_complexity]")));
}

TEST_F(Check, DoesNotRunByAConfigurationThatIsWrong) {
  file("a.yaml", sample::clean);
  file(".eventarch.yaml", "colour: red\n");
  const Outcome outcome = check("a.yaml -f json");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr(".eventarch.yaml:1:1"));
}

TEST_F(Check, WritesNoBaselineThatPassesOverFilesItCannotRead) {
  one_of_each();
  const Outcome refused = check(". --write-baseline accepted.jsonl");
  EXPECT_EQ(refused.status, 2);
  EXPECT_FALSE(std::filesystem::exists(path("accepted.jsonl")));
  EXPECT_THAT(refused.err, AllOf(HasSubstr("no baseline was written to `accepted.jsonl`"),
                                 HasSubstr("`broken.yaml`"), HasSubstr("mend it")));
  EXPECT_THAT(refused.out, HasSubstr("broken.yaml:1:")) << "the report is there all the same";
}

TEST_F(Check, PassesNoErrorOfTheFormatByABaseline) {
  file("a.yaml", sample::syntax_error);
  const auto found = parse_json(check("a.yaml -f json").out)["findings"][0];
  const nlohmann::json entry{{"rule", found["rule"]},
                             {"file", "a.yaml"},
                             {"design", found["design"]},
                             {"subject", found["subject"]},
                             {"ordinal", 1}};
  file("accepted.jsonl", entry.dump() + "\n");
  const Outcome outcome = check("a.yaml --baseline accepted.jsonl -f concise");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("[yaml_syntax]"), Not(HasSubstr("suppressed"))));
}

TEST_F(Check, AcceptsWhatTheBaselineLists) {
  one_of_each();
  for (const char* unreadable : {"broken.yaml", "invalid.yaml"}) {
    std::filesystem::remove(path(unreadable));
  }
  const Outcome written = check(". --write-baseline accepted.jsonl");
  EXPECT_EQ(written.status, 0) << "what is accepted does not count";
  EXPECT_THAT(written.err, StartsWith("wrote accepted.jsonl: "));
  EXPECT_EQ(check(". --fail-on warning").status, 1);
  EXPECT_EQ(check(". --baseline accepted.jsonl --fail-on info").status, 0);
  file("new.yaml", sample::syntax_error);
  EXPECT_EQ(check(". --baseline accepted.jsonl").status, 1);
  EXPECT_THAT(check(". --baseline accepted.jsonl -f concise").out,
              AllOf(HasSubstr("new.yaml:"), Not(HasSubstr("warning.yaml:"))));
}

TEST_F(Check, DoesNotRunByABaselineThatIsMissingOrBroken) {
  one_of_each();
  const Outcome missing = check("clean.yaml --baseline gone.jsonl");
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, AllOf(HasSubstr("gone.jsonl"), HasSubstr("--write-baseline")));
  file("bad.jsonl", "not a baseline\n");
  const Outcome broken = check("clean.yaml --baseline bad.jsonl");
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err, HasSubstr("bad.jsonl"));
  EXPECT_THAT(broken.out, IsEmpty());
}

TEST_F(Check, FixesWhatIsCertain) {
  file("a.yaml", sample::invalid);
  const std::string before = content("a.yaml");
  const Outcome shown = check("a.yaml --diff");
  EXPECT_EQ(shown.status, 1);
  EXPECT_THAT(shown.out, AllOf(HasSubstr("-  requirements: {troughput: 1K msg/s}"),
                               HasSubstr("+  requirements: {throughput: 1K msg/s}")));
  EXPECT_EQ(content("a.yaml"), before);
  const Outcome fixed = check("a.yaml --fix");
  EXPECT_THAT(content("a.yaml"), HasSubstr("{throughput: 1K msg/s}"));
  EXPECT_EQ(fixed.status, 0) << fixed.out;
  EXPECT_THAT(fixed.err, HasSubstr("fixed 1 file"));
  const Outcome nothing = check("a.yaml --diff");
  EXPECT_EQ(nothing.status, 0);
  EXPECT_THAT(nothing.out, IsEmpty());
}

TEST_F(Check, ShowsADiffThatPatchTakesWhateverEndsTheLines) {
  file("a.yaml", "event_context:\r\n  use_case: pubsub\r\n  requirements: {}\r\n");
  EXPECT_EQ(
      check("a.yaml --diff").out,
      "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,3 +1,3 @@\n event_context:\r\n-  use_case: pubsub\r\n"
      "+  use_case: pub_sub\r\n   requirements: {}\r\n");
  file("a.yaml", "event_context:\n  requirements: {}\n  use_case: pubsub");
  EXPECT_EQ(check("a.yaml --diff").out,
            "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,3 +1,3 @@\n event_context:\n   requirements: {}\n"
            "-  use_case: pubsub\n\\ No newline at end of file\n"
            "+  use_case: pub_sub\n\\ No newline at end of file\n");
}

TEST_F(Check, FixesAFileBehindALinkAndKeepsItsMode) {
  namespace fs = std::filesystem;
  file("real.yaml", sample::invalid);
  constexpr auto mode = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
  fs::permissions(path("real.yaml"), mode);
  fs::create_symlink("real.yaml", path("link.yaml"));
  EXPECT_EQ(check("link.yaml --fix").status, 0);
  EXPECT_TRUE(fs::is_symlink(path("link.yaml")));
  EXPECT_THAT(content("real.yaml"), HasSubstr("{throughput:"));
  EXPECT_EQ(fs::status(path("real.yaml")).permissions(), mode);
  EXPECT_THAT(names(), ElementsAre("link.yaml", "real.yaml"));
}

TEST_F(Check, FixesAFileOnceWhereItHasTwoNames) {
  file("real.eventarch.yaml", sample::invalid);
  std::filesystem::create_symlink("real.eventarch.yaml", path("link.eventarch.yaml"));
  const Outcome outcome = check(". --fix");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_EQ(outcome.err, "fixed 1 file\n");
  EXPECT_THAT(content("real.eventarch.yaml"), HasSubstr("{throughput:"));
}

TEST_F(Check, TakesTheConfigurationThatIsNamedOrNone) {
  file("a.yaml", sample::warning);
  file(".eventarch.yaml", "colour: red\n");
  file("other.yaml", "brokers: [kafka]\n");
  EXPECT_EQ(check("a.yaml").status, 2);
  EXPECT_EQ(check("a.yaml --no-config").status, 0);
  EXPECT_EQ(check("a.yaml --config other.yaml").status, 0);
  const Outcome missing = check("a.yaml --config missing.yaml");
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("cannot read `missing.yaml`"));
}

TEST_F(Check, RefusesFlagsThatSayNothingTogether) {
  file("a.yaml", sample::clean);
  for (const char* flags : {"- --fix",
                            "a.yaml --fix --diff",
                            "a.yaml --fix --set name=x",
                            "a.yaml --diff --set name=x",
                            "a.yaml --diff -f json",
                            "a.yaml --baseline b --write-baseline c",
                            "- -",
                            "-q -v",
                            "a.yaml --stdin-filename b.yaml",
                            "a.yaml --config x --no-config",
                            "a.yaml --config=",
                            "a.yaml -o json=r -o sarif=r",
                            "a.yaml -o r -o text=r",
                            "-j 0",
                            "-j x",
                            "-j -1",
                            "--baseline -",
                            "-o =x",
                            "-o sarf=x",
                            "--fail-on errors",
                            "-f xml",
                            "--list-rules -f sarif",
                            "--color sometimes"}) {
    const Outcome outcome = check(flags);
    EXPECT_EQ(outcome.status, 2) << flags;
    EXPECT_THAT(outcome.out, IsEmpty()) << flags;
    EXPECT_THAT(outcome.err, StartsWith("eventarch: error: ")) << flags;
  }
  EXPECT_EQ(run_with({"check", ""}).status, 2);
  EXPECT_EQ(run_with({"design", "a.yaml", "-o", "=x"}).status, 2);
  EXPECT_THAT(names(), ElementsAre("a.yaml"));
}

TEST_F(Check, ListsTheRules) {
  EXPECT_THAT(check("--list-rules").out, HasSubstr("exactly_once_complexity"));
  EXPECT_THAT(parse_json(check("--list-rules -f json").out).dump(),
              HasSubstr("exactly_once_complexity"));
  EXPECT_EQ(check("--list-rules -o json=r.json").status, 0);
  EXPECT_TRUE(exists("r.json"));
}

TEST_F(Check, GivesServicesPathsFromTheRootOfTheRepository) {
  std::filesystem::create_directories(path("repo/.git"));
  std::filesystem::create_directories(path("repo/services"));
  file("repo/services/a.yaml", sample::syntax_error);
  std::filesystem::current_path(path("repo/services"));
  EXPECT_THAT(check("-f github").out, HasSubstr("file=services/a.yaml,"));
  EXPECT_THAT(check("-f gitlab").out, HasSubstr("\"services/a.yaml\""));
  EXPECT_THAT(check("-f sarif").out, HasSubstr("\"services/a.yaml\""));
  EXPECT_THAT(check("-f concise").out, StartsWith("a.yaml:"));
}

TEST_F(Check, TakesTheRootFromTheServiceWhereThereIsNoRepository) {
  std::filesystem::create_directories(path("out/services"));
  file("out/services/a.yaml", sample::syntax_error);
  std::filesystem::current_path(path("out/services"));
  World world;
  world.environment.github_workspace = path("out");
  EXPECT_THAT(check("-f github", world).out, HasSubstr("file=services/a.yaml,"));
  world.environment.github_workspace = path("elsewhere");
  EXPECT_THAT(check("-f github", world).out, HasSubstr("file=a.yaml,"));
  world.environment.gitlab_project = path("out");
  EXPECT_THAT(check("-f gitlab", world).out, HasSubstr("\"services/a.yaml\""));
}

TEST(Blocks, CoverEveryItemOnce) {
  for (const std::size_t count : {0U, 1U, 31U, 32U, 33U, 1000U}) {
    std::vector<int> times(count, 0);
    in_blocks(count, 4, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++times[i];
    });
    EXPECT_THAT(times, Each(1)) << count;
  }
}

TEST(Blocks, HandOnWhatTheWorkThrows) {
  EXPECT_THROW(in_blocks(100, 3,
                         [](std::size_t begin, std::size_t) {
                           if (begin > 0) throw std::runtime_error("no");
                         }),
               std::runtime_error);
}

/// What stands in a text is no comment, in whichever document: also at the end of one.
TEST_F(Check, TakesNoTextForASuppressionInFilesOfManyDocuments) {
  const std::string design =
      "event_context:\n  use_case: pub_sub\n  requirements: {latency: 1 s}\n";
  const std::string text =
      "  description: |\n    a\n    # eventarch: ignore=no_such_rule -- a text\n";
  const std::string comment = "# eventarch: ignore=no_such_rule -- a comment\n";
  file("many.yaml", design + text + "---\n{}\n---\n" + design + "---\n" + design + text + "---\n" +
                        comment + design + text);
  const Outcome outcome = check("many.yaml --format concise");
  EXPECT_THAT(outcome.out, HasSubstr("unknown_rule_suppressed"));
  EXPECT_EQ(outcome.out.find("unknown_rule_suppressed"),
            outcome.out.rfind("unknown_rule_suppressed"))
      << outcome.out;
}

}  // namespace
}  // namespace eventarch::cli
