#include "sizing/queueing.hpp"

#include <algorithm>
#include <cmath>

namespace eventarch::sizing {
namespace {

/// Halfin and Whitt 1981: with many servers, P(wait) = 1 / (1 + beta Phi(beta) / phi(beta)),
/// beta = (c - a) / sqrt(a). Within one percent from a million servers on.
double many_servers(double servers, double load) {
  constexpr double sqrt_two_pi = 2.5066282746310002;
  const double beta = (servers - load) / std::sqrt(load);
  const double density = std::exp(-beta * beta / 2) / sqrt_two_pi;
  const double distribution = std::erfc(-beta / std::sqrt(2.0)) / 2;
  return density / (density + beta * distribution);
}

/// Beyond it the recursion, one step a server, would take longer than the answer is worth.
constexpr std::uint64_t recursion_max = 1'000'000;

}  // namespace

double erlang_c(std::uint64_t servers, double load) {
  if (load <= 0) return 0;
  const auto c = static_cast<double>(servers);
  if (load >= c) return 1;
  if (servers > recursion_max) return many_servers(c, load);
  double blocking = 1;
  for (std::uint64_t n = 1; n <= servers; ++n) {
    blocking = load * blocking / (static_cast<double>(n) + load * blocking);
  }
  const double utilization = load / c;
  return blocking / (1 - utilization * (1 - blocking));
}

std::optional<double> waiting_time(std::uint64_t servers, double arrival_rate, double service_time,
                                   double percentile) {
  const double load = arrival_rate * service_time;
  const auto c = static_cast<double>(servers);
  // A load within rounding of the capacity is no stable queue.
  if (load >= c * (1 - 1e-9)) return std::nullopt;
  const double wait = erlang_c(servers, load);
  if (wait <= 1 - percentile) return 0;
  return service_time / (c - load) * std::log(wait / (1 - percentile));
}

double service_time_percentile(double service_time, double percentile) {
  return service_time * std::log(1 / (1 - percentile));
}

}  // namespace eventarch::sizing
