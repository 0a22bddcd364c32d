#pragma once

/// From what load runs measured to figures: one seed first, then all of them.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "eventarch/simulation.hpp"
#include "simulation/models/path_setup.hpp"
#include "simulation/statistics/measurements.hpp"

namespace eventarch::simulation {

inline constexpr std::array quantile_shares{0.5, 0.95, 0.99, 0.999};

/// A group in one seed, warm-up removed.
struct GroupSample {
  double mean_ms = 0;
  double maximum_ms = 0;
  double mean_wait_ms = 0;
  std::optional<double> wait_p99_ms;
  std::array<std::optional<double>, quantile_shares.size()> quantiles_ms;
  std::array<double, stage_count> stages_ms{};
  double utilization = 0;
  double busiest = 0;
  double throughput = 0;  ///< messages done a second, until the last arrival
  double lag_peak = 0;
  double lag_mean = 0;
  double lag_slope = 0;  ///< messages a second, over the second half of the arrivals
  // Two ways to the same figure, relative difference.
  double littles_law = 0;
  double utilization_law = 0;
  double stages_sum = 0;
  std::uint64_t processed = 0;  ///< of the whole run
};

/// One seed.
struct LoadSample {
  std::vector<GroupSample> groups;
  double seconds = 0;  ///< of arrivals after the warm-up
  double warm_up_seconds = 0;
  std::uint64_t sent = 0;
  std::uint64_t unfinished = 0;
  bool overflowed = false;
};

/// The share of the load that each instance of a group has, by the traffic equations: uneven
/// assignment and the hot key included. Adds up to 1.
[[nodiscard]] std::vector<double> instance_shares(const PathSetup& setup, std::size_t group);

/// The segment from which on all seeds together are steady; empty where they are not.
[[nodiscard]] std::optional<std::uint32_t> steady_from(std::span<const Measurements> runs);

[[nodiscard]] LoadSample sample_of(const Measurements& run, const PathSetup& setup,
                                   std::uint32_t first_segment);

/// The mean of independent values, with its interval where there are two at least.
[[nodiscard]] Estimate estimate_of(std::span<const double> values);

/// What there is of something in all the time together, from what each run has of it in its own
/// time. The mean of such quotients would be too large where runs are short: the time of so many
/// arrivals varies, and 1 over it varies more upwards. Interval by the residuals, with as many
/// degrees of freedom as runs less one. Source: Law, Simulation Modeling and Analysis, 5th ed.,
/// section 9.5.2, the ratio estimator.
/// Requires: as many seconds as values, all > 0.
[[nodiscard]] Estimate estimate_over_time(std::span<const double> values,
                                          std::span<const double> seconds);

}  // namespace eventarch::simulation
