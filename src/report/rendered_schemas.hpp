#pragma once

/// Schemas of the events as JSON holds them, whatever their language.

#include <nlohmann/json.hpp>
#include <vector>

namespace eventarch::report {

struct RenderedEvent {
  nlohmann::ordered_json schema;
  nlohmann::ordered_json example;
};

/// In the order of the events.
struct RenderedSchemas {
  nlohmann::ordered_json whole;
  std::vector<RenderedEvent> events;
};

}  // namespace eventarch::report
