#include <array>

#include "simulation/models/scenario.hpp"

namespace eventarch::simulation {

// One declaration and one row a scenario.
extern const Scenario dependency_scenario;
extern const Scenario event_store_scenario;
extern const Scenario outbox_scenario;
extern const Scenario saga_scenario;
extern const Scenario transactions_scenario;

std::span<const Scenario> scenarios() {
  static const std::array all{dependency_scenario, event_store_scenario, outbox_scenario,
                              saga_scenario, transactions_scenario};
  return all;
}

}  // namespace eventarch::simulation
