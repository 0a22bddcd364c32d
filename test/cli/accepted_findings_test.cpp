/// What comments, levels and baselines accept: the same for `check`, `design` and `simulate`, and
/// known by names where there are any.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_run.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Accepted : public StandingInFolder {
 protected:
  /// `eventarch` with flags, split at blanks.
  static Outcome run(const std::string& flags, const Date& today = {2027, 1, 1}) {
    World world;
    world.environment.today = today;
    return run_words(flags, world);
  }

  static nlohmann::json validation(const std::string& flags, const Date& today = {2027, 1, 1}) {
    return parse_json(run("design -f json " + flags, today).out)["validation"];
  }

  static std::vector<std::string> rules(const nlohmann::json& findings) {
    std::vector<std::string> names;
    for (const auto& finding : findings) names.push_back(finding["rule"]);
    return names;
  }
};

/// With a comment behind the delivery.
std::string exactly_once(const std::string& comment) {
  return "event_context:\n  name: payments\n  use_case: pub_sub\n  requirements:\n"
         "    throughput: 1K msg/s\n    latency: 1 s\n    retention: 7 days\n"
         "    ordering: partition\n    delivery: exactly_once  " +
         comment + "\n";
}

/// The decision contradicts the ordering, which is an error of the declaration.
std::string contradiction(const std::string& comment) {
  return "event_context:\n  name: ledger\n  use_case: pub_sub\n  requirements:\n"
         "    throughput: 100 msg/s\n    latency: 1 s\n    retention: 7 days\n"
         "    ordering: global\n    delivery: at_least_once\n  decisions:\n"
         "    broker: kafka\n    partitions: 4  " +
         comment + "\n";
}

// --- Comments
// --------------------------------------------------------------------------------------

TEST_F(Accepted, ByACommentDoesNotCountForADesign) {
  file("a.yaml", exactly_once("# eventarch: ignore=exactly_once_complexity -- the pilot"));
  const auto found = validation("a.yaml");
  EXPECT_EQ(found["valid"], true);
  EXPECT_THAT(rules(found["warnings"]), Not(testing::Contains("exactly_once_complexity")));
  ASSERT_THAT(found["suppressed"], SizeIs(1));
  EXPECT_EQ(found["suppressed"][0]["rule"], "exactly_once_complexity");
  EXPECT_EQ(found["suppressed"][0]["suppressed"],
            nlohmann::json::parse(
                R"({"by": "comment", "reason": "the pilot", "until": null, "location":
                   {"file": "a.yaml", "line": 9, "column": 29, "end_line": 9, "end_column": 85}})"));
  const Outcome text = run("design a.yaml");
  EXPECT_THAT(text.out, AllOf(HasSubstr("1 finding suppressed"),
                              HasSubstr("suppressed: exactly_once_complexity at a.yaml:9:15, by a "
                                        "comment")));
  EXPECT_THAT(run("design a.yaml -q").out, HasSubstr("1 finding suppressed"));
  EXPECT_THAT(run("design a.yaml -f markdown").out,
              AllOf(HasSubstr("1 finding suppressed"), HasSubstr("_suppressed:_ by a comment")));
}

TEST_F(Accepted, ByACommentGivesDesignTheStatusOfCheck) {
  const std::string comment = "# eventarch: ignore=exactly_once_complexity,exactly_once_scope";
  const auto statuses = [&](const std::string& flags, const Date& today = {2027, 1, 1}) {
    return std::vector<int>{run("check " + flags, today).status,
                            run("design " + flags, today).status};
  };
  file("plain.yaml", exactly_once(""));
  EXPECT_THAT(statuses("plain.yaml --fail-on warning"), ElementsAre(1, 1));
  file("accepted.yaml",
       exactly_once("# eventarch: ignore=exactly_once_complexity until=2027-06-30 -- the pilot"));
  EXPECT_THAT(statuses("accepted.yaml --fail-on warning"), ElementsAre(0, 0));
  EXPECT_THAT(statuses("accepted.yaml --fail-on warning", {2027, 7, 1}), ElementsAre(1, 1));
  EXPECT_THAT(rules(validation("accepted.yaml", {2027, 7, 1})["warnings"]),
              testing::IsSupersetOf({"exactly_once_complexity", "expired_suppression"}));
  file("without.yaml", exactly_once("# eventarch: ignore=exactly_once_complexity"));
  EXPECT_THAT(statuses("without.yaml --fail-on warning"), ElementsAre(1, 1));
}

TEST_F(Accepted, AnErrorDoesNotKeepADesignFromBeingMade) {
  file("a.yaml", contradiction(""));
  const auto refused = parse_json(run("design a.yaml -f json").out);
  EXPECT_EQ(refused["validation"]["valid"], false);
  EXPECT_FALSE(refused.contains("topology"));
  file("b.yaml",
       contradiction("# eventarch: ignore=partitions_break_global_order -- one key in use"));
  const Outcome made = run("design b.yaml -f json");
  EXPECT_EQ(made.status, 0);
  const auto report = parse_json(made.out);
  EXPECT_EQ(report["validation"]["valid"], true);
  EXPECT_TRUE(report.contains("topology"));
  EXPECT_THAT(rules(report["validation"]["suppressed"]),
              ElementsAre("partitions_break_global_order"));
  EXPECT_EQ(run("check b.yaml").status, 0);
}

TEST_F(Accepted, AnErrorHidesNoLaterOne) {
  const std::string overloaded = "  workload: {processing_time: 500 ms}\n  capacity: {}\n";
  file("a.yaml",
       contradiction("# eventarch: ignore=partitions_break_global_order -- one key in use") +
           overloaded);
  const Outcome outcome = run("check a.yaml -f concise");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("[unstable_at_peak]"));
}

TEST_F(Accepted, NoErrorOfTheFileFormatIs) {
  file("a.yaml",
       "event_context:\n  use_case: sagaa  # eventarch: ignore=unknown_value -- we call it so\n"
       "  requirements: {}\n");
  EXPECT_EQ(run("design a.yaml").status, 1);
  EXPECT_EQ(run("check a.yaml").status, 1);
}

TEST_F(Accepted, EverySuppressibleErrorLeavesTheProgramStanding) {
  for (const char* decision :
       {"broker: kafkaa", "min_in_sync_replicas: 5", "producer_acks: none"}) {
    file("a.yaml", std::string("event_context:\n  use_case: pub_sub\n  requirements: {}\n"
                               "  # eventarch: ignore=unknown_broker,weak_producer_acks,"
                               "in_sync_replicas_exceed_factor -- a try\n  decisions:\n    ") +
                       decision + "\n");
    const Outcome outcome = run("design a.yaml -f json");
    EXPECT_THAT(outcome.status, testing::AnyOf(0, 1)) << decision;
    const auto report = parse_json(outcome.out);
    EXPECT_EQ(report["validation"]["valid"], true) << decision;
    EXPECT_EQ(report["validation"]["suppressed"].size(), 1U) << decision;
    EXPECT_EQ(outcome.status == 0, report.contains("topology")) << decision;
  }
}

// --- Levels
// ----------------------------------------------------------------------------------------

TEST_F(Accepted, ALevelAgreesWithStatusAndVerdict) {
  file("error.yaml", contradiction(""));
  file("warning.yaml", exactly_once(""));
  file(".eventarch.yaml",
       "rules: {partitions_break_global_order: warning, exactly_once_complexity: error}\n");
  const Outcome lowered = run("design error.yaml -f json");
  const auto made = parse_json(lowered.out);
  EXPECT_EQ(lowered.status, 0);
  EXPECT_EQ(made["validation"]["valid"], true);
  EXPECT_TRUE(made.contains("topology"));
  EXPECT_THAT(rules(made["validation"]["warnings"]),
              testing::Contains("partitions_break_global_order"));
  const Outcome raised = run("design warning.yaml -f json");
  EXPECT_EQ(raised.status, 1);
  EXPECT_EQ(parse_json(raised.out)["validation"]["valid"], false);
  EXPECT_EQ(run("check error.yaml").status, 0);
  EXPECT_EQ(run("check warning.yaml").status, 1);
}

// --- Suppressions that are not what they seem
// --------------------------------------------------------

TEST_F(Accepted, NamesTheRulesOfASuppressionThatFindNothing) {
  file("a.yaml",
       exactly_once("# eventarch: ignore=hot_key,exactly_once_complexity,idle_consumers -- pilot"));
  const Outcome outcome = run("check a.yaml -f concise --fail-on warning");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out,
              HasSubstr("a.yaml:9:49: warning: nothing here is found by hot_key, idle_consumers "
                        "[unused_suppression]"));
  const auto found = parse_json(run("check a.yaml -f json").out)["findings"];
  const auto unused = std::ranges::find_if(
      found, [](const auto& one) { return one["rule"] == "unused_suppression"; });
  ASSERT_NE(unused, found.end());
  EXPECT_EQ((*unused)["location"]["end_column"], 56) << "the name alone";
  EXPECT_EQ((*unused)["related"][0]["location"]["column"], 81) << "the other one";
  EXPECT_EQ(run("check a.yaml --fix --fail-on warning").status, 0);
  EXPECT_EQ(content("a.yaml"),
            exactly_once("# eventarch: ignore=exactly_once_complexity -- pilot"));
}

TEST_F(Accepted, MarksTheNameThatIsWrong) {
  file("a.yaml",
       exactly_once("# eventarch: ignore=exactly_once_complexity,hot_kye,wrong_type -- x"));
  const std::string out = run("check a.yaml -f concise").out;
  EXPECT_THAT(out, HasSubstr("a.yaml:9:73: warning: there is no rule `hot_kye`"));
  EXPECT_THAT(out, HasSubstr("a.yaml:9:81: warning: `wrong_type` cannot be suppressed"));
  file("b.yaml", exactly_once("# eventarch: ignore=exactly_once_complexity until=2030-02-30 -- x"));
  EXPECT_THAT(run("check b.yaml -f concise").out,
              HasSubstr("b.yaml:9:73: warning: the suppression says `until=2030-02-30`"));
}

TEST_F(Accepted, TellsOfDirectivesThatAreMisspelt) {
  for (const char* comment : {"# Eventarch: ignore=exactly_once_complexity -- pilot",
                              "# EVENTARCH: ignore=exactly_once_complexity -- pilot",
                              "# eventarch ignore=exactly_once_complexity -- pilot",
                              "# eventarch-ignore: exactly_once_complexity -- pilot",
                              "# eventarch-ignore exactly_once_complexity -- pilot",
                              "# eventarch ignore exactly_once_complexity -- pilot",
                              "# eventarch:ignore[exactly_once_complexity] -- pilot",
                              "# eventarch: ignore[exactly_once_complexity] -- pilot",
                              "# eventarch: disable=exactly_once_complexity -- pilot",
                              "# eventarch: ingore=exactly_once_complexity -- pilot",
                              "# evenarch: ignore=exactly_once_complexity -- pilot",
                              "# event-arch: ignore=exactly_once_complexty -- pilot"}) {
    file("a.yaml", exactly_once(comment));
    const Outcome outcome = run("check a.yaml -f json");
    const auto findings = parse_json(outcome.out)["findings"];
    std::string help;
    for (const auto& finding : findings) {
      if (finding["rule"] == "malformed_suppression") help = finding["help"];
    }
    EXPECT_EQ(help, "did you mean `# eventarch: ignore=exactly_once_complexity -- pilot`?")
        << comment;
  }
  file("a.yaml", exactly_once("# eventarch-ignore"));
  EXPECT_THAT(run("check a.yaml").out, HasSubstr("malformed_suppression"));
}

TEST_F(Accepted, TakesProseForNoDirective) {
  for (const char* comment :
       {"# eventarch ignores this key", "# checked by eventarch: see CONTRIBUTING",
        "# eventarch design a.yaml prints the report", "# Eventarch: our design advisor",
        "# eventarch ignores (for now) what stands below", "# eventarch-ignored files: none",
        "# eventarch ignores: nothing", "# ignore=exactly_once_complexity was tried",
        "# eventarch skips comments, and allows some", "# see eventarch ignore=RULE in the manual",
        "# eventarch is what disables nothing = good", "# event: ignored=true", "# eventarch"}) {
    file("a.yaml", exactly_once(comment));
    EXPECT_THAT(run("check a.yaml -f concise").out, Not(HasSubstr("_suppress"))) << comment;
  }
  file("a.yaml", exactly_once("") + "  description: \"v # Eventarch: ignore=hot_key\"\n");
  EXPECT_THAT(run("check a.yaml -f concise").out, Not(HasSubstr("_suppress")));
}

// --- Baselines
// ---------------------------------------------------------------------------------------

std::string message(const std::string& type) {
  return "    - type: " + type + "\n      key: id\n      payload: {id: uuid, password: string}\n";
}

std::string flow(const std::string& name, const std::string& messages) {
  return "event_context:\n  " + name +
         "\n  requirements: {throughput: 1K msg/s, ordering: partition}\n  messages:\n" + messages;
}

TEST_F(Accepted, ByABaselineStaysSoInAnotherOrder) {
  const std::string a = flow("name: a\n  use_case: pub_sub", message("Paid") + message("Sent"));
  const std::string b = flow("use_case: saga", message("Booked"));
  const std::string c = flow("use_case: cqrs", message("Read"));
  file("a.yaml", a + "---\n" + b + "---\n" + c);
  EXPECT_EQ(run("check a.yaml --fail-on info").status, 1);
  EXPECT_EQ(run("check a.yaml --write-baseline base.jsonl").status, 0);
  EXPECT_THAT(content("base.jsonl"),
              AllOf(HasSubstr(R"("design":"name=a","subject":"/event_context/messages/type=Paid/)"),
                    HasSubstr(R"("design":"use_case=saga")")));
  EXPECT_EQ(run("check a.yaml --baseline base.jsonl --fail-on info").status, 0);

  const std::string reordered =
      flow("name: a\n  use_case: pub_sub", message("Sent") + message("Paid"));
  file("a.yaml", c + "---\n" + reordered + "---\n" + b);
  const Outcome outcome = run("check a.yaml --baseline base.jsonl --fail-on info");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_THAT(outcome.out, Not(HasSubstr("not found any more")));

  file("a.yaml", c + "---\n" + flow("name: a\n  use_case: pub_sub", message("New")));
  EXPECT_EQ(run("check a.yaml --baseline base.jsonl --fail-on info").status, 1);
}

std::set<std::string> fingerprints(const Outcome& outcome, std::size_t& count) {
  std::set<std::string> all;
  const auto findings = parse_json(outcome.out)["findings"];
  for (const auto& finding : findings) all.insert(finding["fingerprint"].get<std::string>());
  count = findings.size();
  return all;
}

TEST_F(Accepted, FingerprintsStayInAnotherOrderAndAreUnique) {
  const std::string same = flow("use_case: saga", message("A") + message("A"));
  file("a.yaml", same + "---\n" + same + "---\n" + flow("name: x/2", message("A")) + "---\n" +
                     flow("name: x", message("A")) + "---\n" + flow("name: x", message("A")) +
                     "---\n[1]\n---\n[2]\n");
  std::size_t count = 0;
  const auto all = fingerprints(run("check a.yaml -f json"), count);
  EXPECT_EQ(all.size(), count);
  EXPECT_GT(count, 10U);
  file("a.yaml", flow("name: x", message("B") + message("A")));
  const auto before = fingerprints(run("check a.yaml -f json"), count);
  file("a.yaml", flow("name: x", message("A") + message("B")));
  EXPECT_EQ(fingerprints(run("check a.yaml -f json"), count), before);
}

TEST_F(Accepted, ByABaselineOfLongNamesIsReadAgain) {
  const std::string name(20000, 'n');
  file("a.yaml", flow("use_case: pub_sub\n  name: " + name, message("T" + name)));
  EXPECT_EQ(run("check a.yaml --write-baseline base.jsonl").status, 0);
  EXPECT_EQ(run("check a.yaml --baseline base.jsonl --fail-on info").status, 0);
  for (const std::string& line : lines_of(content("base.jsonl"))) EXPECT_LT(line.size(), 4000U);
}

TEST_F(Accepted, ByABaselineOfBeforeNamesIsSaidToBeOld) {
  file("a.yaml", exactly_once(""));
  file("old.jsonl", R"({"rule":"exactly_once_complexity","file":"a.yaml","document":1,)"
                    R"("pointer":"/event_context/requirements/delivery","ordinal":1})"
                    "\n"
                    R"({"rule":"hot_key","file":"a.yaml","document":1,"pointer":"","ordinal":1})"
                    "\n");
  const Outcome outcome = run("check a.yaml --baseline old.jsonl");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("old.jsonl:1:1"), HasSubstr("by their places"),
                                 HasSubstr("--write-baseline"), Not(HasSubstr("old.jsonl:2"))));
}

}  // namespace
}  // namespace eventarch::cli
