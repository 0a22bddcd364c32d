/// `simulate`: exit statuses, formats, options, interruption, and that threads change nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_run.hpp"
#include "cli/progress_line.hpp"
#include "eventarch/simulation.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// A few runs, enough for every verdict that the tests ask for.
std::vector<std::string> simulate_few(std::string file,
                                      std::initializer_list<std::string> flags = {}) {
  std::vector<std::string> arguments{"simulate", std::move(file), "--seeds",
                                     "3",        "--messages",    "2K"};
  arguments.insert(arguments.end(), flags);
  return arguments;
}

/// A design that consumers of one instance cannot keep up with.
constexpr std::string_view overloaded =
    "event_context:\n"
    "  name: orders\n"
    "  use_case: pub_sub\n"
    "  requirements: {throughput: 1K msg/s, latency: 1 s, ordering: partition,\n"
    "                 delivery: at_least_once, retention: 7 days}\n"
    "  workload: {processing_time: 5 ms, peak_factor: 2}\n"
    "  decisions: {broker: kafka, partitions: 6}\n";

using Simulated = InFolder;

TEST_F(Simulated, StatusIsZeroWhereTheDesignHolds) {
  const Outcome outcome = run_with(simulate_few(file("a.yaml", sample::clean)));
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_THAT(outcome.out, StartsWith("orders holds: "));
  EXPECT_THAT(outcome.out, Not(HasSubstr("WHAT BREAKS")));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(Simulated, StatusIsOneWhereAPromisedGuaranteeBreaks) {
  const std::string name = file("a.yaml", sample::clean);
  const std::initializer_list<std::string> mistake{"--mistake", "commit_before_processing",
                                                   "--faults", "consumer_crash_before_effect"};
  const Outcome outcome = run_with(simulate_few(name, mistake));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, AllOf(StartsWith("orders does not hold: no_loss breaks under "
                                            "consumer_crash_before_effect, in 3 of"),
                                 HasSubstr("WHAT BREAKS"), HasSubstr("commit_before_effect"),
                                 HasSubstr("decisions.offset_commit: after_processing"),
                                 HasSubstr("eventarch simulate " + name +
                                           " --mistake commit_before_processing --seed 1 --trace "
                                           "consumer_crash_before_effect")));
  std::vector<std::string> never = simulate_few(name, mistake);
  never.insert(never.end(), {"--fail-on", "never"});
  EXPECT_EQ(run_with(never).status, 0);
}

// What the simulation finds nothing against can still be refused: then the first line says why.
TEST_F(Simulated, AnErrorOfTheFileIsSaidAndCountsUnlessNothingDoes) {
  std::string text(overloaded);
  text.replace(text.find("partitions: 6"), 13, "partitions: 12");
  const std::string name = file("a.yaml", text);
  const auto with = [&](std::initializer_list<std::string> flags) {
    std::vector<std::string> all = simulate_few(name, {"--faults", "none", "-q"});
    all.insert(all.end(), flags);
    return run_with(all);
  };
  const Outcome refused = with({});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.out, EndsWith("; the file has an error: utilization_over_target\n"));
  EXPECT_EQ(with({"--fail-on", "never"}).status, 0);
  EXPECT_EQ(run_with(simulate_few(file("b.yaml", sample::invalid), {"--fail-on", "never"})).status,
            1)
      << "nothing could be simulated";
}

TEST_F(Simulated, StatusIsOneWhereARequirementIsMissed) {
  const Outcome outcome =
      run_with(simulate_few(file("a.yaml", overloaded), {"--faults", "none", "-f", "json"}));
  EXPECT_EQ(outcome.status, 1);
  const auto json = parse_json(outcome.out);
  EXPECT_EQ(json["answer"], "does_not_hold");
  EXPECT_EQ(json["performance"]["groups"][0]["stability"], "unstable");
  EXPECT_TRUE(json["performance"]["groups"][0]["latency"].is_null());
}

TEST_F(Simulated, WhatWasNotExercisedFailsWhereThatIsAskedFor) {
  const std::string name = file("a.yaml", sample::clean);
  EXPECT_EQ(run_with(simulate_few(name, {"--faults", "none"})).status, 0);
  const Outcome outcome =
      run_with(simulate_few(name, {"--faults", "none", "--fail-on", "untested"}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("not exercised"));
}

TEST_F(Simulated, WithoutADesignTheFindingsSayWhy) {
  for (const std::string_view text : {sample::invalid, sample::syntax_error}) {
    const std::string bad = file("bad.yaml", text);
    const Outcome outcome = run_with(simulate_few(bad));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, run_with({"design", bad}).out);
    const Outcome json = run_with(simulate_few(bad, {"-f", "json", "--fail-on", "never"}));
    EXPECT_EQ(json.status, 1);
    EXPECT_EQ(parse_json(json.out)["answer"], "no_design");
    EXPECT_FALSE(parse_json(json.out)["validation"]["errors"].empty());
  }
  const Outcome none = run_with(simulate_few(file("none.yaml", sample::no_broker)));
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.out, HasSubstr("no broker qualifies"));
}

TEST_F(Simulated, FindingsOfAValidFileAreShown) {
  const Outcome outcome =
      run_with(simulate_few(file("a.yaml", sample::warning), {"--faults", "none"}));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("FINDINGS"), HasSubstr("exactly_once_complexity")));
}

TEST_F(Simulated, BadOptionsAreToldWithAWayOut) {
  struct Wrong {
    std::vector<std::string> flags;
    std::string_view message;
    std::string_view help;
  };
  const std::string name = file("a.yaml", sample::clean);
  const std::vector<Wrong> all{
      {{"--faults", "consumer_crash_after_efect"}, "there is no fault", "`consumer_crash_after_ef"},
      {{"--faults", "default,,all"}, "empty name", "a,b"},
      {{"--faults", "earthquake"}, "there is no fault `earthquake`", "none, default, all, "},
      {{"--mistake", "acks_non"}, "there is no mistake", "`acks_none`"},
      {{"--faults", "acks_none"}, "`acks_none`: it is a mistake", "`--mistake acks_none`"},
      {{"--mistake", "group_away"}, "`group_away`: it is a fault", "`--faults group_away`"},
      {{"--trace", "poison_mesage"}, "there is no fault", "`poison_message`"},
      {{"--seeds", "0"}, "the number of seeds is 0", ""},
      {{"--seeds", "1M"}, "the number of seeds is 1000000", ""},
      {{"--seeds", "100001"}, "must be 1 to 100000", ""},
      {{"--seeds", "1000000000000"}, "--seeds cannot be `1000000000000`", "from 1 to 100000"},
      {{"--seeds", "many"}, "--seeds cannot be `many`", "50K"},
      {{"--seeds", "1.5"}, "--seeds cannot be `1.5`", "whole number"},
      {{"--seed", "-1"}, "--seed cannot be `-1`", "from 0 on"},
      {{"--seed", "99999999999999999999"}, "--seed cannot be", "below 2^64"},
      {{"--messages", "10"}, "the number of messages is 10", ""},
      {{"--messages", "1G"}, "the number of messages is", ""},
      {{"--duration", "0 s"}, "shorter than 1 ms", ""},
      {{"--duration", "soon"}, "--duration cannot be `soon`", "30 s"},
      {{"--duration", "1 s", "--messages", "1K"}, "exclude each other", ""},
      {{"--arrivals", "stedy"}, "--arrivals cannot be `stedy`", "`steady`"},
      {{"--service", "normal"}, "--service cannot be `normal`", "lognormal"},
      {{"--service-variation", "2"}, "lognormal processing times", "--service lognormal"},
      {{"--service", "lognormal", "--service-variation", "11"}, "must be 0 to 10", ""},
      {{"--service", "lognormal", "--service-variation", "x"}, "cannot be `x`", ""},
      {{"--fail-on", "untestd"}, "--fail-on cannot be `untestd`", "`untested`"},
      {{"--format", "markdown"}, "--format cannot be `markdown`", "json, jsonl, text"},
      {{"--jobs", "0"}, "--jobs cannot be `0`", "from 1 on"},
      {{"--trace", "none", "--seeds", "3"}, "--trace and --seeds exclude", "--seed says which"},
      {{"--trace", "none", "--faults", "all"}, "--trace and --faults exclude", ""},
      {{"--trace", "none", "--messages", "1K"}, "a length of its own", ""},
      {{"--mistake", "saga_without_log"}, "cannot make the mistake", ""},
      {{"--faults", "orchestrator_crash"}, "cannot be injected", "`all`"},
      {{"--quiet", "--verbose"}, "exclude each other", ""},
      {{"--sedes", "3"}, "unknown flag `--sedes`", "`--seeds`"},
  };
  for (const Wrong& wrong : all) {
    std::vector<std::string> arguments{"simulate", name};
    arguments.insert(arguments.end(), wrong.flags.begin(), wrong.flags.end());
    const Outcome outcome = run_with(arguments);
    EXPECT_EQ(outcome.status, 2) << wrong.flags.back();
    EXPECT_THAT(outcome.out, IsEmpty()) << wrong.flags.back();
    EXPECT_THAT(outcome.err, HasSubstr(std::string(wrong.message)));
    EXPECT_THAT(outcome.err, HasSubstr(std::string(wrong.help)));
  }
  EXPECT_THAT(run_with({"simulate"}).err, HasSubstr("no design file is given"));
  EXPECT_THAT(run_with({"simulate", "-", "-"}).err, HasSubstr("named twice"));
  EXPECT_EQ(run_with({"simulate", path("missing.yaml")}).status, 2);
}

TEST_F(Simulated, ReadsStandardInput) {
  const World world{std::string(sample::clean), {}};
  const Outcome outcome = run_in(world, simulate_few("-", {"--faults", "none", "-q"}));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(lines_of(outcome.out).size(), 1U) << outcome.out;
  EXPECT_THAT(outcome.out, StartsWith("orders holds: "));
}

TEST_F(Simulated, SeveralDesignsFollowEachOther) {
  const std::string both =
      file("both.yaml", std::string(sample::clean) + "---\n" + std::string(sample::warning));
  const Outcome text = run_with(simulate_few(both, {"--faults", "none"}));
  EXPECT_THAT(text.out, AllOf(HasSubstr("orders "), HasSubstr("\n\n" + std::string(80, '=')),
                              HasSubstr("\npayments ")));
  const Outcome lines = run_with(simulate_few(both, {"--faults", "none", "-f", "jsonl"}));
  const auto objects = lines_of(lines.out);
  ASSERT_EQ(objects.size(), 2U);
  EXPECT_EQ(parse_json(objects[0])["name"], "orders");
  EXPECT_EQ(parse_json(objects[1])["source"]["document"], 2);
  const Outcome one = run_with(simulate_few(both, {"--faults", "none", "-f", "json"}));
  EXPECT_EQ(one.status, 2);
  EXPECT_THAT(one.err, HasSubstr("use --format jsonl"));
  EXPECT_EQ(run_with({"simulate", "a", "b", "-f", "json"}).status, 2);
}

TEST_F(Simulated, JsonHoldsWhatTheTextSays) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome outcome = run_with(simulate_few(name, {"-f", "json"}));
  const auto json = parse_json(outcome.out);
  EXPECT_EQ(json["schema_version"], "1");
  EXPECT_EQ(json["tool"]["name"], "eventarch");
  EXPECT_EQ(json["source"]["file"], name);
  EXPECT_EQ(json["answer"], "holds");
  EXPECT_EQ(json["options"]["seeds"], 3);
  EXPECT_EQ(json["history"]["hash"].get<std::string>().size(), 16U);
  EXPECT_FALSE(json["guarantees"].empty());
  for (const auto& guarantee : json["guarantees"]) EXPECT_TRUE(guarantee["violation"].is_null());
  const Outcome text = run_with(simulate_few(name));
  EXPECT_THAT(text.out, StartsWith(json["text"].get<std::string>().substr(0, 40)));
  EXPECT_THAT(text.out, HasSubstr(json["history"]["hash"].get<std::string>()));
}

TEST_F(Simulated, WhatIsBeyondASoundDesignIsToldApart) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome all = run_with(simulate_few(name, {"--faults", "all", "-f", "json"}));
  EXPECT_EQ(parse_json(all.out)["faults"].size(), simulation_faults().size());
  const Outcome text = run_with(simulate_few(name, {"--faults", "power_loss_everywhere"}));
  EXPECT_EQ(text.status, 1);
  EXPECT_THAT(text.out, HasSubstr("injected on request alone"));
}

TEST_F(Simulated, ThreadsChangeNothing) {
  const std::string name = file("a.yaml", sample::clean);
  for (const std::string format : {"text", "json"}) {
    const Outcome one = run_with(simulate_few(name, {"-f", format, "-v", "-j", "1"}));
    const Outcome four = run_with(simulate_few(name, {"-f", format, "-v", "-j", "4"}));
    EXPECT_EQ(one.out, four.out);
    EXPECT_EQ(one.status, four.status);
  }
}

TEST_F(Simulated, ARunIsReplayedWithItsHistory) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome outcome =
      run_with({"simulate", name, "--seed", "3", "--trace", "consumer_crash_after_effect"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(StartsWith("orders: seed 3 under consumer_crash_after_effect, "),
                                 HasSubstr("HISTORY"), HasSubstr("0:00:00.")))
      << "a history of minutes has a clock";
  EXPECT_THAT(lines_of(outcome.out).size(), testing::Gt(100U));
  EXPECT_THAT(run_with({"simulate", name, "--trace", "none"}).out, HasSubstr(" ms  "));
  const Outcome json = run_with({"simulate", name, "--trace", "none", "-f", "json"});
  const auto trace = parse_json(json.out)["trace"];
  EXPECT_EQ(trace["fault"], "none");
  EXPECT_THAT(trace["events"].size(), testing::Gt(100U));
  // What is asked for by name is shown, also where it is not among the default faults.
  EXPECT_EQ(run_with({"simulate", name, "--trace", "slow_consumer", "-q"}).status, 0);
}

TEST_F(Simulated, AHistoryIsShownAsFarAsItIsAskedFor) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome few =
      run_with({"simulate", name, "--trace", "none", "--trace-events", "7", "-f", "json"});
  EXPECT_EQ(few.status, 0) << few.err;
  EXPECT_EQ(parse_json(few.out)["trace"]["events"].size(), 7U);
  EXPECT_EQ(parse_json(few.out)["trace"]["cut"], true);
  EXPECT_THAT(run_with({"simulate", name, "--trace", "none", "--trace-events", "7"}).out,
              AllOf(HasSubstr("cut after 7 events"), HasSubstr("--trace-events 7")));
  EXPECT_THAT(run_with({"simulate", name, "--trace-events", "7"}).err, HasSubstr("--trace"));
  EXPECT_EQ(run_with({"simulate", name, "--trace", "none", "--trace-events", "0"}).status, 2);
  EXPECT_EQ(run_with({"simulate", name, "--trace", "none/nothing"}).status, 2);
}

TEST_F(Simulated, FaultRunsHaveAsManyMessagesAsAreAskedFor) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome outcome = run_with(simulate_few(name, {"--fault-messages", "250", "-f", "json"}));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(parse_json(outcome.out)["options"]["fault_messages"], 250);
  EXPECT_THAT(parse_json(outcome.out)["repeat"].get<std::string>(),
              HasSubstr("--fault-messages 250"));
  EXPECT_EQ(run_with(simulate_few(name, {"--fault-messages", "1"})).status, 2);
}

TEST_F(Simulated, TheCommandOfAWitnessReplaysIt) {
  const std::string name = file("a b.yaml", sample::clean);
  const Outcome outcome =
      run_with(simulate_few(name, {"--mistake", "commit_before_processing", "--faults",
                                   "consumer_crash_before_effect", "-f", "json"}));
  const auto json = parse_json(outcome.out);
  for (const auto& guarantee : json["guarantees"]) {
    if (guarantee["status"] != "violated") continue;
    const auto violation = guarantee["violation"];
    EXPECT_THAT(violation["replay"].get<std::string>(), StartsWith("eventarch simulate '" + name));
    const Outcome replay = run_with({"simulate", name, "--mistake", "commit_before_processing",
                                     "--seed", std::to_string(violation["seed"].get<int>()),
                                     "--trace", violation["fault"].get<std::string>()});
    EXPECT_EQ(replay.status, 0) << replay.err;
    ASSERT_FALSE(violation["witness"].empty());
    EXPECT_LE(violation["witness"].size(), 10U);
    for (const auto& line : violation["witness"]) {
      if (line["kind"] == "quiesce") continue;  // there the verdict says what is missing
      EXPECT_THAT(replay.out, HasSubstr(line["text"].get<std::string>()));
    }
  }
}

TEST_F(Simulated, WritesFilesBesideTheReport) {
  const Outcome outcome = run_with(simulate_few(
      file("a.yaml", sample::clean), {"--faults", "none", "--output", "json=" + path("s.json")}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, StartsWith("orders holds"));
  EXPECT_EQ(parse_json(content("s.json"))["answer"], "holds");
  EXPECT_EQ(run_with(simulate_few(file("a.yaml", sample::clean),
                                  {"--faults", "none", "-o", path("no/where")}))
                .status,
            2);
}

TEST_F(Simulated, AReportDoesNotTakeThePlaceOfItsDesign) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome outcome = run_with({"simulate", name, "-o", name});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(content("a.yaml"), sample::clean);
}

TEST_F(Simulated, AnInterruptionPrintsWhatIsKnown) {
  int asked = 0;
  World world;
  world.environment.interrupted = [&] { return ++asked > 4; };
  const std::string name = file("a.yaml", sample::clean);
  const Outcome outcome =
      run_in(world, simulate_few(name, {"-j", "1", "--output", "json=" + path("s.json")}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("orders is undecided: interrupted"), HasSubstr("LOAD")));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("interrupted"), HasSubstr("no file was written")));
  EXPECT_FALSE(exists("s.json"));
}

TEST_F(Simulated, AnInterruptionBeforeTheFirstRunIsNoCrash) {
  World world;
  world.environment.interrupted = [] { return true; };
  const std::string name = file("a.yaml", sample::clean);
  for (const std::string format : {"text", "json"}) {
    const Outcome outcome = run_in(world, simulate_few(name, {"-j", "1", "-f", format}));
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.out, HasSubstr("interrupted"));
  }
}

TEST_F(Simulated, HostileNamesAreShownAsText) {
  const std::string name = file("a.yaml",
                                "event_context:\n"
                                "  name: \"o\\e[31m\\u202Erders\"\n"
                                "  use_case: pub_sub\n"
                                "  requirements: {throughput: 1K msg/s}\n"
                                "  producers: [\"p\\u0007\\n::error::x\"]\n"
                                "  consumers: [\"c\\u009b1m\", \"##[error]\\r\"]\n");
  const std::vector<std::string> raw{"\x1b", "\x07", "\u202E", "\u009b", "\r", "\n::error"};
  for (const std::string detail : {"-q", "-v"}) {
    const Outcome outcome = run_with(simulate_few(name, {detail}));
    EXPECT_NE(outcome.status, 3) << outcome.err;
    for (const std::string& one : raw) EXPECT_THAT(outcome.out, Not(HasSubstr(one)));
    EXPECT_THAT(outcome.out, Not(HasSubstr("\n##[")));
  }
  const Outcome trace = run_with({"simulate", name, "--trace", "none"});
  for (const std::string& one : raw) EXPECT_THAT(trace.out, Not(HasSubstr(one)));
  const Outcome json = run_with(simulate_few(name, {"-f", "json"}));
  EXPECT_EQ(parse_json(json.out)["performance"]["groups"].size(), 2U);
}

TEST_F(Simulated, TextStaysWithinEightyColumns) {
  const Outcome outcome = run_with(simulate_few(file("a.yaml", sample::clean)));
  for (const std::string& line : lines_of(outcome.out)) {
    const bool is_command = line.starts_with("  eventarch simulate ");
    EXPECT_TRUE(is_command || line.size() <= 80U) << line;
  }
}

TEST_F(Simulated, ColoursFollowTheFlag) {
  const std::string name = file("a.yaml", sample::clean);
  const Outcome plain = run_with(simulate_few(name, {"--faults", "none"}));
  EXPECT_THAT(plain.out, Not(HasSubstr("\x1b")));
  const Outcome painted = run_with(simulate_few(name, {"--faults", "none", "--color", "always"}));
  EXPECT_THAT(painted.out, StartsWith("\x1b[1;32morders holds"));
}

TEST_F(Simulated, NothingIsDrawnWhereNoTerminalIs) {
  World world;
  world.environment.err_is_terminal = false;
  EXPECT_THAT(run_in(world, simulate_few(file("a.yaml", sample::clean))).err, IsEmpty());
}

TEST(Progress, IsDrawnAfterASecondAndIsGoneAtTheEnd) {
  std::ostringstream out;
  std::chrono::milliseconds now{5000};
  {
    ProgressLine line(out, true, [&] { return now; });
    line.show(1, 10);
    EXPECT_THAT(out.str(), IsEmpty());
    now += std::chrono::milliseconds(1000);
    line.show(5, 10);
    EXPECT_EQ(out.str(), "\rsimulating [##########..........]  50 %, 5 of 10 runs");
    line.show(6, 10);
    EXPECT_THAT(out.str(), Not(HasSubstr("60 %")));
    now += std::chrono::milliseconds(100);
    line.show(10, 10);
    EXPECT_THAT(out.str(), HasSubstr("\rsimulating [####################] 100 %"));
  }
  EXPECT_THAT(out.str(), EndsWith(" \r"));
}

TEST(Progress, IsNotDrawnWhereNobodyWatches) {
  std::ostringstream out;
  std::chrono::milliseconds now{0};
  {
    ProgressLine line(out, false, [&] { return now; });
    now += std::chrono::milliseconds(5000);
    line.show(5, 10);
  }
  EXPECT_THAT(out.str(), IsEmpty());
}

TEST(Progress, KnowsNothingOfARunWithoutAPlan) {
  EXPECT_EQ(progress_text(0, 0), "simulating [....................]   0 %, 0 of 0 runs");
}

TEST(SimulateWords, AreKnownToCompletionAndExplain) {
  const std::string script = run_with({"completion", "bash"}).out;
  const std::string index = run_with({"explain"}).out;
  for (const SimulationFault& fault : simulation_faults()) {
    const std::string name(fault.name);
    EXPECT_THAT(script, HasSubstr(name));
    EXPECT_THAT(index, HasSubstr("\n  " + name));
    EXPECT_THAT(run_with({"explain", name}).out, HasSubstr(name + " (fault)"));
  }
  for (const SimulationMistake& mistake : simulation_mistakes()) {
    const std::string name(mistake.name);
    EXPECT_THAT(script, HasSubstr(name));
    EXPECT_THAT(index, HasSubstr("\n  " + name));
    EXPECT_THAT(run_with({"explain", name}).out, HasSubstr(name + " (mistake)"));
    const std::string guarantee(mistake.expected_guarantee);
    EXPECT_THAT(run_with({"explain", guarantee}).out,
                AllOf(HasSubstr(guarantee + " (guarantee)"), HasSubstr(name)));
  }
}

}  // namespace
}  // namespace eventarch::cli
