#include <fmt/format.h>

#include "app/explanation.hpp"
#include "assembly/pattern.hpp"

namespace eventarch {
namespace {

using assembly::PatternUnit;
using report::TextPage;

std::vector<IndexRow> pattern_rows() {
  std::vector<IndexRow> all;
  all.reserve(assembly::patterns().size());
  for (const PatternUnit& unit : assembly::patterns()) {
    all.push_back({std::string(unit.name),
                   std::string(unit.page.summary.empty() ? unit.title : unit.page.summary)});
  }
  return all;
}

std::string page_of(const PatternUnit& unit) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (pattern {})", unit.title, unit.name));
  if (!unit.page.summary.empty()) page.paragraph(unit.page.summary, 0);
  print_part(page, "USE IT WHEN", unit.page.use_when);
  print_part(page, "AVOID IT WHEN", unit.page.avoid_when);
  print_part(page, "SOURCE", unit.page.source);
  return page.take();
}

std::vector<std::string> pattern_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const PatternUnit& unit : assembly::patterns()) {
    if (unit.name == name || unit.title == name) found.push_back(page_of(unit));
  }
  return found;
}

}  // namespace

ExplainedKind pattern_kind() { return {"pattern", "Patterns", pattern_rows, pattern_pages}; }

}  // namespace eventarch
