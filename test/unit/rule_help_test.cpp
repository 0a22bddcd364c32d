/// What a help line promises holds: every edit that it names takes its finding away. An edit stands
/// in backticks as the design file writes it: `decisions.partitions: 12`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/check.hpp"
#include "input/field_table.hpp"
#include "rules/rule.hpp"
#include "unit/odd_designs.hpp"

namespace eventarch {
namespace {

std::vector<CheckFinding> findings_of(const std::string& text,
                                      const std::vector<Override>& overrides = {}) {
  const SourceText source{.name = "design.yaml", .text = text, .stem = "design"};
  const CheckSettings settings{
      .levels = {}, .honour_suppressions = true, .today = {2026, 1, 1}, .folder = {}};
  return check_source(source, built_in_catalogue(), settings, overrides).findings;
}

std::ptrdiff_t count_of(const Rule* rule, const std::vector<CheckFinding>& findings) {
  return std::ranges::count_if(
      findings, [&](const CheckFinding& finding) { return finding.diagnostic.rule == rule; });
}

/// The path of a key that one section alone has, or of a path that is written out.
std::optional<std::string> path_of(std::string_view key) {
  std::vector<std::string_view> paths;
  for (const input::Field& field : input::fields()) {
    if (field.path == key || field.key() == key) paths.push_back(field.path);
  }
  if (paths.size() != 1) return std::nullopt;
  return std::string(paths.front());
}

/// The edits of a help line. What stands in backticks and is no value of the file (a setting of the
/// broker, a name) is none.
std::vector<Override> edits_of(std::string_view help) {
  std::vector<Override> edits;
  std::size_t open = help.find('`');
  while (open != std::string_view::npos) {
    const std::size_t close = help.find('`', open + 1);
    if (close == std::string_view::npos) break;
    const std::string_view quoted = help.substr(open + 1, close - open - 1);
    const std::size_t colon = quoted.find(": ");
    if (colon != std::string_view::npos) {
      if (const auto path = path_of(quoted.substr(0, colon))) {
        edits.push_back({*path, std::string(quoted.substr(colon + 2))});
      }
    }
    open = help.find('`', close + 1);
  }
  return edits;
}

std::vector<std::string> designs() {
  std::vector<std::string> all = testing_support::odd_designs();
  for (const rules::Check& check : rules::checks()) all.emplace_back(check.rule->flagged);
  return all;
}

TEST(RuleHelp, IsNeverEmpty) {
  for (const std::string& text : designs()) {
    for (const CheckFinding& finding : findings_of(text)) {
      EXPECT_FALSE(finding.diagnostic.help.empty()) << finding.diagnostic.rule->name << "\n"
                                                    << text;
    }
  }
}

TEST(RuleHelp, NamesEditsThatTakeTheFindingAway) {
  std::size_t edits = 0;
  for (const std::string& text : designs()) {
    const auto findings = findings_of(text);
    for (const CheckFinding& finding : findings) {
      const Rule* rule = finding.diagnostic.rule;
      for (const Override& edit : edits_of(finding.diagnostic.help)) {
        ++edits;
        EXPECT_LT(count_of(rule, findings_of(text, {edit})), count_of(rule, findings))
            << rule->name << ": " << finding.diagnostic.message
            << "\nhelp: " << finding.diagnostic.help << "\nedit: " << edit.path << ": "
            << edit.value << "\n"
            << text;
      }
    }
  }
  EXPECT_GT(edits, 200U);
}

TEST(RuleHelp, IsOfferedOnceForOnePlaceAndRule) {
  for (const std::string& text : designs()) {
    const auto findings = findings_of(text);
    for (std::size_t i = 1; i < findings.size(); ++i) {
      const Diagnostic& before = findings[i - 1].diagnostic;
      const Diagnostic& now = findings[i].diagnostic;
      const bool same = before.rule == now.rule && before.where.line == now.where.line &&
                        before.where.column == now.where.column && before.message == now.message;
      EXPECT_FALSE(same) << now.rule->name << ": " << now.message << "\n" << text;
    }
  }
}

TEST(RuleExamples, AreDesignsThatSomebodyCouldHaveWritten) {
  for (const rules::Check& check : rules::checks()) {
    SCOPED_TRACE(check.rule->name);
    for (const std::string_view example : {check.rule->flagged, check.rule->accepted}) {
      EXPECT_THAT(std::string(example), testing::HasSubstr("throughput: "));
      EXPECT_THAT(std::string(example), testing::Not(testing::HasSubstr("requirements: {}")));
    }
  }
}

}  // namespace
}  // namespace eventarch
