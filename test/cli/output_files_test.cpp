/// --output: a report goes into a file whole or not at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class OutputFiles : public InFolder {
 protected:
  const std::string input = file("ctx.yaml", sample::clean);
  const std::string text = run_with(design(input)).out;
  const std::string object = run_with(design(input, {"-f", "json"})).out;
  const std::string line = run_with(design(input, {"-f", "jsonl"})).out;
};

TEST_F(OutputFiles, TakeTheReportFromStandardOutput) {
  for (const std::string flag : {"-o", "--output"}) {
    const Outcome outcome = run_with(design(input, {flag, path("report.txt")}));
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err, IsEmpty());
    EXPECT_EQ(content("report.txt"), text);
  }
}

TEST_F(OutputFiles, HaveTheFormatAskedFor) {
  EXPECT_THAT(run_with(design(input, {"-f", "json", "-o", path("report")})).out, IsEmpty());
  EXPECT_EQ(content("report"), object);
  EXPECT_THAT(run_with(design(input, {"-o", path("report"), "-f", "jsonl"})).out, IsEmpty());
  EXPECT_EQ(content("report"), line);
}

TEST_F(OutputFiles, WithAFormatStandBesideStandardOutput) {
  const Outcome outcome = run_with(design(input, {"--output", "json=" + path("report.json")}));
  EXPECT_EQ(outcome.out, text);
  EXPECT_EQ(content("report.json"), object);
}

TEST_F(OutputFiles, MayBeSeveral) {
  const Outcome outcome = run_with(
      design(input, {"-o", path("a.txt"), "-o", "json=" + path("a.json"), "-o",
                     "jsonl=" + path("a.jsonl"), "-o", "text=" + path("b.txt"), "-f", "text"}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_EQ(content("a.txt"), text);
  EXPECT_EQ(content("a.json"), object);
  EXPECT_EQ(content("a.jsonl"), line);
  EXPECT_EQ(content("b.txt"), text);
}

TEST_F(OutputFiles, MayHaveAnEqualsSignInTheirPath) {
  EXPECT_EQ(run_with(design(input, {"-o", path("a=b.txt")})).status, 0);
  EXPECT_EQ(content("a=b.txt"), text);
  EXPECT_EQ(run_with(design(input, {"-o", "json=" + path("a=b.json")})).status, 0);
  EXPECT_EQ(content("a=b.json"), object);
}

TEST_F(OutputFiles, AreNeverColored) {
  const Outcome outcome =
      run_with(design(input, {"-o", "text=" + path("report.txt"), "--color", "always"}));
  EXPECT_THAT(outcome.out, HasSubstr("\x1b["));
  EXPECT_EQ(content("report.txt"), text);
}

TEST_F(OutputFiles, FollowQuietAndVerbose) {
  EXPECT_EQ(run_with(design(input, {"-o", path("q.txt"), "-q"})).status, 0);
  EXPECT_EQ(run_with(design(input, {"-o", path("v.txt"), "-v"})).status, 0);
  EXPECT_LT(content("q.txt").size(), text.size());
  EXPECT_GT(content("v.txt").size(), text.size());
}

TEST_F(OutputFiles, HoldTheFindingsOfAnInvalidDesign) {
  const std::string bad = file("bad.yaml", sample::invalid);
  const Outcome outcome = run_with(design(bad, {"-f", "json", "-o", path("report.json")}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(parse_json(content("report.json"))["validation"]["valid"], false);
}

TEST_F(OutputFiles, ReplaceWhatStoodThere) {
  file("report.txt", std::string(200000, 'x'));
  EXPECT_EQ(run_with(design(input, {"-o", path("report.txt")})).status, 0);
  EXPECT_EQ(content("report.txt"), text);
  EXPECT_THAT(names(), ElementsAre("ctx.yaml", "report.txt"));
}

TEST_F(OutputFiles, ReplaceByRenamingSoThatAReaderSeesTheOldOrTheNew) {
  const std::string report = file("report.txt", "old");
  const std::string other = path("held");
  std::filesystem::create_hard_link(report, other);  // stands for a reader who has it open
  EXPECT_EQ(run_with(design(input, {"-o", report})).status, 0);
  EXPECT_EQ(content("held"), "old");
  EXPECT_EQ(content("report.txt"), text);
}

TEST_F(OutputFiles, AreNeverTheInput) {
  const Outcome outcome = run_with(design(input, {"-o", input}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("would replace"));
  EXPECT_EQ(content("ctx.yaml"), sample::clean);
}

/// No file may grow beyond a few bytes while this lives, as on a full disk.
class TinyDisk {
 public:
  TinyDisk() {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit tiny = before_;
    tiny.rlim_cur = 100;
    ::setrlimit(RLIMIT_FSIZE, &tiny);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~TinyDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    (void)std::signal(SIGXFSZ, handler_);
  }
  TinyDisk(const TinyDisk&) = delete;
  TinyDisk& operator=(const TinyDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(OutputFiles, LeaveTheOldFileWhereWritingFails) {
  file("report.txt", "old");
  Outcome outcome;
  {
    const TinyDisk disk;
    outcome = run_with(design(input, {"-o", path("report.txt")}));
  }
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, StartsWith("eventarch: error: cannot write `"));
  EXPECT_THAT(outcome.err, HasSubstr("File too large"));
  EXPECT_EQ(content("report.txt"), "old");
  EXPECT_THAT(names(), ElementsAre("ctx.yaml", "report.txt")) << "no temporary file is left";
}

TEST_F(OutputFiles, LeaveNothingWhereWritingANewOneFails) {
  {
    const TinyDisk disk;
    EXPECT_EQ(run_with(design(input, {"-o", path("report.txt")})).status, 2);
  }
  EXPECT_THAT(names(), ElementsAre("ctx.yaml"));
}

TEST_F(OutputFiles, SayWhichPathCouldNotBeWrittenAndNotTheTemporaryOne) {
  const Outcome outcome = run_with(design(input, {"-o", path("nowhere/report.txt")}));
  EXPECT_THAT(outcome.err, HasSubstr("/report.txt`: "));
  EXPECT_EQ(outcome.err.find(".tmp"), std::string::npos) << outcome.err;
}

TEST_F(OutputFiles, AreNotTouchedByAWrongCommandLine) {
  file("report.txt", "old");
  EXPECT_EQ(run_with(design(input, {"-o", path("report.txt"), "-f", "xml"})).status, 2);
  EXPECT_EQ(run_with(design(input, {"-o", path("report.txt"), "--set", "name"})).status, 2);
  EXPECT_EQ(run_with({"design", "-o", path("report.txt")}).status, 2);
  EXPECT_EQ(content("report.txt"), "old");
}

TEST_F(OutputFiles, MayBeDevices) {
  const Outcome outcome = run_with(design(input, {"-o", "/dev/null"}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace eventarch::cli
