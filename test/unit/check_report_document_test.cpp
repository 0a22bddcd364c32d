/// docs/formats.md shows what is written today.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "eventarch/check_report.hpp"
#include "eventarch/version.hpp"
#include "reports/sample_reports.hpp"

namespace eventarch {
namespace {

using testing::HasSubstr;

std::string document() {
  std::ifstream file(std::string(EVENTARCH_SOURCE_DIR) + "/docs/formats.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// With the version that the page names.
std::string rendered(CheckFormat format) {
  std::string out =
      render_check(testing_support::documented_report(), format, {.prefix = "services/shop/"});
  const std::string current = "\"version\": \"" + std::string(version()) + "\"";
  const std::size_t at = out.find(current);
  if (at != std::string::npos) out.replace(at, current.size(), "\"version\": \"0.1.0\"");
  return out;
}

/// A fenced block under the heading of the format.
std::string block(std::string_view language, const std::string& content) {
  return "```" + std::string(language) + "\n" + content + "```\n";
}

TEST(FormatsDocument, ShowsWhatIsWritten) {
  const std::string page = document();
  EXPECT_THAT(page, HasSubstr(block("text", rendered(CheckFormat::text))));
  EXPECT_THAT(page, HasSubstr(block("text", rendered(CheckFormat::concise))));
  EXPECT_THAT(page, HasSubstr(block("json", rendered(CheckFormat::json))));
  EXPECT_THAT(page, HasSubstr(block("xml", rendered(CheckFormat::junit))));
  EXPECT_THAT(page, HasSubstr(block("text", rendered(CheckFormat::github))));
  EXPECT_THAT(page, HasSubstr(block("json", rendered(CheckFormat::gitlab))));
  // Of SARIF one result: the rules would fill pages.
  const auto log = nlohmann::ordered_json::parse(rendered(CheckFormat::sarif));
  auto result = log["runs"][0]["results"][0];
  result.erase("ruleIndex");  // changes with each new rule
  EXPECT_THAT(page, HasSubstr(block("json", result.dump(2) + "\n")));
}

TEST(FormatsDocument, NamesEveryFormat) {
  const std::string page = document();
  for (const std::string_view name : check_format_names()) {
    EXPECT_THAT(page, HasSubstr("\n### `" + std::string(name) + "`"));
  }
}

}  // namespace
}  // namespace eventarch
