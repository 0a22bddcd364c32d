#pragma once

/// The design of one context, and the settings in it.

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "emitted_settings.hpp"
#include "eventarch/advise.hpp"

namespace eventarch::testing_support {

/// `context` is the value of event_context as flow YAML.
inline Design design_of(std::string_view context) {
  const Advice advice = advise({"orders.yaml", "event_context: " + std::string(context), "orders"},
                               built_in_catalogue())
                            .front();
  if (!advice.design) throw std::runtime_error("no design for " + std::string(context));
  return *advice.design;
}

inline const Setting* find(const std::vector<Setting>& settings, std::string_view key) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  return found == settings.end() ? nullptr : &*found;
}

/// "absent" where there is no such setting.
inline std::string why_of(const std::vector<Setting>& settings, std::string_view key) {
  const Setting* setting = find(settings, key);
  return setting == nullptr ? "absent" : setting->why;
}

/// The first topic of a kind; throws where there is none.
inline const Topic& topic_of(const Design& design, std::string_view kind) {
  const auto found = std::ranges::find(design.topology.topics, kind, &Topic::kind);
  if (found == design.topology.topics.end()) throw std::runtime_error("no such topic");
  return *found;
}

inline std::size_t topics_of(const Design& design, std::string_view kind) {
  return static_cast<std::size_t>(std::ranges::count(design.topology.topics, kind, &Topic::kind));
}

}  // namespace eventarch::testing_support
