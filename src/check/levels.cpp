#include "check/levels.hpp"

#include <algorithm>
#include <utility>

#include "eventarch/check.hpp"
#include "input/input_rules.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

/// Requires a level other than off.
Severity severity_of(RuleLevel level) {
  switch (level) {
    case RuleLevel::error: return Severity::error;
    case RuleLevel::warning: return Severity::warning;
    case RuleLevel::info:
    case RuleLevel::off: break;
  }
  return Severity::info;
}

}  // namespace

bool is_about_format(const Rule& rule) {
  const auto rules = input::input_rules();
  return std::ranges::find(rules, &rule) != rules.end();
}

bool check::apply_level(const RuleLevels& levels, Diagnostic& diagnostic) {
  if (levels.empty()) return true;
  const auto level = levels.find(diagnostic.rule->name);
  if (level == levels.end() || is_about_format(*diagnostic.rule)) return true;
  diagnostic.severity = severity_of(level->second);
  return level->second != RuleLevel::off;
}

Findings with_levels(const Findings& findings, const RuleLevels& levels) {
  Findings out;
  for (Diagnostic diagnostic : findings.all()) {
    if (check::apply_level(levels, diagnostic)) out.add(std::move(diagnostic));
  }
  return out;
}

std::vector<const Rule*> all_rules() { return rules::all_rules(); }

}  // namespace eventarch
