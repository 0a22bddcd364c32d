/// What a rule promises in its own words holds: its bad example is flagged, its mended one is not.

#include "rules/rule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "eventarch/advise.hpp"
#include "eventarch/check.hpp"
#include "rules/shortfalls.hpp"
#include "unit/odd_designs.hpp"

namespace eventarch {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> rules_found(std::string_view text) {
  std::vector<std::string> names;
  const SourceText source{.name = "example.yaml", .text = std::string(text), .stem = "example"};
  const CheckSettings settings{.levels = {}, .honour_suppressions = true, .today = {2026, 1, 1}};
  const CheckedFile checked = check_source(source, built_in_catalogue(), settings);
  for (const CheckFinding& finding : checked.findings) {
    names.emplace_back(finding.diagnostic.rule->name);
  }
  return names;
}

bool is_snake_case(std::string_view name) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool legal = std::ranges::all_of(
      name, [&](char c) { return lower(c) || c == '_' || (c >= '0' && c <= '9'); });
  return legal && !name.empty() && lower(name.front()) && name.back() != '_' &&
         name.find("__") == std::string_view::npos;
}

TEST(RuleTable, IsSortedByNameAndNoNameStandsTwice) {
  const auto all = rules::all_rules();
  ASSERT_GE(all.size(), 30U);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1]->name, all[i]->name);
}

TEST(RuleTable, HoldsEveryCheckByName) {
  std::string_view before;
  const auto all = rules::all_rules();
  for (const rules::Check& check : rules::checks()) {
    SCOPED_TRACE(check.rule->name);
    EXPECT_LT(before, check.rule->name);
    EXPECT_THAT(all, Contains(check.rule));
    before = check.rule->name;
  }
}

TEST(RuleTable, SaysWhatEveryRuleIsAndWhyItMatters) {
  for (const Rule* rule : rules::all_rules()) {
    SCOPED_TRACE(rule->name);
    EXPECT_TRUE(is_snake_case(rule->name));
    EXPECT_FALSE(rule->summary.empty());
    EXPECT_EQ(rule->summary.find('\n'), std::string_view::npos);
    EXPECT_FALSE(rule->summary.ends_with('.')) << rule->summary;
    EXPECT_TRUE(rule->rationale.ends_with('.')) << rule->rationale;
    EXPECT_EQ(rule->flagged.empty(), rule->accepted.empty());
  }
}

TEST(RuleTable, KeepsTheNamesOfTheSourceDocument) {
  std::vector<std::string_view> names;
  for (const Rule* rule : rules::all_rules()) names.push_back(rule->name);
  for (const std::string_view name :
       {"exactly_once_complexity", "global_ordering_throughput", "unknown_key", "duplicate_key"}) {
    EXPECT_THAT(names, Contains(name));
  }
}

TEST(RuleTable, FindsInEveryBadExampleWhatTheRuleIsAbout) {
  for (const Rule* rule : rules::all_rules()) {
    if (rule->flagged.empty()) continue;
    SCOPED_TRACE(rule->name);
    EXPECT_THAT(rules_found(rule->flagged), Contains(rule->name));
  }
}

TEST(RuleTable, AcceptsEveryMendedExample) {
  for (const Rule* rule : rules::all_rules()) {
    if (rule->flagged.empty()) continue;
    SCOPED_TRACE(rule->name);
    EXPECT_THAT(rules_found(rule->accepted), Not(Contains(rule->name)));
  }
}

TEST(RuleTable, FindsNoOtherMistakeInTheMendedExamples) {
  for (const Rule* rule : rules::all_rules()) {
    if (rule->flagged.empty()) continue;
    SCOPED_TRACE(rule->name);
    EXPECT_THAT(rules_found(rule->accepted), IsEmpty());
  }
}

TEST(RuleTable, GivesEveryRuleAboutARequirementAnExample) {
  for (const rules::Check& check : rules::checks()) {
    SCOPED_TRACE(check.rule->name);
    EXPECT_FALSE(check.rule->flagged.empty());
  }
}

/// All that a finding says, but for where it stands.
std::vector<std::string> said(const Diagnostic& finding) {
  std::vector<std::string> all{std::string(finding.rule->name), finding.message, finding.help,
                               finding.label};
  all.insert(all.end(), finding.notes.begin(), finding.notes.end());
  for (const RelatedPlace& related : finding.related) all.push_back(related.message);
  return all;
}

/// `check` puts into words only what rules say that they quote: `design` has all words.
TEST(RuleTable, NamesWhatIsQuotedOfDecisionAndSizing) {
  std::vector<std::string> texts = testing_support::odd_designs();
  for (const Rule* rule : rules::all_rules()) texts.emplace_back(rule->flagged);
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    const SourceText source{.name = "example.yaml", .text = text, .stem = "example"};
    const std::vector<Advice> all = advise(source, built_in_catalogue());
    // Why nothing qualifies is told in a place of its own.
    if (all.front().decision && all.front().decision->winner() == nullptr) continue;
    std::vector<std::vector<std::string>> of_design;
    for (const Advice& advice : all) {
      for (const Diagnostic& one : advice.findings.all()) of_design.push_back(said(one));
    }
    std::vector<std::vector<std::string>> of_check;
    const CheckedFile checked =
        check_source(source, built_in_catalogue(), {.levels = {}, .honour_suppressions = false});
    for (const CheckFinding& one : checked.findings) of_check.push_back(said(one.diagnostic));
    EXPECT_EQ(of_check, of_design);
  }
}

/// The names that say what a relaxation still misses are those of rules.
TEST(RuleTable, HoldsTheRulesOfShortfalls) {
  const auto all = rules::all_rules();
  const auto of_warnings = std::ranges::count_if(all, [](const Rule* rule) {
    return rules::is_shortfall({.rule = rule,
                                .severity = Severity::warning,
                                .where = {},
                                .message = {},
                                .help = {},
                                .related = {}});
  });
  EXPECT_EQ(of_warnings, 8);
}

}  // namespace
}  // namespace eventarch
