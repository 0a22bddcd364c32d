/// What the report of a design tells a reader: what to give up, what a pin costs, what to measure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The text on one line, for sentences that are broken anywhere.
std::string unbroken(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string word; in >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

using AdviceText = StandingInFolder;

std::string pinned(const std::string& broker, const std::string& use_case = "pub_sub") {
  return "event_context:\n  name: orders\n  use_case: " + use_case +
         "\n  requirements: {throughput: 1K msg/s, latency: 1 s}\n  decisions: {broker: " + broker +
         "}\n";
}

TEST_F(AdviceText, SaysWhatWouldBeChosenWithoutThePin) {
  file("a.yaml", pinned("rabbitmq"));
  const std::string text = unbroken(run_words("design a.yaml").out);
  EXPECT_THAT(text, HasSubstr("is pinned by `decisions.broker` and meets every hard constraint. "
                              "Without the pin Kafka (topic) would be chosen, with "));
  EXPECT_THAT(text, HasSubstr("Kafka (topic) 9"));
  EXPECT_THAT(text, HasSubstr(": would be chosen without the pin, with "));
  EXPECT_THAT(text, Not(HasSubstr("order of names")));
  file("b.yaml", pinned("kafka"));
  EXPECT_THAT(unbroken(run_words("design b.yaml").out),
              HasSubstr("It would be chosen without the pin, too, with "));
}

TEST_F(AdviceText, SaysWhatQualifiesInThePlaceOfAnUnfitPin) {
  file("a.yaml",
       "event_context:\n  name: orders\n  use_case: pub_sub\n  requirements: {throughput: 1K "
       "msg/s, latency: 1 s, retention: 8 weeks}\n  decisions: {broker: sqs}\n");
  EXPECT_THAT(unbroken(run_words("design a.yaml").out),
              AllOf(HasSubstr("but does not meet the requirements: "),
                    HasSubstr("Without the pin Kafka (topic) would be chosen, with ")));
}

/// Whoever follows what is named without reservation gets a design that holds.
TEST_F(AdviceText, NamesNothingToGiveUpWhoseDesignFallsShort) {
  const std::string sample = std::string(EVENTARCH_SOURCE_DIR) + "/samples/no-broker.yaml";
  const auto report = parse_json(run_with(design(sample, {"-f", "json"})).out);
  const auto& relaxations = report["broker"]["relaxations"];
  ASSERT_FALSE(relaxations.empty());
  EXPECT_TRUE(relaxations.front()["shortfalls"].empty());
  bool reserved = false;
  for (const auto& relaxation : relaxations) {
    // What is named without reservation comes first.
    EXPECT_FALSE(reserved && relaxation["shortfalls"].empty());
    reserved = reserved || !relaxation["shortfalls"].empty();
    std::vector<std::string> arguments = design(sample, {"-f", "json"});
    for (const auto& change : relaxation["changes"]) {
      arguments.emplace_back("--set");
      arguments.push_back(change["field"].get<std::string>() + "=" +
                          change["to"].get<std::string>());
    }
    const auto relaxed = parse_json(run_with(arguments).out);
    EXPECT_EQ(relaxed["broker"]["technology"], relaxation["technology"]) << relaxation.dump(1);
    const auto& sizing = relaxed["sizing"];
    const bool holds =
        sizing["latency"]["met"].get<bool>() && sizing["recovery"]["within_target"].get<bool>();
    EXPECT_EQ(holds, relaxation["shortfalls"].empty()) << relaxation.dump(1);
  }
}

TEST_F(AdviceText, SaysWhatToMeasureWithWhatAndWhatItChanges) {
  const std::string sample = std::string(EVENTARCH_SOURCE_DIR) + "/samples/order-events.yaml";
  const std::string text = unbroken(run_with(design(sample)).out);
  EXPECT_THAT(text, HasSubstr("MEASURE FIRST"));
  EXPECT_THAT(text, HasSubstr("workload.processing_time: assumed 700 us; at 560 us: partitions "
                              "24 -> 18"));
  EXPECT_THAT(text, HasSubstr("How: sum over count of message_processing_duration_seconds"));
  EXPECT_THAT(run_with(design(sample, {"-f", "markdown"})).out, HasSubstr("Measure first"));
}

TEST_F(AdviceText, TellsHowManyPartitionsDeadLettersHave) {
  file("a.yaml",
       "event_context:\n  name: orders\n  use_case: pub_sub\n  requirements: "
       "{throughput: 10 msg/s, latency: 1 s}\n  consumers: [billing]\n  decisions: "
       "{broker: kafka, partitions: 2, replication_factor: 1}\n");
  const std::string text = unbroken(run_words("design a.yaml").out);
  EXPECT_THAT(text, HasSubstr("what billing could not process; 1 partition;"));
}

TEST_F(AdviceText, IsOfTheSameKindForAuditorsInEveryCommand) {
  file("a.yaml", sample::warning);
  std::string accepted(sample::warning);
  accepted.insert(accepted.size() - 1,
                  "  # eventarch: ignore=exactly_once_complexity -- the pilot");
  file("b.yaml", accepted);
  EXPECT_EQ(run_words("design b.yaml --fail-on warning -q").status, 0);
  const Outcome audited = run_words("design b.yaml --fail-on warning -q --no-ignores");
  EXPECT_EQ(audited.status, 1);
  EXPECT_THAT(audited.out, HasSubstr("1 warning"));
  EXPECT_THAT(run_words("diff a.yaml b.yaml").out, HasSubstr("accepted: the pilot"));
  EXPECT_EQ(run_words("diff a.yaml b.yaml --no-ignores").out, "Design: no change\n");
  const std::string simulated =
      run_words("simulate b.yaml --no-ignores --seeds 1 --messages 1K -f json").out;
  EXPECT_THAT(simulated, HasSubstr("exactly_once_complexity"));
  EXPECT_THAT(parse_json(simulated)["repeat"].dump(), HasSubstr("--no-ignores"));
}

TEST_F(AdviceText, OfACommandLineNamesNoLines) {
  file("a.yaml", sample::clean);
  const Outcome outcome =
      run_words("check a.yaml --set requirements.delivery=exactly_once --fail-on never");
  EXPECT_THAT(outcome.out, HasSubstr("--> --set requirements.delivery\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr(":1:1")));
  EXPECT_THAT(outcome.out, Not(HasSubstr("note: ends at the broker")));
}

std::string meant(const std::string& words) { return run_words(words).err; }

TEST(Commands, AreMeantByOtherWords) {
  EXPECT_THAT(meant("size a.yaml"), HasSubstr("did you mean `eventarch design`?"));
  EXPECT_THAT(meant("plan a.yaml"), HasSubstr("did you mean `eventarch design`?"));
  EXPECT_THAT(meant("validate a.yaml"), HasSubstr("did you mean `eventarch check`?"));
  EXPECT_THAT(meant("calcuate drain_time"), HasSubstr("did you mean `eventarch calculate`?"));
  EXPECT_THAT(meant("help"), HasSubstr("did you mean `eventarch --help`?"));
  EXPECT_THAT(meant("frobnicate"), HasSubstr("commands: calculate, check"));
  EXPECT_THAT(meant("schema design"), HasSubstr("did you mean `report`?"));
  EXPECT_THAT(meant("schema inptu"), HasSubstr("did you mean `input`?"));
}

TEST(Flags, AreMeantByOtherWordsWhereTheCommandHasThem) {
  EXPECT_THAT(meant("design a.yaml --json"), HasSubstr("did you mean `--format json`?"));
  EXPECT_THAT(meant("check --sarif"), HasSubstr("did you mean `--format sarif`?"));
  EXPECT_THAT(meant("check --strict"), HasSubstr("did you mean `--fail-on warning`?"));
  EXPECT_THAT(meant("simulate a.yaml --runs 3"), HasSubstr("did you mean `--seeds`?"));
  EXPECT_THAT(meant("design a.yaml --broker kafka"), HasSubstr("`--set decisions.broker=NAME`?"));
  // It writes no SARIF, and explains in text alone.
  EXPECT_THAT(meant("design a.yaml --sarif"), HasSubstr("lists the flags"));
  EXPECT_THAT(meant("explain --json"), HasSubstr("lists the flags"));
}

}  // namespace
}  // namespace eventarch::cli
