/// The exit status: 0, 1 or 2, by what happened and by nothing else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct Verdict {
  std::string_view name;
  std::string_view text;
  std::string_view fail_on;
  int status;
};

void PrintTo(const Verdict& one, std::ostream* out) { *out << one.name; }

constexpr std::array verdicts{
    Verdict{"Clean", sample::clean, "error", 0},
    Verdict{"CleanAgainstWarning", sample::clean, "warning", 0},
    Verdict{"CleanAgainstInfo", sample::clean, "info", 0},
    Verdict{"Warning", sample::warning, "error", 0},
    Verdict{"WarningAgainstWarning", sample::warning, "warning", 1},
    Verdict{"WarningAgainstInfo", sample::warning, "info", 1},
    Verdict{"WarningAgainstNever", sample::warning, "never", 0},
    Verdict{"Invalid", sample::invalid, "error", 1},
    Verdict{"InvalidAgainstWarning", sample::invalid, "warning", 1},
    Verdict{"SyntaxError", sample::syntax_error, "error", 1},
    Verdict{"SyntaxErrorAgainstInfo", sample::syntax_error, "info", 1},
    Verdict{"NoBroker", sample::no_broker, "error", 1},
    Verdict{"NoBrokerAgainstNever", sample::no_broker, "never", 1},
    Verdict{"NothingInIt", "", "error", 1},
    Verdict{"BinaryFile", std::string_view("\0\1\2\3", 4), "error", 1},
};

class DesignVerdict : public InFolder, public testing::WithParamInterface<Verdict> {};

TEST_P(DesignVerdict, IsTheSameForEveryFormatAndDetail) {
  const std::string input = file("ctx.yaml", GetParam().text);
  for (const std::string format : {"text", "json", "jsonl"}) {
    for (const std::vector<std::string>& detail :
         std::vector<std::vector<std::string>>{{}, {"-q"}, {"-v"}}) {
      SCOPED_TRACE(format + (detail.empty() ? "" : " " + detail.front()));
      auto arguments = design(input, {"-f", format, "--fail-on", std::string(GetParam().fail_on)});
      arguments.insert(arguments.end(), detail.begin(), detail.end());
      const Outcome outcome = run_with(arguments);
      EXPECT_EQ(outcome.status, GetParam().status);
      EXPECT_THAT(outcome.out, Not(IsEmpty()));
      EXPECT_THAT(outcome.err, IsEmpty());
    }
  }
}

TEST_P(DesignVerdict, IsTheSameWhereTheReportGoesToAFile) {
  const std::string input = file("ctx.yaml", GetParam().text);
  const auto arguments =
      design(input, {"-o", path("report"), "--fail-on", std::string(GetParam().fail_on)});
  EXPECT_EQ(run_with(arguments).status, GetParam().status);
  EXPECT_THAT(content("report"), Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Every, DesignVerdict, testing::ValuesIn(verdicts),
                         [](const auto& one) { return std::string(one.param.name); });

/// A command line that cannot be followed, and a part of what is said about it.
struct Misuse {
  std::string_view name;
  std::vector<std::string> arguments;
  std::string_view said;
};

void PrintTo(const Misuse& one, std::ostream* out) { *out << one.name; }

class CommandLine : public testing::TestWithParam<Misuse> {};

TEST_P(CommandLine, IsRefusedWithStatus2) {
  const Outcome outcome = run_with(GetParam().arguments);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, StartsWith("eventarch: error: "));
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().said));
}

std::vector<Misuse> misuses() {
  return {
      {"NoCommand", {}, "no command is given"},
      {"UnknownCommand", {"frobnicate"}, "unknown command `frobnicate`"},
      {"UnknownFlag", {"--frobnicate"}, "unknown flag `--frobnicate`"},
      {"NoFile", {"design"}, "no design file is given"},
      {"NoFileButFlags", {"design", "-q", "-f", "json"}, "no design file is given"},
      {"UnknownDesignFlag", {"design", "x", "--frobnicate"}, "unknown flag `--frobnicate`"},
      {"UnknownShortFlag", {"design", "x", "-Z"}, "unknown flag `-Z`"},
      {"BadFormat", {"design", "x", "--format", "xml"}, "--format cannot be `xml`"},
      {"EmptyFormat", {"design", "x", "-f", ""}, "--format cannot be ``"},
      {"FormatInCapitals", {"design", "x", "-f", "JSON"}, "did you mean `json`?"},
      {"NoFormat", {"design", "x", "--format"}, "--format"},
      {"BadFailOn", {"design", "x", "--fail-on", "fatal"}, "--fail-on cannot be `fatal`"},
      {"NoFailOn", {"design", "x", "--fail-on"}, "--fail-on"},
      {"BadColor", {"design", "x", "--color", "green"}, "--color cannot be `green`"},
      {"NoColor", {"design", "x", "--color"}, "--color"},
      {"EmptyOutput", {"design", "x", "-o", ""}, "--output needs a path"},
      {"NoOutput", {"design", "x", "-o"}, "--output"},
      {"TwoPlainOutputs", {"design", "x", "-o", "a", "-o", "b"}, "--output json=PATH"},
      {"SetWithoutValue", {"design", "x", "--set", "name"}, "write PATH=VALUE"},
      {"SetWithoutPath", {"design", "x", "--set", "=5"}, "write PATH=VALUE"},
      {"EmptySet", {"design", "x", "--set", ""}, "--set"},
      {"NoSet", {"design", "x", "--set"}, "--set"},
      {"QuietAndVerbose", {"design", "x", "-q", "-v"}, "--quiet and --verbose exclude each other"},
      {"NoSchema", {"schema"}, "which schema is wanted?"},
      {"UnknownSchema", {"schema", "output"}, "there is no schema `output`"},
      {"TwoSchemas", {"schema", "input", "report"}, "one argument too many"},
      {"UnknownSchemaFlag", {"schema", "input", "--yaml"}, "unknown flag `--yaml`"},
      {"UnknownName", {"explain", "zebra"}, "nothing is known under `zebra`"},
      {"UnknownMode", {"explain", "kafka/zebra"}, "nothing is known under `kafka/zebra`"},
      {"TwoNames", {"explain", "kafka", "sqs"}, "one argument too many"},
      {"TwoStarterFiles", {"init", "a", "b"}, "one argument too many"},
      {"UnknownInitFlag", {"init", "--forced"}, "did you mean `--force`?"},
  };
}

INSTANTIATE_TEST_SUITE_P(Every, CommandLine, testing::ValuesIn(misuses()),
                         [](const auto& one) { return std::string(one.param.name); });

class ExitStatusOf : public InFolder {};

TEST_F(ExitStatusOf, AMissingFileIs2) {
  const Outcome outcome = run_with(design(path("missing.yaml")));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("missing.yaml`: No such file or directory"));
}

TEST_F(ExitStatusOf, AnEmptyFileNameIs2) { EXPECT_EQ(run_with(design("")).status, 2); }

TEST_F(ExitStatusOf, AFolderInTheFilesPlaceIs2) {
  const Outcome outcome = run_with(design(path("")));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("it is a folder; name the files in it"));
}

TEST_F(ExitStatusOf, AFileBelowAFileIs2) {
  const std::string input = file("ctx.yaml", sample::clean);
  EXPECT_EQ(run_with(design(input + "/ctx.yaml")).status, 2);
}

TEST_F(ExitStatusOf, AFileThatOpensAndCannotBeReadIs2) {
  if (!std::filesystem::exists("/proc/self/mem")) GTEST_SKIP() << "no such file to try it with";
  const Outcome outcome = run_with(design("/proc/self/mem"));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot read `/proc/self/mem`"));
}

TEST_F(ExitStatusOf, AMissingOutputFolderIs2) {
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with(design(input, {"-o", path("nowhere/report.txt")}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, HasSubstr("report.txt`: No such file or directory"));
  EXPECT_FALSE(exists("nowhere"));
}

TEST_F(ExitStatusOf, AFolderInTheOutputsPlaceIs2) {
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with(design(input, {"-o", path("")}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("Is a directory"));
}

TEST_F(ExitStatusOf, AFullDiskIs2) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no full device to try it with";
  const std::string input = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with(design(input, {"-o", "/dev/full"}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("cannot write `/dev/full`: No space left on device"));
}

TEST_F(ExitStatusOf, WhatCouldNotRunWinsOverTheAnswerNo) {
  const std::string refused = file("no.yaml", sample::invalid);
  const std::string missing = path("missing.yaml");
  EXPECT_EQ(run_with({"design", refused, missing}).status, 2);
  EXPECT_EQ(run_with({"design", missing, refused}).status, 2);
  EXPECT_EQ(run_with(design(refused, {"-o", path("nowhere/report.txt")})).status, 2);
}

TEST_F(ExitStatusOf, AMissingFileDoesNotKeepTheOthersFromTheirReports) {
  const std::string clean = file("ctx.yaml", sample::clean);
  const Outcome outcome = run_with({"design", path("missing.yaml"), clean});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, StartsWith("orders: "));
  EXPECT_THAT(outcome.err, HasSubstr("missing.yaml"));
}

TEST_F(ExitStatusOf, SeveralFilesIsThatOfTheWorst) {
  const std::string clean = file("clean.yaml", sample::clean);
  const std::string refused = file("no.yaml", sample::no_broker);
  EXPECT_EQ(run_with({"design", clean, clean}).status, 0);
  EXPECT_EQ(run_with({"design", clean, refused, clean}).status, 1);
  EXPECT_EQ(run_with({"design", refused, refused, refused}).status, 1) << "not a count";
}

TEST_F(ExitStatusOf, HelpVersionAndSchemasIs0) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                    {"-h"},
                                                    {"design", "--help"},
                                                    {"--version"},
                                                    {"schema", "input"},
                                                    {"schema", "report"},
                                                    {"explain"}}) {
    const Outcome outcome = run_with(arguments);
    EXPECT_EQ(outcome.status, 0) << arguments.back();
    EXPECT_THAT(outcome.out, Not(IsEmpty()));
    EXPECT_THAT(outcome.err, IsEmpty());
  }
}

}  // namespace
}  // namespace eventarch::cli
