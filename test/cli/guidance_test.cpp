/// What people are told where a file is nearly right, and where exactly.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Guidance : public StandingInFolder {
 protected:
  /// The help of the only error of a design with one value.
  [[nodiscard]] std::string help_for(const std::string& field, const std::string& value) const {
    file("a.yaml", fmt::format("event_context:\n  use_case: {}\n  requirements: {{}}\n",
                               field == "use_case" ? value : "saga"));
    std::vector<std::string> arguments{"check", "a.yaml", "-f", "json"};
    if (field != "use_case") {
      arguments.emplace_back("--set");
      arguments.push_back(field + "=" + value);
    }
    const auto report = parse_json(run_with(arguments).out);
    for (const auto& finding : report["findings"]) {
      if (finding["severity"] == "error") return finding["help"];
    }
    return {};
  }
};

TEST_F(Guidance, KnowsTheWordsOfOthersForAValue) {
  const std::vector<std::vector<std::string>> rows{
      {"requirements.delivery", "exactly-once", "exactly_once"},
      {"requirements.delivery", "at least once", "at_least_once"},
      {"requirements.delivery", "AtMostOnce", "at_most_once"},
      {"requirements.delivery", "effectively once", "exactly_once"},
      {"requirements.delivery", "fire-and-forget", "at_most_once"},
      {"requirements.ordering", "per key", "partition"},
      {"requirements.ordering", "unordered", "none"},
      {"requirements.ordering", "total", "global"},
      {"requirements.ordering", "global order", "global"},
      {"use_case", "publish/subscribe", "pub_sub"},
      {"use_case", "saga pattern", "saga"},
      {"use_case", "task-queue", "work_queue"},
      {"constraints.cloud", "on-prem", "on_premises"},
      {"constraints.cloud", "Google Cloud", "gcp"},
      {"constraints.deployment", "self-hosted", "self_managed"},
      {"constraints.operations_capacity", "tiny", "small"},
      {"decisions.offset_commit", "enable.auto.commit", "auto"},
      {"decisions.offset_commit", "enable-auto-commit", "auto"},
      {"decisions.producer_acks", "quorum", "all"},
      {"decisions.broker", "kafka-like", "kafka"},
      {"decisions.broker", "Apache Kafka", "kafka"},
      {"constraints.allowed_brokers", "[amazon sqs]", "sqs"}};
  for (const auto& row : rows) {
    const std::string help = help_for(row[0], row[1]);
    if (row[2].empty()) {
      EXPECT_THAT(help, Not(HasSubstr("did you mean"))) << row[1];
    } else {
      EXPECT_THAT(help, StartsWith("did you mean `" + row[2] + "`?")) << row[0] << ": " << row[1];
    }
  }
  // A number is what the broker itself takes.
  EXPECT_EQ(help_for("decisions.producer_acks", "1"), "did you mean `leader`?");
  EXPECT_EQ(help_for("decisions.producer_acks", "-1"), "did you mean `all`?");
}

TEST_F(Guidance, MendsNoFileByAGuess) {
  const std::string text =
      "event_context:\n  use_case: saga\n  requirements: {ordering: not global}\n";
  file("a.yaml", text);
  EXPECT_EQ(run_with({"check", "a.yaml", "--fix"}).status, 1);
  EXPECT_EQ(content("a.yaml"), text);
}

TEST_F(Guidance, CalculatesUnitsThatAFieldDoesNotTake) {
  const std::vector<std::vector<std::string>> rows{
      {"requirements.latency", "2 min", "120 s"},
      {"requirements.latency", "1 hour", "3600 s"},
      {"requirements.latency", "1.5 s", "1500 ms"},
      {"requirements.latency", "2000us", "2 ms"},
      {"requirements.latency", "5 S", "5 s"},
      {"requirements.retention", "90 minutes", ""},
      {"requirements.retention", "120 min", "2 hours"},
      {"requirements.retention", "1.5 days", "36 hours"},
      {"requirements.retention", "2 months", "60 days"},
      {"requirements.throughput", "6000 msg/min", "100 msg/s"},
      {"requirements.throughput", "1.5K msg/s", "1500 msg/s"},
      {"requirements.throughput", "100 msg/min", ""},
      {"requirements.latency", "99999999999999999999 min", ""},
      {"requirements.latency", "1. s", ""}};
  for (const auto& row : rows) {
    const std::string help = help_for(row[0], row[1]);
    EXPECT_THAT(help, row[2].empty() ? StartsWith("for example")
                                     : StartsWith("did you mean `" + row[2] + "`?"))
        << row[1];
  }
  file("a.yaml", "event_context:\n  use_case: saga\n  requirements: {latency: 2 min}\n");
  EXPECT_EQ(run_with({"check", "a.yaml", "--fix"}).status, 0);
  EXPECT_THAT(content("a.yaml"), HasSubstr("{latency: 120 s}"));
}

TEST_F(Guidance, FixesKeepTheQuotesThatAValueHas) {
  file(
      "a.yaml",
      R"({"event_context":{"use_case":"Saga","requirements":{'throughput':'5k msg/s',"latncy":"1 s"}}})");
  EXPECT_EQ(run_with({"check", "a.yaml", "--fix"}).status, 0);
  EXPECT_EQ(
      content("a.yaml"),
      R"({"event_context":{"use_case":"saga","requirements":{'throughput':'5K msg/s',"latency":"1 s"}}})");
}

TEST_F(Guidance, FixesOfJsonAreJson) {
  file("a.json",
       R"({"event_context": {"use_case": "saga", "requirements": {"throughput": 10000},
 "workload": {"distinct_keys": 12.0, "processing_time": "2 sec"},
 "decisions": {"dlq_alerts": "yes", "max_attempts": "1k"}}})");
  EXPECT_EQ(run_with({"check", "a.json", "--fix", "--fail-on", "never"}).status, 0);
  EXPECT_EQ(content("a.json"),
            R"({"event_context": {"use_case": "saga", "requirements": {"throughput": "10000 msg/s"},
 "workload": {"distinct_keys": 12, "processing_time": "2 s"},
 "decisions": {"dlq_alerts": true, "max_attempts": "1K"}}})");
}

TEST_F(Guidance, FixesLeaveWhatStandsOnSeveralLinesAlone) {
  for (const char* value : {">-\n      5k msg/s", "|\n      5k msg/s", "5k\n      msg/s",
                            "\"5k\n      msg/s\"", "'5k\n      msg/s'"}) {
    const std::string text = std::string(
                                 "event_context:\n  use_case: saga\n  requirements:\n"
                                 "    throughput: ") +
                             value + "\n    latency: 1 s\n";
    file("a.yaml", text);
    const Outcome outcome = run_with({"check", "a.yaml", "--fix"});
    EXPECT_EQ(outcome.status, 1) << value;
    EXPECT_EQ(content("a.yaml"), text) << outcome.out;
  }
}

TEST_F(Guidance, FixesNeverChangeWhatAnAliasStandsFor) {
  const std::string text =
      "event_context:\n  use_case: &u Saga\n  name: *u\n"
      "  requirements: {throughput: 5 msg/s, latency: 1 s}\n";
  file("a.yaml", text);
  EXPECT_EQ(run_with({"check", "a.yaml", "--fix"}).status, 1);
  EXPECT_EQ(content("a.yaml"), text);
  // The other way round only the alias goes.
  file("b.yaml",
       "event_context:\n  name: &u Saga\n  use_case: *u\n"
       "  requirements: {throughput: 5 msg/s, latency: 1 s}\n");
  EXPECT_EQ(run_with({"check", "b.yaml", "--fix"}).status, 0);
  EXPECT_THAT(content("b.yaml"), HasSubstr("name: &u Saga\n  use_case: saga\n"));
}

TEST_F(Guidance, TellsOfATabOnce) {
  for (const char* text :
       {"event_context:\n\tuse_case: saga\n",
        "event_context:\n  use_case: saga\n\trequirements: {}\n",
        "event_context:\n  use_case: saga\n  requirements:\n\t\tlatency: 1 s\n"}) {
    file("a.yaml", text);
    const Outcome outcome = run_with({"check", "a.yaml", "-f", "concise"});
    EXPECT_EQ(lines_of(outcome.out).size(), 1U) << outcome.out;
    EXPECT_THAT(outcome.out, HasSubstr("a tab is used for indentation"));
  }
}

TEST_F(Guidance, SaysWhereAConfigurationNamesABrokenCatalogue) {
  file("a.yaml", sample::clean);
  file(".eventarch.yaml", "defaults: {fail_on: warning}\ncatalogue: nowhere/\n");
  for (const char* command : {"check", "design"}) {
    const Outcome outcome = run_with({command, "a.yaml"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err,
                AllOf(StartsWith(".eventarch.yaml:2:12: error: cannot read the folder"),
                      HasSubstr("nowhere"), HasSubstr("help:")));
  }
  std::filesystem::create_directories(path("nowhere"));
  EXPECT_THAT(run_with({"check", "a.yaml"}).err, StartsWith(".eventarch.yaml:2:12: error: there is "
                                                            "no broker file"));
  // A flag has no place.
  EXPECT_THAT(run_with({"check", "a.yaml", "--catalogue", "gone"}).err,
              StartsWith("eventarch: error: cannot read the folder"));
}

TEST_F(Guidance, ShowsChangesOfAWholePathForPatch) {
  const std::string whole = file("a.yaml", sample::invalid);
  std::filesystem::create_directories(path("else"));
  std::filesystem::current_path(path("else"));
  const std::string head = fmt::format("--- a{0}\n+++ b{0}\n", path("a.yaml"));
  EXPECT_THAT(run_with({"check", whole, "--diff"}).out, StartsWith(head));
  EXPECT_THAT(run_with({"check", "../a.yaml", "--diff"}).out, StartsWith(head));
}

}  // namespace
}  // namespace eventarch::cli
