#include "rules/shortfalls.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/rule.hpp"
#include "sizing/stages.hpp"

namespace eventarch::rules {
namespace {

/// Warnings that say of a design that it does not do what was asked for. Errors all do.
constexpr std::array<std::string_view, 8> shortfall_rules{
    "hot_key",           "idle_consumers",          "latency_target_missed",
    "peak_beyond_limit", "recovery_too_slow",       "retention_shorter_than_outage",
    "unstable_at_peak",  "utilization_over_target",
};

bool tells_of_shortfall(Severity severity, std::string_view rule) {
  return severity == Severity::error ||
         std::ranges::find(shortfall_rules, rule) != shortfall_rules.end();
}

/// Warnings of the table that are errors where the design falls behind.
bool may_find_shortfalls(const Rule& rule) {
  return tells_of_shortfall(rule.severity, rule.name) || rule.name == "too_few_keys";
}

/// Gives the most that was quoted.
rules::Quotes find_shortfalls(rules::Stage stage, const rules::RuleInput& input,
                              std::vector<Diagnostic>& shortfalls) {
  rules::Quotes most = rules::Quotes::nothing;
  for (const rules::Check& check : rules::checks()) {
    if (check.stage != stage || !may_find_shortfalls(*check.rule)) continue;
    Findings found;
    check.run(input, found);
    for (const Diagnostic& one : found.all()) {
      if (!is_shortfall(one)) continue;
      shortfalls.push_back(one);
      most = std::max(most, check.quotes);
    }
  }
  return most;
}

}  // namespace

bool is_shortfall(const Diagnostic& finding) {
  return tells_of_shortfall(finding.severity, finding.rule->name);
}

std::vector<Diagnostic> shortfalls_of_design(const Question& question, const Candidate& chosen) {
  Decision decision;
  decision.candidates.push_back({.broker = chosen.broker, .mode = chosen.mode});
  std::vector<Diagnostic> shortfalls;
  const auto judge = [&](const Sizing& sizing) {
    shortfalls.clear();
    rules::RuleInput input{question.declaration, question.catalogue, &decision, &question.context};
    const rules::Quotes decided = find_shortfalls(rules::Stage::decided, input, shortfalls);
    input.sizing = &sizing;
    return std::max(decided, find_shortfalls(rules::Stage::sized, input, shortfalls));
  };
  const auto sized = [&](sizing::Account account) {
    return sizing::size_once(question.context, chosen, account);
  };
  const rules::Quotes quoted = judge(sized(sizing::Account::numbers_only));
  if (quoted != rules::Quotes::nothing) judge(sized(sizing::Account::without_figures));
  return shortfalls;
}

}  // namespace eventarch::rules
