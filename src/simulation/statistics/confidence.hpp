#pragma once

/// Intervals around what a simulation measured.

#include <cstddef>
#include <optional>
#include <span>

namespace eventarch::simulation {

/// A mean with its 95 % interval.
struct Interval {
  double mean = 0;
  double low = 0;
  double high = 0;
  std::size_t samples = 0;

  [[nodiscard]] double half_width() const { return (high - low) / 2; }
};

/// The t with P(|T| <= t) = 0.95. Requires: degrees_of_freedom >= 1.
/// Exact to 1e-3 up to 30, then by the expansion of Cornish and Fisher (error below 1e-4).
[[nodiscard]] double student_t_95(std::size_t degrees_of_freedom);

/// Student's interval of independent values, such as one from each seed. Empty with fewer than two:
/// one value says nothing about its own error.
[[nodiscard]] std::optional<Interval> interval_of(std::span<const double> independent);

/// The interval of one long, correlated series by the means of batches. Batches are doubled until
/// the correlation of neighbours is below 0.2 or fewer than ten are left; then it is empty: the
/// series is too short for what it says to be bounded. Source: Law, Simulation Modeling and
/// Analysis, 5th ed., section 9.5.3.
[[nodiscard]] std::optional<Interval> interval_by_batches(std::span<const double> series);

/// How much of the beginning of a series to cut: the cut that makes the standard error of the rest
/// smallest, over batches (MSER-5 for batches of five, White 1997). Empty where it lies in the last
/// half: the series is too short, or has no steady state.
[[nodiscard]] std::optional<std::size_t> warm_up_end(std::span<const double> series,
                                                     std::size_t batch = 5);

}  // namespace eventarch::simulation
