#pragma once

/// Quantiles of a sum of two spans of which one was measured and the other has a distribution that
/// is known. A run of some seconds sees few states of a broker that change every second: a 99th
/// percentile of what it saw would be that of a handful of draws. What is known exactly is not
/// estimated, only what is not: conditional Monte Carlo (Asmussen and Glynn, Stochastic Simulation,
/// 2007, section V.4). The two parts count as independent.

#include <optional>
#include <vector>

#include "simulation/engine/distribution.hpp"
#include "simulation/statistics/histogram.hpp"

namespace eventarch::simulation {

class KnownPart {
 public:
  explicit KnownPart(const Distribution& distribution);

  /// The span in ns below which `share` of all sums lie. Requires: 0 < share < 1. Empty where
  /// `measured` has too few values for a quantile of its own.
  [[nodiscard]] std::optional<double> quantile_of_sum(const Histogram& measured,
                                                      double share) const;

 private:
  struct Point {
    double nanoseconds = 0;
    double above = 0;  ///< the share of the distribution beyond it
  };

  [[nodiscard]] double share_above(double nanoseconds) const;

  std::vector<Point> points_;  ///< rising
};

}  // namespace eventarch::simulation
