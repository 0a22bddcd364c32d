#include "simulation/plan/simulation_plan.hpp"

#include <algorithm>

namespace eventarch::simulation {

double wait_ms(const RetryPlan& retry, std::uint32_t failed_attempt) {
  if (retry.linear) return std::min(retry.initial_ms * failed_attempt, retry.most_ms);
  double wait = retry.initial_ms;
  for (std::uint32_t n = 1; n < failed_attempt && wait < retry.most_ms; ++n) {
    wait *= retry.multiplier;
  }
  return std::min(wait, retry.most_ms);
}

bool confirms_from_memory(const SimulationPlan& plan) {
  const bool all = plan.producer.acknowledgement == ProducerAcks::all;
  return plan.broker.page_cache || (plan.broker.page_cache_unless_all && !all);
}

bool keeps_one_copy(const SimulationPlan& plan) {
  return plan.broker.replication != Replication::managed && plan.replicas < 2;
}

}  // namespace eventarch::simulation
