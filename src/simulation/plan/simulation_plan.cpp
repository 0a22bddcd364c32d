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

}  // namespace eventarch::simulation
