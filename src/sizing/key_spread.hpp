#pragma once

/// How unevenly keys fill partitions: a hash deals them out like balls into bins, and the fullest
/// partition has more than the mean.

#include <cstdint>
#include <optional>

#include "sizing/stages.hpp"

namespace eventarch::sizing {

/// Keys on the likely fullest partition over the mean: 1 + sqrt(2 x mean x ln partitions) / mean,
/// with the formula balls_into_bins_excess; 1 on a single partition. Requires keys >= 1.
[[nodiscard]] double fullest_over_mean(double keys, double partitions);

/// How busy the consumer of the likely fullest partition is at peak, by the stated number of
/// different keys; empty where no partition holds keys, or where their number or the time of
/// processing is not stated. Reads the traffic, the partitions and the consumers of `sizing`.
[[nodiscard]] std::optional<double> likely_fullest_utilization(const Layout& layout,
                                                               const Sizing& sizing);

}  // namespace eventarch::sizing
