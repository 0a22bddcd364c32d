/// Every number of the sizing of every sample is calculated again from its figure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "golden/recomputation.hpp"

namespace eventarch {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::IsEmpty;
using testing_support::Recomputation;

/// The reports of the samples that have a design.
std::vector<json> sized_reports() {
  std::vector<json> all;
  for (const auto& entry : fs::directory_iterator(fs::path{EVENTARCH_SOURCE_DIR} / "samples")) {
    if (entry.path().extension() != ".yaml") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    for (const Advice& advice :
         advise({entry.path().filename().string(), text.str(), entry.path().stem().string()},
                built_in_catalogue())) {
      if (advice.design) all.push_back(json::parse(render_json(advice)));
    }
  }
  return all;
}

TEST(Recompute, GivesEveryNumberOfTheSizingOfEverySample) {
  const std::vector<json> reports = sized_reports();
  ASSERT_GT(reports.size(), 10U);
  for (const json& report : reports) {
    SCOPED_TRACE(report.at("context").at("name").dump());
    Recomputation recomputation(report);
    EXPECT_THAT(recomputation.faults(), IsEmpty());
    EXPECT_GT(recomputation.numbers().size(), 30U);
  }
}

/// Pointers to all numbers below `node` that a figure must stand for.
void numbers_below(const json& node, const json::json_pointer& at,
                   std::vector<json::json_pointer>& out) {
  if (node.is_number()) out.push_back(at);
  if (node.is_object()) {
    for (const auto& [key, value] : node.items()) {
      const bool input = key == "inputs" || key == "figures" || key == "sensitivity";
      if (!input) numbers_below(value, at / key, out);
    }
  }
  if (!node.is_array()) return;
  for (std::size_t i = 0; i < node.size(); ++i) numbers_below(node[i], at / i, out);
}

/// The check itself: a report in which one number is off by a thousandth does not pass.
TEST(Recompute, FindsEveryNumberThatIsOff) {
  for (json& report : sized_reports()) {
    SCOPED_TRACE(report.at("context").at("name").dump());
    std::vector<json::json_pointer> numbers;
    numbers_below(report.at("sizing"), json::json_pointer("/sizing"), numbers);
    ASSERT_GT(numbers.size(), 30U);
    for (const json::json_pointer& number : numbers) {
      const json kept = report.at(number);
      const auto value = kept.get<double>();
      report.at(number) = value == 0 ? 1.0 : value * 1.001;
      EXPECT_FALSE(Recomputation(report).faults().empty()) << number.to_string();
      report.at(number) = kept;
    }
  }
}

/// A later figure of the same number takes its place.
bool replaced(const json& figures, std::size_t at) {
  for (std::size_t later = at + 1; later < figures.size(); ++later) {
    if (figures[later].at("path") == figures[at].at("path")) return true;
  }
  return false;
}

/// No number of the report, which works without it.
bool is_step(const json& figure) {
  return figure.at("path").get<std::string>().ends_with(".for_hot_key");
}

void expect_found_in(json& report) {
  json& figures = report.at("sizing").at("figures");
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (replaced(figures, i) || is_step(figures[i])) continue;
    SCOPED_TRACE(figures[i].dump());
    const json kept = figures[i];
    figures[i]["formula"] = nullptr;
    figures[i]["given"] = "";
    EXPECT_FALSE(Recomputation(report).faults().empty());
    figures[i] = kept;
    json& value = figures[i]["value"];
    value = value.is_number() ? value.get<double>() * 1.001 + 1 : 1.0;
    EXPECT_FALSE(Recomputation(report).faults().empty());
    figures.erase(i);
    EXPECT_FALSE(Recomputation(report).faults().empty());
    figures.insert(figures.begin() + static_cast<std::ptrdiff_t>(i), kept);
  }
}

/// Likewise for the figures: another value, no origin or no figure at all is found.
TEST(Recompute, FindsEveryFigureThatIsOff) {
  for (json& report : sized_reports()) expect_found_in(report);
}

}  // namespace
}  // namespace eventarch
