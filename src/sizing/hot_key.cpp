#include "sizing/hot_key.hpp"

#include <algorithm>
#include <array>

#include "formulas/formula.hpp"

namespace eventarch::sizing {

double busy_in_time(const Layout& layout, const LatencyBudget& latency) {
  const std::array inputs{layout.service_seconds(), tail, latency.sized_for_ms / 1000};
  const auto in_time = formulas::utilization_for_percentile.evaluate(inputs);
  return std::min(most_with_hot_key, in_time.value_or(most_with_hot_key));
}

std::optional<double> partitions_within(double load, double hot_key_share, double limit) {
  const std::array inputs{load, hot_key_share, limit};
  return formulas::partitions_for_hot_key.evaluate(inputs);
}

}  // namespace eventarch::sizing
