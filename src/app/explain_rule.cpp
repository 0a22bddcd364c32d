#include <fmt/format.h>

#include <algorithm>

#include "app/example_layout.hpp"
#include "app/explanation.hpp"
#include "rules/rule.hpp"

namespace eventarch {
namespace {

using report::TextPage;

void print_example(TextPage& page, std::string_view heading, std::string_view text) {
  if (text.empty()) return;
  page.heading(heading);
  const std::string shown = laid_out(text);
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = std::min(shown.find('\n', at), shown.size());
    page.verbatim(std::string_view(shown).substr(at, end - at), 4);
    at = end + 1;
  }
}

/// A file that breaks its own format cannot accept that in a comment.
void print_suppression(TextPage& page, const Rule& rule) {
  if (!is_check(rule)) return;
  page.heading("SUPPRESS");
  page.paragraph("at the end of the line that it is found in, or alone in the line above:");
  page.verbatim(fmt::format("# eventarch: ignore={} -- why this is accepted here", rule.name), 4);
}

std::string explain_rule(const Rule& rule) {
  TextPage page(Color::off);
  page.title(fmt::format("{} ({})", rule.name, name_of(rule.severity)));
  page.paragraph(rule.summary, 0);
  page.heading("WHY");
  page.paragraph(rule.rationale);
  print_example(page, "FOUND", rule.flagged);
  print_example(page, "MENDED", rule.accepted);
  if (!rule.source.empty()) {
    page.heading("SOURCE");
    page.paragraph(rule.source);
  }
  print_suppression(page, rule);
  return page.take();
}

std::vector<IndexRow> rule_rows() {
  std::vector<IndexRow> all;
  all.reserve(rules::all_rules().size());
  for (const Rule* rule : rules::all_rules()) {
    all.push_back(
        {std::string(rule->name), fmt::format("{}: {}", name_of(rule->severity), rule->summary)});
  }
  return all;
}

std::vector<std::string> rule_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Rule* rule : rules::all_rules()) {
    if (rule->name == name) found.push_back(explain_rule(*rule));
  }
  return found;
}

}  // namespace

ExplainedKind rule_kind() { return {"rule", "Rules", rule_rows, rule_pages}; }

}  // namespace eventarch
