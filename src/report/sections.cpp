/// The sections of a report by name.

#include <algorithm>
#include <array>
#include <cstddef>

#include "eventarch/report.hpp"

namespace eventarch {
namespace {

/// In the order of the enumerators.
constexpr std::array<std::string_view, 13> names{
    "broker",          "sizing",      "topology",      "message_schema", "producer_config",
    "consumer_config", "patterns",    "observability", "checklist",      "troubleshooting",
    "validation",      "assumptions", "context"};
static_assert(names.size() == static_cast<std::size_t>(Section::context) + 1);

}  // namespace

std::span<const std::string_view> section_names() { return names; }

std::string_view name_of(Section section) { return names.at(static_cast<std::size_t>(section)); }

std::optional<Section> section_named(std::string_view name) {
  const auto* const found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Section>(found - names.begin());
}

}  // namespace eventarch
