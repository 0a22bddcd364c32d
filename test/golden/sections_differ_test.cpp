/// Two different designs never share a section: what a report says follows from its input.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"

namespace eventarch {
namespace {

using Json = nlohmann::json;

/// What the contract fixes for every design.
void remove_fixed_parts(Json& report) {
  if (report.contains("observability")) {
    report["observability"].erase("metrics");
    report["observability"].erase("log_schema");
  }
  if (report.contains("consumer_config")) {
    report["consumer_config"].erase("error_classification");
  }
}

std::map<std::string, Json> reports() {
  std::map<std::string, Json> out;
  const std::filesystem::path folder = std::filesystem::path(EVENTARCH_SOURCE_DIR) / "samples";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    const auto all =
        advise({.name = entry.path().filename(), .text = text.str(), .stem = entry.path().stem()},
               built_in_catalogue());
    for (const Advice& advice : all) {
      if (!advice.design) continue;
      Json report = Json::parse(render_json(advice));
      remove_fixed_parts(report);
      out[fmt::format("{} {}", advice.file, advice.document)] = std::move(report);
    }
  }
  return out;
}

constexpr std::array<std::string_view, 9> sections{
    "broker",          "topology", "sizing",        "message_schema", "producer_config",
    "consumer_config", "patterns", "observability", "checklist"};

TEST(Sections, OfTwoDesignsAreNeverTheSame) {
  const auto all = reports();
  ASSERT_GE(all.size(), 12U);
  for (auto one = all.begin(); one != all.end(); ++one) {
    for (auto other = std::next(one); other != all.end(); ++other) {
      for (const std::string_view section : sections) {
        EXPECT_NE(one->second.at(section), other->second.at(section))
            << one->first << " and " << other->first << ": " << section;
      }
      EXPECT_NE(one->second.at("troubleshooting"), other->second.at("troubleshooting"))
          << one->first << " and " << other->first;
    }
  }
}

}  // namespace
}  // namespace eventarch
