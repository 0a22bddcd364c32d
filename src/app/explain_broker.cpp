#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/explanation.hpp"
#include "catalogue/fact_table.hpp"
#include "eventarch/catalogue.hpp"

namespace eventarch {
namespace {

using report::TextPage;

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

}  // namespace

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

void print_brokers(TextPage& page, const Catalogue& catalogue, Offer offered) {
  for (const Broker& broker : catalogue.brokers) {
    if (broker.offered != offered) continue;
    std::vector<std::string_view> modes;
    for (const Mode& mode : broker.modes) modes.push_back(mode.id);
    page.row(broker.id, fmt::format("{} Modes: {}", broker.summary, fmt::join(modes, ", ")), 18);
  }
}

}  // namespace eventarch
