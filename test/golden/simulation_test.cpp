/// The simulation of two samples against their golden reports, few seeds each, and the documents
/// that show or list what belongs to it. `EVENTARCH_UPDATE_GOLDEN=1` rewrites the reports.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/simulation_report.hpp"
#include "golden/kept_text.hpp"
#include "simulation/invariants/invariant_table.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;
using testing_support::block_with;
using testing_support::expect_kept;
using testing_support::read;
using testing_support::repository;
using testing_support::without_version;

namespace fs = std::filesystem;

SimulationReport simulated(const std::string& sample, const SimulationOptions& options) {
  const std::string name = "samples/" + sample + ".yaml";
  auto all = advise({name, read(repository() / name), sample}, built_in_catalogue());
  SimulationReport report{std::move(all.front()), std::nullopt, options,
                          "eventarch simulate " + name};
  auto result = simulate(report.advice, options);
  if (auto* done = std::get_if<SimulationResult>(&result)) {
    report.result = std::move(*done);
  } else {
    ADD_FAILURE() << std::get<SimulationRefusal>(result).message;
  }
  return report;
}

/// A sound design, and one that is weakened.
SimulationReport report_of(const std::string& name) {
  SimulationOptions options;
  options.seeds = 3;
  options.messages = 5'000;
  if (name == "trip-booking") options.mistake = "saga_without_log";
  return simulated(name, options);
}

class GoldenSimulation : public testing::TestWithParam<std::string> {};

TEST_P(GoldenSimulation, ReportsAreAsReviewed) {
  const SimulationReport report = report_of(GetParam());
  const fs::path folder = repository() / "test/golden/simulation";
  expect_kept(folder / (GetParam() + ".txt"), without_version(render_simulation_text(report, {})));
  expect_kept(folder / (GetParam() + ".verbose.txt"),
              without_version(render_simulation_text(report, {.detail = Detail::verbose})));
  expect_kept(folder / (GetParam() + ".json"), without_version(render_simulation_json(report)));
}

INSTANTIATE_TEST_SUITE_P(Samples, GoldenSimulation, testing::Values("order-events", "trip-booking"),
                         [](const testing::TestParamInfo<std::string>& sample) {
                           std::string name = sample.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(SimulationJson, IsTheSameOnOneLine) {
  const SimulationReport report = report_of("order-events");
  EXPECT_EQ(nlohmann::json::parse(render_simulation_json(report)),
            nlohmann::json::parse(render_simulation_json_line(report)));
}

TEST(SimulationText, SaysWhyAFaultIsUndecidedAndWhatWouldTell) {
  SimulationReport report = report_of("order-events");
  auto& faults = report.result->faults;
  const auto away = std::ranges::find(faults, std::string("group_away"), &FaultOutcome::name);
  ASSERT_NE(away, faults.end());
  away->runs_cut = 2;
  report.result->guarantees.front().status = GuaranteeStatus::undecided;
  const std::string text = render_simulation_text(report, {});
  EXPECT_THAT(text, HasSubstr("order-events is undecided: no_loss; otherwise 21 of 22 promised"));
  EXPECT_THAT(text, HasSubstr("  undecided  group_away "));
  EXPECT_THAT(text, HasSubstr("not in 2 of 3 runs"));
  EXPECT_THAT(text,
              HasSubstr("group_away is undecided: 2 of 3 runs were cut after 200,000 events"));
  EXPECT_THAT(text, HasSubstr("`--fault-messages 250`"));
  EXPECT_THAT(text, HasSubstr("in 66 runs; runs under group_away"));
}

/// The headline figure and the verdict speak of the same group.
TEST(SimulationText, JudgesTheSlowestGroup) {
  const SimulationReport report = report_of("order-events");
  const Performance& load = *report.result->performance;
  const auto p99 = [](const GroupPerformance& one) { return one.latency.at(2).ms->value; };
  const auto slowest = std::ranges::max_element(load.groups, {}, p99);
  const auto busiest = std::ranges::max_element(
      load.groups, {}, [](const GroupPerformance& one) { return one.busiest_utilization.value; });
  for (const RequirementVerdict& one : load.requirements) {
    if (one.requirement == "latency") {
      EXPECT_EQ(one.group, slowest->group);
    }
    if (one.requirement == "utilization") {
      EXPECT_EQ(one.group, busiest->group);
    }
  }
}

/// Each line of the block stands in the report, in this order; lines of dots are cuts.
void expect_shown(const std::vector<std::string>& block, const std::string& report) {
  ASSERT_GT(block.size(), 5U);
  std::size_t at = 0;
  for (const std::string& line : block) {
    if (line.find_first_not_of(" .") == std::string::npos) continue;
    const std::size_t found = report.find(line, at);
    ASSERT_NE(found, std::string::npos)
        << "a document shows a line that the report does not print (in this order): " << line;
    at = found;
  }
}

TEST(SimulationDocuments, ShowWhatTheProgramPrints) {
  SimulationOptions options;
  const std::string text = render_simulation_text(simulated("order-events", options), {});
  expect_shown(block_with(read(repository() / "README.md"), "order-events holds"), text);
  options.mistake = "commit_before_processing";
  options.seeds = 5;
  options.faults = {"consumer_crash_before_effect"};
  expect_shown(block_with(read(repository() / "docs/simulate.md"), "order-events does not hold"),
               render_simulation_text(simulated("order-events", options), {}));
}

TEST(SimulationDocuments, ListEveryGuaranteeFaultAndMistake) {
  const std::string page = read(repository() / "docs/simulate.md");
  for (const auto& one : simulation::invariant_table()) {
    EXPECT_THAT(page, HasSubstr(fmt::format("| `{}` | {} |", one.name, one.statement)));
  }
  for (const SimulationFault& one : simulation_faults()) {
    EXPECT_THAT(page, HasSubstr(fmt::format("| `{}` | {} | {} |", one.name, one.summary,
                                            one.by_default ? "default" : "on request")));
  }
  for (const SimulationMistake& one : simulation_mistakes()) {
    EXPECT_THAT(page, HasSubstr(fmt::format("| `{}` | {} | `{}` |", one.name, one.summary,
                                            one.expected_guarantee)));
  }
}

}  // namespace
}  // namespace eventarch
