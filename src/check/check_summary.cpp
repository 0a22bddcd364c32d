#include "eventarch/check.hpp"

namespace eventarch {

CheckSummary CheckReport::summary() const {
  CheckSummary out;
  out.files = files.size();
  for (const CheckedFile& file : files) {
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

}  // namespace eventarch
