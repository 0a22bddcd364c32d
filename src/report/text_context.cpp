/// What the design rests on in the text report: the requirements, assumptions and findings.

#include <fmt/format.h>

#include "report/assumptions_in_use.hpp"
#include "report/context_rows.hpp"
#include "report/summary.hpp"
#include "report/suppression_words.hpp"
#include "report/text_sections.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {

void print_findings(TextPage& page, const Advice& advice) {
  if (advice.findings.all().empty() && advice.suppressed.empty()) return;
  page.heading("FINDINGS");
  for (const Diagnostic& finding : advice.findings.all()) page.finding(finding);
  for (const SuppressedFinding& one : advice.suppressed) {
    page.bullet(fmt::format("suppressed: {} at {}, {}", one.diagnostic.rule->name,
                            place_of(one.diagnostic.where), suppression_text(one.suppressed)));
  }
}

void print_assumptions(TextPage& page, const Advice& advice) {
  const std::vector<Assumption> assumptions = assumptions_in_use(advice);
  if (!assumptions.empty()) {
    page.heading(
        fmt::format("ASSUMED ({} not in the file; state what you know to sharpen the design)",
                    notation::counted(assumptions.size(), "value")));
    for (const Assumption& a : assumptions) {
      page.row(a.field, fmt::format("{}: {}", a.value, a.reason), 30);
    }
  }
  const std::string unmeasured = advice.design ? unmeasured_text(advice.design->sizing) : "";
  if (unmeasured.empty()) return;
  page.blank();
  page.paragraph(unmeasured);
}

void print_context(TextPage& page, const EventContext& context) {
  page.heading("CONTEXT");
  for (const ContextRow& row : context_rows(context)) page.row(row.field, row.value, 30);
}

}  // namespace eventarch::report
