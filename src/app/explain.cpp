#include "eventarch/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/explain_formula.hpp"
#include "catalogue/fact_table.hpp"
#include "report/text_page.hpp"
#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::TextPage;

void print_example(TextPage& page, std::string_view heading, std::string_view text) {
  if (text.empty()) return;
  page.heading(heading);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    page.paragraph(text.substr(at, end - at), 4);
    at = end + 1;
  }
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
  return page.take();
}

std::vector<const CatalogueSource*> cited_in(const Broker& broker, const Mode& mode) {
  std::vector<const CatalogueSource*> cited;
  for (const CatalogueSource& source : broker.sources) {
    const bool used = std::ranges::any_of(mode.facts, [&](const Fact& fact) {
      return std::ranges::find(fact.sources, source.id) != fact.sources.end();
    });
    if (used) cited.push_back(&source);
  }
  return cited;
}

/// The date of a fact is shown where it is not the broker's.
void print_mode(TextPage& page, const Mode& mode, std::string_view checked) {
  page.heading(fmt::format("{} ({})", mode.name, mode.id));
  page.paragraph(mode.summary);
  for (const catalogue::FactDescription& row : catalogue::facts()) {
    const Fact& fact = mode.fact(row.key);
    std::string text(fact.text);
    if (!fact.conditions.empty()) text += fmt::format("; {}", fact.conditions);
    if (!fact.estimate.empty()) text += fmt::format(" (estimate: {})", fact.estimate);
    if (!fact.sources.empty()) text += fmt::format(" [{}]", fmt::join(fact.sources, ", "));
    if (fact.checked != checked) text += fmt::format(" (checked {})", fact.checked);
    page.row(row.name, text, 22);
  }
}

void print_head(TextPage& page, const Broker& broker) {
  page.title(fmt::format("{} ({})", broker.name, broker.id));
  page.paragraph(broker.summary, 0);
  page.paragraph(fmt::format("Facts hold for {}; checked {}.", broker.version, broker.checked), 0);
  if (broker.offered == Offer::by_name) {
    page.paragraph(fmt::format("Takes part in a decision only where the design file or the "
                               "configuration names it: `constraints.allowed_brokers: [{}]`.",
                               broker.id),
                   0);
  }
}

std::string explain_broker(const Broker& broker) {
  TextPage page(Color::off);
  print_head(page, broker);
  if (!broker.original.empty()) page.heading("WHAT IS OFTEN SAID, CHECKED");
  for (const OriginalClaim& claim : broker.original) {
    page.row(claim.attribute,
             fmt::format("\"{}\": {}. {} [{}]", claim.claim, claim.verdict, claim.finding,
                         fmt::join(claim.sources, ", ")),
             14);
  }
  for (const Mode& mode : broker.modes) print_mode(page, mode, broker.checked);
  page.heading("SOURCES");
  for (const CatalogueSource& source : broker.sources) page.row(source.id, source.title, 6);
  return page.take();
}

std::string explain_mode(const Broker& broker, const Mode& mode) {
  TextPage page(Color::off);
  print_head(page, broker);
  print_mode(page, mode, broker.checked);
  page.heading("SOURCES");
  for (const CatalogueSource* source : cited_in(broker, mode)) {
    page.row(source->id, source->title, 6);
  }
  return page.take();
}

std::vector<std::string> all_names(const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const Broker& broker : catalogue.brokers) {
    names.emplace_back(broker.id);
    for (const Mode& mode : broker.modes) names.push_back(fmt::format("{}/{}", broker.id, mode.id));
  }
  for (const Rule* rule : rules::all_rules()) names.emplace_back(rule->name);
  for (const Formula* formula : formula_table()) names.emplace_back(formula->name);
  return names;
}

void print_brokers(TextPage& page, const Catalogue& catalogue, Offer offered) {
  for (const Broker& broker : catalogue.brokers) {
    if (broker.offered != offered) continue;
    std::vector<std::string_view> modes;
    for (const Mode& mode : broker.modes) modes.push_back(mode.id);
    page.row(broker.id, fmt::format("{} Modes: {}", broker.summary, fmt::join(modes, ", ")), 18);
  }
}

}  // namespace

std::string explain_index(const Catalogue& catalogue) {
  TextPage page(Color::off);
  page.title("Brokers (eventarch explain NAME, or NAME/MODE)");
  print_brokers(page, catalogue, Offer::always);
  page.heading("Brokers that take part only where they are named");
  print_brokers(page, catalogue, Offer::by_name);
  page.heading("Rules");
  for (const Rule* rule : rules::all_rules()) {
    page.row(rule->name, fmt::format("{}: {}", name_of(rule->severity), rule->summary), 30);
  }
  page.heading("Formulas");
  print_formulas(page);
  return page.take();
}

std::optional<std::string> explain(std::string_view name, const Catalogue& catalogue) {
  const std::size_t slash = name.find('/');
  if (const Broker* broker = catalogue.find(name.substr(0, slash))) {
    if (slash == std::string_view::npos) return explain_broker(*broker);
    const Mode* mode = broker->find_mode(name.substr(slash + 1));
    if (mode == nullptr) return std::nullopt;
    return explain_mode(*broker, *mode);
  }
  for (const Rule* rule : rules::all_rules()) {
    if (rule->name == name) return explain_rule(*rule);
  }
  if (const Formula* formula = find_formula(name)) return explain_formula(*formula);
  return std::nullopt;
}

std::optional<std::string> explain_suggestion(std::string_view name, const Catalogue& catalogue) {
  const auto names = all_names(catalogue);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = text::closest(name, views);
  if (!meant) return std::nullopt;
  return std::string(*meant);
}

}  // namespace eventarch
