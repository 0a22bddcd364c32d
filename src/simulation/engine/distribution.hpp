#pragma once

/// Distributions of spans of time, each from one 64-bit draw: a message keeps its service time
/// whatever else is drawn, and inversion makes common random numbers common in effect.

#include <array>
#include <cstddef>
#include <cstdint>

#include "simulation/engine/random_stream.hpp"
#include "simulation/engine/time.hpp"

namespace eventarch::simulation {

enum class Shape : std::uint8_t { deterministic, exponential, lognormal };

class Distribution {
 public:
  /// Always 0.
  Distribution() = default;
  /// Requires: nanoseconds >= 0.
  [[nodiscard]] static Distribution deterministic(double nanoseconds);
  [[nodiscard]] static Distribution exponential(double mean_nanoseconds);
  /// By mean and coefficient of variation (standard deviation over mean). Requires: variation >= 0;
  /// where it is 0 the span is deterministic.
  [[nodiscard]] static Distribution lognormal(double mean_nanoseconds, double variation);
  /// The lognormal with this median and 99th percentile. Requires: 0 < median <= tail; where they
  /// are equal the span is deterministic.
  [[nodiscard]] static Distribution lognormal_by_percentiles(double median_nanoseconds,
                                                             double p99_nanoseconds);

  [[nodiscard]] Time draw(std::uint64_t random) const;
  /// The same, draw by draw.
  void draw(const std::array<std::uint64_t, drawn_at_once>& random,
            std::array<Time, drawn_at_once>& spans) const;
  [[nodiscard]] double mean_nanoseconds() const;
  /// Standard deviation over mean.
  [[nodiscard]] double variation() const;
  [[nodiscard]] Shape shape() const { return shape_; }

 private:
  Shape shape_ = Shape::deterministic;
  double scale_ = 0;  ///< the span, the mean, or the median in nanoseconds
  double sigma_ = 0;  ///< of the logarithm, where lognormal
};

}  // namespace eventarch::simulation
