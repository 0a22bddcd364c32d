/// Findings that were accepted once: matched by what they are about.

#include <algorithm>
#include <set>
#include <string>

#include "check/suppressions.hpp"
#include "eventarch/check.hpp"
#include "support/text.hpp"

namespace eventarch {

constinit const Rule broken_baseline{
    .name = "broken_baseline",
    .severity = Severity::error,
    .summary = "A line of a baseline file that is no entry",
    .rationale = "What it accepted would be reported again, or worse, nothing would be.",
    .flagged = {},
    .accepted = {},
    .source = {},
};

bool may_be_accepted(const Diagnostic& finding) {
  return finding.severity != Severity::error || check::may_be_levelled(*finding.rule);
}

void apply_baseline(const std::vector<BaselineEntry>& baseline, CheckReport& report) {
  std::set<BaselineEntry> accepted(baseline.begin(), baseline.end());
  report.with_baseline = true;
  for (CheckedFile& file : report.files) {
    for (CheckFinding& finding : file.findings) {
      // A baseline is text: names in it are written as they are shown.
      const BaselineEntry entry{.rule = std::string(finding.diagnostic.rule->name),
                                .file = text::printable(file.name),
                                .design = finding.design,
                                .subject = finding.subject,
                                .ordinal = finding.ordinal};
      const bool known = accepted.erase(entry) == 1;
      if (known && !finding.suppressed && may_be_accepted(finding.diagnostic)) {
        finding.suppressed = Suppressed{.by = Suppressed::By::baseline,
                                        .reason = "accepted by the baseline",
                                        .until = std::nullopt,
                                        .where = {}};
      }
    }
  }
  // Of files that are not part of this run nothing is known.
  std::set<std::string> checked;
  for (const CheckedFile& file : report.files) checked.insert(text::printable(file.name));
  std::erase_if(accepted,
                [&](const BaselineEntry& entry) { return !checked.contains(entry.file); });
  report.stale.assign(accepted.begin(), accepted.end());
}

}  // namespace eventarch
