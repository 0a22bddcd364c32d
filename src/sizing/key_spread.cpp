#include "sizing/key_spread.hpp"

#include <array>

#include "formulas/formula.hpp"

namespace eventarch::sizing {

double fullest_over_mean(double keys, double partitions) {
  if (partitions < 2) return 1;
  const double mean = keys / partitions;
  const std::array inputs{mean, partitions};
  return 1 + formulas::balls_into_bins_excess.evaluate(inputs).value_or(0) / mean;
}

std::optional<double> likely_fullest_utilization(const Layout& layout, const Sizing& sizing) {
  const EventContext& context = layout.context;
  const auto& keys = context.workload.distinct_keys;
  const bool keyed = context.requirements.ordering == Ordering::partition;
  if (!keyed || !keys || !context.workload.processing_declared) return std::nullopt;
  if (!layout.one_consumer_per_unit() || sizing.partitions < 2) return std::nullopt;
  const auto& stated = context.workload.hot_key_share;
  const double share = stated ? stated->value : 0;
  if (share >= 1) return std::nullopt;
  const double of_key = share * sizing.traffic.peak.per_second * layout.service_seconds();
  const double mean = (sizing.consumers.front().utilization - of_key) / (1 - share);
  return mean * fullest_over_mean(as_number(keys->value), as_number(sizing.partitions));
}

}  // namespace eventarch::sizing
