/// Errors and warnings that come or go with the change. Remarks are left to `check`.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"

namespace eventarch::diff {
namespace {

/// Names of the rules that speak with one severity, each once.
std::vector<std::string> rules_of(const Findings& findings, Severity severity) {
  std::vector<std::string> names;
  for (const Diagnostic& finding : findings.all()) {
    if (finding.severity == severity) names.emplace_back(finding.rule->name);
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Names and reasons of the rules that a comment accepts, by name, each once.
std::map<std::string, std::string> accepted_rules(const Advice& advice, Severity severity) {
  std::map<std::string, std::string> names;
  for (const SuppressedFinding& one : advice.suppressed) {
    if (one.diagnostic.severity != severity) continue;
    names.emplace(one.diagnostic.rule->name, one.suppressed.reason);
  }
  return names;
}

void compare_severity(const Sides& sides, Severity severity, const ChangeRule& gone,
                      const ChangeRule& appeared, Changes& changes) {
  const auto before = rules_of(sides.before.findings, severity);
  const auto after = rules_of(sides.after.findings, severity);
  const std::string field(name_of(severity));
  const auto accepted_before = accepted_rules(sides.before, severity);
  const auto accepted = accepted_rules(sides.after, severity);
  for (const std::string& name : missing_from(before, after)) {
    // It is there still: a comment accepts it now.
    if (!accepted.contains(name)) changes.add(gone, name, field, name, {});
  }
  for (const auto& [name, reason] : accepted) {
    if (accepted_before.contains(name) || std::ranges::binary_search(after, name)) continue;
    const bool was_there = std::ranges::binary_search(before, name);
    changes.add(finding_accepted, name, field, was_there ? name : std::string(),
                fmt::format("{}, accepted: {}", name, reason));
  }
  for (const std::string& name : missing_from(after, before)) {
    changes.add(appeared, name, field, {}, name);
  }
}

}  // namespace

void compare_findings(const Sides& sides, Changes& changes) {
  compare_severity(sides, Severity::error, error_gone, error_appeared, changes);
  compare_severity(sides, Severity::warning, warning_gone, warning_appeared, changes);
}

}  // namespace eventarch::diff
