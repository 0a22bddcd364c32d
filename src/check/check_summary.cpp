#include "eventarch/check.hpp"
#include "rules/rule.hpp"

namespace eventarch {

CheckSummary CheckReport::summary() const {
  CheckSummary out;
  for (const CheckedFile& file : files) {
    ++out.files;
    out.designs += file.documents;
    for (const CheckFinding& finding : file.findings) {
      if (finding.suppressed) {
        ++out.suppressed;
        continue;
      }
      switch (finding.diagnostic.severity) {
        case Severity::error: ++out.errors; break;
        case Severity::warning: ++out.warnings; break;
        case Severity::info: ++out.infos; break;
      }
    }
  }
  return out;
}

std::vector<const Rule*> all_rules() { return rules::all_rules(); }

}  // namespace eventarch
