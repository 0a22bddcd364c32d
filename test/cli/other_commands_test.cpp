/// init and explain.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/command_run.hpp"
#include "eventarch/catalogue.hpp"
#include "rules/rule.hpp"

namespace eventarch::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Editors tell schemas apart by it, as they do those of the reports.
TEST(Schemas, EachHasANameOfItsOwn) {
  std::set<std::string> ids;
  for (const char* which : {"check", "diff", "input", "report", "simulation"}) {
    ids.insert(parse_json(run_with({"schema", which}).out).at("$id"));
  }
  EXPECT_THAT(ids, testing::SizeIs(5));
}

class Init : public InFolder {};

TEST_F(Init, WritesAFileThatDesignAccepts) {
  const std::string starter = path("ctx.yaml");
  const Outcome written = run_with({"init", starter});
  EXPECT_EQ(written.status, 0);
  EXPECT_THAT(written.out, IsEmpty());
  EXPECT_THAT(written.err, HasSubstr("next: eventarch design "));
  const Outcome designed = run_with(design(starter, {"--fail-on", "info"}));
  EXPECT_EQ(designed.status, 0) << designed.out;
  EXPECT_THAT(designed.err, IsEmpty());
}

TEST_F(Init, NamesTheSchemaThatEditorsCheckBy) {
  const Outcome starter = run_with({"init", "-"});
  const auto lines = lines_of(starter.out);
  ASSERT_GT(lines.size(), 3U);
  EXPECT_EQ(lines[0], "# yaml-language-server: $schema=event-context.schema.json");
  EXPECT_EQ(lines[2], "#   eventarch schema input > event-context.schema.json");
}

TEST_F(Init, SaysHowTheSchemaComesThatTheFileNames) {
  const Outcome first = run_with({"init", path("ctx.yaml")});
  EXPECT_THAT(first.err, HasSubstr("eventarch schema input > "));
  EXPECT_THAT(first.err, HasSubstr(path("event-context.schema.json")));
  file("event-context.schema.json", run_with({"schema", "input"}).out);
  EXPECT_THAT(run_with({"init", path("next.yaml")}).err, Not(HasSubstr("schema input")));
}

TEST_F(Init, RefusesToOverwrite) {
  const std::string starter = file("ctx.yaml", "mine");
  const Outcome outcome = run_with({"init", starter});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("File exists"), HasSubstr("--force replaces it")));
  EXPECT_EQ(content("ctx.yaml"), "mine");
}

TEST_F(Init, OverwritesWithForce) {
  const std::string starter = file("ctx.yaml", "mine");
  EXPECT_EQ(run_with({"init", starter, "--force"}).status, 0);
  EXPECT_THAT(content("ctx.yaml"), HasSubstr("event_context:"));
  EXPECT_THAT(names(), ElementsAre("ctx.yaml"));
}

TEST_F(Init, NeedsNoForceForANewFileAndTakesItAllTheSame) {
  EXPECT_EQ(run_with({"init", "--force", path("new.yaml")}).status, 0);
  EXPECT_TRUE(exists("new.yaml"));
}

TEST_F(Init, WritesTheSameToStandardOutput) {
  EXPECT_EQ(run_with({"init", path("ctx.yaml")}).status, 0);
  const Outcome outcome = run_with({"init", "-"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, content("ctx.yaml"));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(Init, RefusesAFolder) {
  EXPECT_EQ(run_with({"init", path("")}).status, 2);
  EXPECT_EQ(run_with({"init", path(""), "--force"}).status, 2);
}

TEST_F(Init, RefusesAMissingFolderAndMakesNone) {
  EXPECT_EQ(run_with({"init", path("nowhere/ctx.yaml")}).status, 2);
  EXPECT_THAT(names(), IsEmpty());
}

TEST(Explain, ListsEveryRuleBrokerAndModeWithoutAName) {
  const Outcome outcome = run_with({"explain"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  for (const Rule* rule : rules::all_rules()) EXPECT_THAT(outcome.out, HasSubstr(rule->name));
  for (const Broker& broker : built_in_catalogue().brokers) {
    EXPECT_THAT(outcome.out, HasSubstr(fmt::format("\n  {} ", broker.id)));
    for (const Mode& mode : broker.modes) EXPECT_THAT(outcome.out, HasSubstr(mode.id));
  }
}

TEST(Explain, PrintsEveryRule) {
  for (const Rule* rule : rules::all_rules()) {
    SCOPED_TRACE(rule->name);
    const Outcome outcome = run_with({"explain", std::string(rule->name)});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.err, IsEmpty());
    EXPECT_TRUE(outcome.out.starts_with(rule->name));
    EXPECT_THAT(outcome.out, HasSubstr("\nWHY\n"));
    if (!rule->flagged.empty()) {
      EXPECT_THAT(outcome.out, AllOf(HasSubstr("\nFOUND\n"), HasSubstr("\nMENDED\n")));
    }
    if (!rule->source.empty()) {
      EXPECT_THAT(outcome.out, HasSubstr("\nSOURCE\n"));
    }
  }
}

TEST(Explain, PrintsEveryBrokerWithItsModesAndSources) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    SCOPED_TRACE(broker.id);
    const Outcome outcome = run_with({"explain", std::string(broker.id)});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.err, IsEmpty());
    EXPECT_TRUE(outcome.out.starts_with(broker.name));
    for (const Mode& mode : broker.modes)
      EXPECT_THAT(outcome.out, HasSubstr(fmt::format("({})", mode.id)));
    for (const CatalogueSource& source : broker.sources) {
      EXPECT_THAT(outcome.out, HasSubstr(fmt::format("\n  {} ", source.id)));
    }
  }
}

TEST(Explain, PrintsEveryModeAlone) {
  for (const Broker& broker : built_in_catalogue().brokers) {
    for (const Mode& mode : broker.modes) {
      const std::string name = fmt::format("{}/{}", broker.id, mode.id);
      SCOPED_TRACE(name);
      const Outcome outcome = run_with({"explain", name});
      EXPECT_EQ(outcome.status, 0);
      EXPECT_THAT(outcome.err, IsEmpty());
      EXPECT_THAT(outcome.out, HasSubstr(fmt::format("({})", mode.id)));
      EXPECT_THAT(outcome.out, HasSubstr("\nSOURCES\n"));
      for (const Mode& other : broker.modes) {
        if (&other == &mode) continue;
        EXPECT_THAT(outcome.out, Not(HasSubstr(fmt::format("({})", other.id))));
      }
    }
  }
}

}  // namespace
}  // namespace eventarch::cli
