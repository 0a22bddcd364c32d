#pragma once

/// Designs to simulate: the samples, by their names.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/advise.hpp"
#include "eventarch/catalogue.hpp"
#include "eventarch/simulation.hpp"

namespace eventarch::simulation {

inline std::vector<Advice> advices_of(const std::string& text) {
  return advise({"test.yaml", text, "test"}, built_in_catalogue());
}

inline std::string sample_text(const std::string& name) {
  std::ifstream file(std::filesystem::path(EVENTARCH_SOURCE_DIR) / "samples" / (name + ".yaml"));
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline Advice sample_advice(const std::string& name) { return advices_of(sample_text(name)).at(0); }

/// Requires that the simulation is made.
inline SimulationResult simulated(const Advice& advice, const SimulationOptions& options) {
  auto result = simulate(advice, options);
  if (const auto* refusal = std::get_if<SimulationRefusal>(&result)) {
    ADD_FAILURE() << refusal->message;
    return {};
  }
  return std::get<SimulationResult>(std::move(result));
}

/// The names of the samples that have a design, each with its first document.
inline const std::vector<std::string>& sound_samples() {
  static const std::vector<std::string> all{
      "account-ledger",  "fulfilment-tasks",       "image-resize-jobs", "order-events",
      "payment-journal", "product-views",          "reviewed-orders",   "sensor-telemetry",
      "smallest",        "tenant-platform-events", "trip-booking",      "two-flows"};
  return all;
}

}  // namespace eventarch::simulation
