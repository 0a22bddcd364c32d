/// Errors and warnings that come or go with the change. Remarks are left to `check`.

#include <algorithm>

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

void compare_severity(const Sides& sides, Severity severity, const ChangeRule& gone,
                      const ChangeRule& appeared, Changes& changes) {
  const auto before = rules_of(sides.before.findings, severity);
  const auto after = rules_of(sides.after.findings, severity);
  const std::string field(name_of(severity));
  for (const std::string& name : missing_from(before, after)) {
    changes.add(gone, name, field, name, {});
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
