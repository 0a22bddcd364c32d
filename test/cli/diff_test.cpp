/// `diff`: files, standard input, revisions of git, outputs and exit statuses.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_run.hpp"
#include "eventarch/diff.hpp"

namespace eventarch::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string with_partitions(int partitions, std::string_view rest = "") {
  return "event_context:\n  name: orders\n  use_case: pub_sub\n"
         "  requirements: {throughput: 1K msg/s}\n"
         "  decisions: {broker: kafka, partitions: " +
         std::to_string(partitions) + "}\n" + std::string(rest);
}

using Diffed = InFolder;

TEST_F(Diffed, ExitStatusFollowsTheClassThatIsAskedFor) {
  const std::string old_file = file("old.yaml", sample::clean);
  std::string slower(sample::clean);
  slower.replace(slower.find("1 s"), 3, "2 s");  // risky
  const std::string risky = file("risky.yaml", slower);
  const std::string described =
      file("safe.yaml", std::string(sample::clean) + "  description: orders\n");
  const std::string broken = file("broken.yaml", with_partitions(240));
  const auto status = [&](const std::string& new_file, const std::string& threshold) {
    return run_with({"diff", old_file, new_file, "--fail-on", threshold}).status;
  };
  EXPECT_EQ(status(old_file, "any"), 0);
  EXPECT_EQ(status(described, "any"), 1);
  EXPECT_EQ(status(described, "risky"), 0);
  EXPECT_EQ(status(risky, "risky"), 1);
  EXPECT_EQ(status(risky, "breaking"), 0);
  EXPECT_EQ(status(broken, "breaking"), 1);
  EXPECT_EQ(status(broken, "never"), 0);
  EXPECT_EQ(run_with({"diff", old_file, broken}).status, 1);
  EXPECT_EQ(run_with({"diff", old_file, risky}).status, 0);
}

TEST_F(Diffed, AFlowInUseKeepsTheSchemaFormatThatIsAskedFor) {
  const auto sized = [&](const std::string& name, const std::string& message_size) {
    return file(name,
                "event_context:\n  name: orders\n  use_case: pub_sub\n"
                "  requirements: {throughput: 2K msg/s}\n  consumers: [a, b]\n"
                "  workload: {processing_time: 2 ms, peak_factor: 3, message_size: " +
                    message_size +
                    "}\n"
                    "  messages: [{type: A, payload: {id: uuid}}]\n"
                    "  decisions: {broker: kafka, schema_registry: true}\n");
  };
  const std::string small = sized("old.yaml", "1 KB");
  const std::string large = sized("new.yaml", "10 KB");
  const Outcome chosen = run_with({"diff", small, large});
  EXPECT_EQ(chosen.status, 1);
  EXPECT_THAT(chosen.out, HasSubstr("schema format: JSON Schema 2020-12 -> Protobuf (proto3)"));
  const Outcome kept = run_with({"diff", small, large, "--schema-format", "json_schema"});
  EXPECT_EQ(kept.status, 0);
  EXPECT_THAT(kept.out, Not(HasSubstr("schema format")));
  const Outcome unknown = run_with({"diff", small, large, "--schema-format", "json"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("json_schema"));
}

TEST_F(Diffed, NothingChangedIsSaid) {
  const std::string one = file("a.yaml", sample::clean);
  const Outcome outcome = run_with({"diff", one, one});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "Design: no change\n");
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(Diffed, QuietIsOneLine) {
  const Outcome outcome = run_with(
      {"diff", file("a.yaml", with_partitions(12)), file("b.yaml", with_partitions(24)), "-q"});
  EXPECT_EQ(lines_of(outcome.out).size(), 1U);
  EXPECT_THAT(outcome.out, StartsWith("Design: 1 breaking, "));
}

TEST_F(Diffed, ReadsOneSideFromStandardInput) {
  const std::string old_file = file("a.yaml", sample::clean);
  const World world{std::string(sample::clean), {}};
  EXPECT_EQ(run_in(world, {"diff", old_file, "-"}).out, "Design: no change\n");
  EXPECT_EQ(run_in(world, {"diff", "-", old_file}).out, "Design: no change\n");
  const Outcome both = run_in(world, {"diff", "-", "-"});
  EXPECT_EQ(both.status, 2);
  EXPECT_THAT(both.err, HasSubstr("standard input is named twice"));
}

TEST_F(Diffed, StandardInputIsCalledLikeTheOtherSide) {
  const std::string_view nameless = "event_context: {use_case: saga, requirements: {}}\n";
  const World world{std::string(nameless), {}};
  EXPECT_EQ(run_in(world, {"diff", file("orders.yaml", nameless), "-"}).out, "Design: no change\n");
}

TEST_F(Diffed, ABadDesignFileIsTheAnswerNoInEveryFormat) {
  const std::string good = file("a.yaml", sample::clean);
  for (const std::string_view text : {sample::invalid, sample::syntax_error}) {
    const std::string bad = file("b.yaml", text);
    for (const std::string format : {"text", "json", "markdown"}) {
      const Outcome outcome = run_with({"diff", good, bad, "-f", format, "--fail-on", "never"});
      EXPECT_EQ(outcome.status, 1) << format;
      EXPECT_THAT(outcome.err, HasSubstr(bad + ":")) << format;
      EXPECT_THAT(outcome.out, HasSubstr("not compared")) << format;
    }
    EXPECT_EQ(run_with({"diff", bad, good}).status, 1);
  }
}

TEST_F(Diffed, WhatCannotBeReadOrWrittenIsTold) {
  const std::string good = file("a.yaml", sample::clean);
  const Outcome missing = run_with({"diff", path("missing.yaml"), good});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("missing.yaml"));
  EXPECT_EQ(run_with({"diff", good, path("")}).status, 2);
  EXPECT_EQ(run_with({"diff", good, good, "-o", path("no/where")}).status, 2);
  EXPECT_THAT(missing.out, IsEmpty());
}

TEST_F(Diffed, NeedsTwoSides) {
  const Outcome none = run_with({"diff"});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, HasSubstr("eventarch diff main:orders.yaml orders.yaml"));
  EXPECT_EQ(run_with({"diff", "a"}).status, 2);
  EXPECT_EQ(run_with({"diff", "a", "b", "c"}).status, 2);
  const Outcome threshold = run_with({"diff", "a", "b", "--fail-on", "braking"});
  EXPECT_EQ(threshold.status, 2);
  EXPECT_THAT(threshold.err, HasSubstr("did you mean `breaking`?"));
}

TEST_F(Diffed, WritesFilesBesideTheReport) {
  const Outcome outcome =
      run_with({"diff", file("a.yaml", with_partitions(12)), file("b.yaml", with_partitions(24)),
                "--output", "json=" + path("d.json"), "--output", "markdown=" + path("d.md")});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, StartsWith("Design: "));
  EXPECT_EQ(parse_json(content("d.json"))["summary"]["breaking"], 1);
  EXPECT_THAT(content("d.md"), StartsWith("<!-- eventarch diff -->\n"));
}

TEST_F(Diffed, ColoursFollowTheFlag) {
  const std::string a = file("a.yaml", with_partitions(12));
  const std::string b = file("b.yaml", with_partitions(24));
  EXPECT_THAT(run_with({"diff", a, b}).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_with({"diff", a, b, "--color", "always"}).out, HasSubstr("\x1b[1;31m"));
}

TEST_F(Diffed, BrokersOfOnesOwnCountOnBothSides) {
  const Outcome outcome = run_with({"diff", file("a.yaml", sample::clean),
                                    file("b.yaml", sample::clean), "--catalogue", path("none")});
  EXPECT_EQ(outcome.status, 2);
}

/// A repository with one commit that holds orders.yaml; the test runs in its folder.
class InRepository : public StandingInFolder {
 public:
  InRepository() {
    std::filesystem::create_directories(path("team"));
    (void)file("orders.yaml", with_partitions(12));
    (void)file("team/a:b.yaml", with_partitions(12));
    git("init --quiet .");
    git("add orders.yaml team");
    git("-c user.name=t -c user.email=t@example.org -c commit.gpgsign=false commit --quiet "
        "--message=first");
    git("tag first");
    (void)file("orders.yaml", with_partitions(24));
  }

 protected:
  static void git(const std::string& arguments) {
    ASSERT_EQ(std::system(("git " + arguments).c_str()), 0) << arguments;  // NOLINT
  }
};

TEST_F(InRepository, ARevisionIsComparedWithTheFile) {
  for (const std::string reference : {"HEAD", "first", "HEAD~0"}) {
    const Outcome outcome = run_with({"diff", reference + ":orders.yaml", "orders.yaml"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("partitions of orders: 12 -> 24"));
    EXPECT_THAT(outcome.err, IsEmpty());
  }
}

TEST_F(InRepository, WhatIsStagedIsTheEmptyRevision) {
  EXPECT_EQ(run_with({"diff", "HEAD:orders.yaml", ":orders.yaml"}).out, "Design: no change\n");
  git("add orders.yaml");
  EXPECT_EQ(run_with({"diff", ":orders.yaml", "orders.yaml"}).out, "Design: no change\n");
}

TEST_F(InRepository, PathsAreRelativeToTheCurrentFolder) {
  std::filesystem::current_path(path("team"));
  const Outcome up = run_with({"diff", "HEAD:../orders.yaml", "../orders.yaml"});
  EXPECT_THAT(up.out, HasSubstr("partitions of orders: 12 -> 24")) << up.err;
  const Outcome not_here = run_with({"diff", "HEAD:orders.yaml", "../orders.yaml"});
  EXPECT_EQ(not_here.status, 2);
  EXPECT_THAT(not_here.err, HasSubstr("relative to the current folder"));
}

TEST_F(InRepository, AFileOfThatNameComesFirst) {
  (void)file("HEAD:orders.yaml", with_partitions(48));
  const Outcome outcome = run_with({"diff", "orders.yaml", "HEAD:orders.yaml"});
  EXPECT_THAT(outcome.out, HasSubstr("partitions of orders: 24 -> 48")) << outcome.err;
}

TEST_F(InRepository, APathWithAColonIsAFileWhereItStartsAsOne) {
  std::filesystem::current_path(path("team"));
  EXPECT_EQ(run_with({"diff", "./a:b.yaml", "HEAD:a:b.yaml"}).out, "Design: no change\n");
  const Outcome missing = run_with({"diff", "./x:b.yaml", "./a:b.yaml"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, Not(HasSubstr("git")));
}

TEST_F(InRepository, WhatGitCannotGiveIsTold) {
  struct Wrong {
    std::string argument;
    std::string_view told;
  };
  for (const Wrong& wrong :
       {Wrong{"nosuch:orders.yaml", "git fetch"}, Wrong{"HEAD:nosuch.yaml", "git ls-tree"},
        Wrong{"HEAD:team", "not a folder"}, Wrong{"HEAD:", "no path follows the colon"},
        Wrong{"HEAD:/etc/passwd", "relative to the current folder"}}) {
    const Outcome outcome = run_with({"diff", wrong.argument, "orders.yaml"});
    EXPECT_EQ(outcome.status, 2) << wrong.argument;
    EXPECT_THAT(outcome.err, HasSubstr(std::string(wrong.told))) << wrong.argument;
    EXPECT_THAT(outcome.out, IsEmpty()) << wrong.argument;
  }
}

TEST_F(InRepository, ARevisionIsNoFlagOfGit) {
  const Outcome outcome = run_with({"diff", "--", "--output=stolen:orders.yaml", "orders.yaml"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("does not start with a dash"));
  EXPECT_FALSE(exists("stolen"));
}

TEST_F(InRepository, NoShellSeesTheArguments) {
  const Outcome outcome =
      run_with({"diff", "HEAD;touch stolen;$(touch stolen):orders.yaml", "orders.yaml"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_FALSE(exists("stolen"));
}

TEST_F(InRepository, HostileRevisionsAreShownAsText) {
  const Outcome outcome = run_with({"diff", "\x1b[31m\n:orders.yaml", "orders.yaml"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, Not(HasSubstr("\x1b")));
  EXPECT_THAT(outcome.err, HasSubstr("\\u{1b}[31m"));
}

TEST_F(InRepository, ALargeFileIsRefusedLikeAnyOther) {
  (void)file("large.yaml", std::string(3 << 20, '#'));
  git("add large.yaml");
  const Outcome outcome = run_with({"diff", ":large.yaml", "orders.yaml"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("file_too_large"));
}

TEST_F(InRepository, FindingsNameTheRevision) {
  (void)file("bad.yaml", sample::invalid);
  git("add bad.yaml");
  const Outcome outcome = run_with({"diff", ":bad.yaml", "orders.yaml"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr(":bad.yaml:3:"));
}

TEST_F(Diffed, OutsideARepositoryGitSaysSo) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(path("."));
  const Outcome outcome = run_with({"diff", "HEAD:a.yaml", file("a.yaml", sample::clean)});
  std::filesystem::current_path(before);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("not a git repository"));
}

}  // namespace
}  // namespace eventarch::cli
