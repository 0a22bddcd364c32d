/// The words of reports that name a need, a limit, a part or an outcome.

#include <fmt/format.h>

#include <span>
#include <string>
#include <vector>

#include "app/explanation.hpp"
#include "app/report_word.hpp"

namespace eventarch {
namespace {

using report::TextPage;

std::vector<IndexRow> rows_of(std::span<const ReportWord> words) {
  std::vector<IndexRow> all;
  for (const ReportWord& word : words) {
    all.push_back({std::string(word.name), std::string(word.where)});
  }
  return all;
}

std::string page_of(const ReportWord& word) {
  TextPage page(Color::off);
  page.title(fmt::format("{} ({})", word.name, word.where));
  page.paragraph(word.meaning, 0);
  if (!word.formula.empty()) {
    print_part(page, "FORMULA",
               fmt::format("{}: `eventarch explain {}`", word.formula, word.formula));
  }
  print_part(page, "WHAT CHANGES IT", word.change);
  return page.take();
}

std::vector<std::string> pages_of(std::span<const ReportWord> words, std::string_view name) {
  std::vector<std::string> found;
  for (const ReportWord& word : words) {
    if (word.name == name) found.push_back(page_of(word));
  }
  return found;
}

}  // namespace

ExplainedKind sizing_word_kind() {
  return {"word of the design report", "Needs, limits, parts of the latency, kinds of topics",
          [] { return rows_of(sizing_words()); },
          [](std::string_view name) { return pages_of(sizing_words(), name); }};
}

ExplainedKind simulation_word_kind() {
  return {"word of the simulation report", "Outcomes and audits of a simulation",
          [] { return rows_of(simulation_report_words()); },
          [](std::string_view name) { return pages_of(simulation_report_words(), name); }};
}

}  // namespace eventarch
