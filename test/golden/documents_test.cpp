/// Documents that show the program's output show what it prints today.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catalogue/fact_table.hpp"
#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "golden/kept_text.hpp"

namespace eventarch {
namespace {

using testing_support::block_with;
using testing_support::lines_of;
using testing_support::read;
using testing_support::repository;

TEST(Readme, ShowsTheReportThatTheSampleGives) {
  const auto shown = block_with(read(repository() / "README.md"), "order-events: Kafka");
  ASSERT_GT(shown.size(), 20U);
  const auto advice = advise({"samples/order-events.yaml",
                              read(repository() / "samples/order-events.yaml"), "order-events"},
                             built_in_catalogue());
  const auto printed = lines_of(render_text(advice.front(), {}));
  auto at = printed.begin();
  for (const std::string& line : shown) {
    if (line.find_first_not_of(" .") == std::string::npos) continue;  // a cut
    at = std::find(at, printed.end(), line);
    ASSERT_NE(at, printed.end()) << "the README shows a line that the report does not print (in "
                                    "this order): "
                                 << line;
  }
}

TEST(CatalogueDocument, ListsEveryFactWithItsMeaningAndWords) {
  const std::string page = read(repository() / "docs/catalogue.md");
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| `"); at != std::string::npos;
       at = page.find("\n| `", at + 1)) {
    ++rows;
  }
  EXPECT_EQ(rows, catalogue::facts().size());
  for (const catalogue::FactDescription& row : catalogue::facts()) {
    const std::string start = fmt::format("\n| `{}` | {} | ", row.name, row.meaning);
    const std::size_t at = page.find(start);
    ASSERT_NE(at, std::string::npos) << start;
    const std::string line = page.substr(at + 1, page.find('\n', at + 1) - at - 1);
    for (const std::string_view word : catalogue::spelled(row.words)) {
      EXPECT_NE(line.find(fmt::format("`{}`", word)), std::string::npos) << line;
    }
  }
}

/// The lines of every block that opens with "```text".
std::vector<std::string> shown_by(const std::string& document) {
  std::vector<std::string> shown;
  bool inside = false;
  for (const std::string& line : lines_of(document)) {
    if (line == "```text" || (inside && line == "```")) {
      inside = !inside;
    } else if (inside) {
      shown.push_back(line);
    }
  }
  return shown;
}

/// In the order of the document, which is that of the report.
void expect_printed(const std::vector<std::string>& shown, const std::string& report) {
  const auto printed = lines_of(report);
  auto at = printed.begin();
  for (const std::string& line : shown) {
    at = std::find(at, printed.end(), line);
    ASSERT_NE(at, printed.end()) << "the report does not print, in this order: " << line;
  }
}

std::vector<Advice> advice_on_sample(const std::string& name) {
  const std::string file = fmt::format("samples/{}.yaml", name);
  return advise({file, read(repository() / file), name}, built_in_catalogue());
}

TEST(MarkdownDocument, ShowsWhatTheSampleGives) {
  const auto shown = shown_by(read(repository() / "docs/markdown.md"));
  ASSERT_GE(shown.size(), 9U);
  expect_printed(shown, render_markdown(advice_on_sample("order-events"), {}));
}

TEST(MessageSchemasDocument, ShowsWhatTheSampleGives) {
  const std::string page = read(repository() / "docs/message_schemas.md");
  auto shown = shown_by(page);
  ASSERT_GE(shown.size(), 14U);
  // Described last, printed first.
  std::rotate(shown.begin(), shown.end() - 5, shown.end());
  const auto advice = advice_on_sample("reviewed-orders");
  expect_printed(shown, render_text(advice.front(), {.sections = {Section::message_schema}}));
  const std::size_t yaml = page.find("  messages:\n");
  const std::string payload = page.substr(yaml, page.find("```", yaml) - yaml);
  EXPECT_NE(read(repository() / "samples/reviewed-orders.yaml").find(payload), std::string::npos);
}

TEST(Readme, ShowsTheSampleThatItNames) {
  const std::string sample = read(repository() / "samples/order-events.yaml");
  const std::string body = sample.substr(sample.find("event_context:"));
  EXPECT_NE(read(repository() / "README.md").find(body), std::string::npos);
}

}  // namespace
}  // namespace eventarch
