/// docs/rules/ is what the table of rules says. `EVENTARCH_UPDATE_GOLDEN=1` rewrites it.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "eventarch/advise.hpp"
#include "eventarch/check.hpp"
#include "eventarch/explain.hpp"
#include "golden/kept_text.hpp"

namespace eventarch {
namespace {

const std::string folder = EVENTARCH_SOURCE_DIR "/docs/rules/";

TEST(RulesDocument, IsAsTheTableOfRulesSays) {
  for (const DocumentPage& page : rules_documents()) {
    testing_support::expect_kept(folder + page.name, page.text);
  }
}

TEST(RulesDocument, HasNoPageOfARuleThatIsGone) {
  std::set<std::string> meant;
  for (const DocumentPage& page : rules_documents()) meant.insert(page.name);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    EXPECT_TRUE(meant.contains(entry.path().filename().string())) << entry.path();
  }
}

std::set<std::string> rules_found(const std::string& text) {
  // As the check finds them: only it reads suppressions.
  const CheckedFile checked = check_source({.name = "e.yaml", .text = text, .stem = "e"},
                                           built_in_catalogue(), {.today = {2026, 1, 1}});
  std::set<std::string> names;
  for (const CheckFinding& found : checked.findings) {
    if (!found.suppressed) names.emplace(found.diagnostic.rule->name);
  }
  return names;
}

/// The example below a heading, as a reader would copy it.
std::string example_below(const std::string& page, const std::string& heading) {
  const std::string start = "## " + heading + "\n\n```yaml\n";
  const std::size_t at = page.find(start);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + start.size();
  return page.substr(begin, page.find("```\n", begin) - begin);
}

TEST(RulesDocument, ShowsExamplesThatBehaveAsThePageSays) {
  std::size_t examples = 0;
  for (const DocumentPage& page : rules_documents()) {
    const std::string found = example_below(page.text, "Found");
    if (found.empty()) continue;
    ++examples;
    SCOPED_TRACE(page.name);
    EXPECT_TRUE(rules_found(found).contains(page.name.substr(0, page.name.size() - 3))) << found;
    EXPECT_TRUE(rules_found(example_below(page.text, "Mended")).empty());
  }
  EXPECT_GE(examples, 60U);
}

}  // namespace
}  // namespace eventarch
