#include "app/finding_verdicts.hpp"

#include <algorithm>
#include <utility>

#include "check/suppression_rules.hpp"

namespace eventarch {

FindingVerdicts::Place FindingVerdicts::place_of(const Diagnostic& finding) {
  return {finding.rule->name, finding.where.file, finding.where.line, finding.where.column};
}

void FindingVerdicts::add(const CheckFinding& finding) {
  if (check::is_suppression_rule(*finding.diagnostic.rule)) {
    about_comments_.push_back(finding.diagnostic);
  } else {
    judged_.emplace(place_of(finding.diagnostic), finding);
  }
}

bool FindingVerdicts::stop(const Findings& findings) const {
  return std::ranges::any_of(findings.all(), [&](const Diagnostic& one) {
    const auto judged = judged_.find(place_of(one));
    // What the check does not have is off, or was found in a trial alone.
    if (judged == judged_.end()) return one.severity == Severity::error;
    return !judged->second.suppressed && judged->second.diagnostic.severity == Severity::error;
  });
}

void FindingVerdicts::take_into(Advice& advice) const {
  Findings counting;
  for (const Diagnostic& one : advice.findings.all()) {
    const auto judged = judged_.find(place_of(one));
    if (judged == judged_.end()) {
      counting.add(one);
      continue;
    }
    Diagnostic levelled = one;
    levelled.severity = judged->second.diagnostic.severity;
    if (judged->second.suppressed) {
      advice.suppressed.push_back({std::move(levelled), *judged->second.suppressed});
    } else {
      counting.add(std::move(levelled));
    }
  }
  for (const Diagnostic& one : about_comments_) counting.add(one);
  advice.findings = std::move(counting);
  advice.findings.sort();
}

std::map<std::uint32_t, FindingVerdicts> verdicts_by_document(const SourceText& source,
                                                              const Catalogue& catalogue,
                                                              const CheckSettings& settings) {
  std::map<std::uint32_t, FindingVerdicts> all;
  for (const CheckFinding& finding : check_source(source, catalogue, settings).findings) {
    all[finding.document].add(finding);
  }
  return all;
}

}  // namespace eventarch
