#include "eventarch/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "catalogue/embedded_files.hpp"

namespace eventarch {

std::string_view name_of(Confidence confidence) {
  constexpr std::array<std::string_view, 2> names{"sourced", "estimate"};
  return names[static_cast<std::size_t>(confidence)];
}

bool Fact::is(std::string_view word) const { return std::ranges::find(list, word) != list.end(); }

bool Fact::unlimited() const { return number && std::isinf(*number); }

std::string_view Fact::word() const {
  return list.empty() ? std::string_view{} : std::string_view(list.front());
}

const Mode* Broker::find_mode(std::string_view mode_id) const {
  const auto found = std::ranges::find(modes, mode_id, &Mode::id);
  return found == modes.end() ? nullptr : &*found;
}

std::string Broker::cite(const Fact& fact) const {
  std::vector<std::string> titles;
  for (const std::string& cited : fact.sources) {
    const auto found = std::ranges::find(sources, cited, &CatalogueSource::id);
    if (found != sources.end()) titles.push_back(fmt::format("{} [{}]", found->title, cited));
  }
  std::string text = fmt::format("{}", fmt::join(titles, "; "));
  if (fact.estimate.empty()) return text;
  return fmt::format("estimate: {}{}{}", fact.estimate, text.empty() ? "" : " Based on ", text);
}

const Broker* Catalogue::find(std::string_view broker_id) const {
  const auto found = std::ranges::find(brokers, broker_id, &Broker::id);
  return found == brokers.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::ids() const {
  std::vector<std::string> out;
  out.reserve(brokers.size());
  for (const Broker& broker : brokers) out.push_back(broker.id);
  return out;
}

const Catalogue& built_in_catalogue() {
  static const Catalogue catalogue = [] {
    Catalogue built;
    Findings findings;
    for (const catalogue::EmbeddedFile& file : catalogue::embedded_files()) {
      auto broker = read_broker(file.name, file.text, findings);
      if (broker) built.brokers.push_back(std::move(*broker));
    }
    std::ranges::sort(built.brokers, {}, &Broker::id);
    return built;
  }();
  return catalogue;
}

}  // namespace eventarch
