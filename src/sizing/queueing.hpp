#pragma once

/// Waiting times in closed form. Rates in messages per second, times in seconds.

#include <cstdint>
#include <optional>

namespace eventarch::sizing {

/// Probability that an arriving message must wait, with `servers` equal servers and an offered load
/// of `load` = arrival rate x service time. By the stable recursion of Erlang B, exact to 1e-9 up
/// to 1,000,000 servers; by the many-server limit beyond. 1 where load >= servers. Requires servers
/// >= 1, load >= 0. Source: Erlang 1917; C = B / (1 - rho (1 - B)).
[[nodiscard]] double erlang_c(std::uint64_t servers, double load);

/// The wait before service that a share `percentile` of the messages stays within (M/M/c):
/// max(0, s / (c - a) ln(C / (1 - x))). Empty where the queue is unstable (load >= servers).
[[nodiscard]] std::optional<double> waiting_time(std::uint64_t servers, double arrival_rate,
                                                 double service_time, double percentile);

/// The service time that a share of the messages stays within, exponentially distributed:
/// s ln(1 / (1 - x)).
[[nodiscard]] double service_time_percentile(double service_time, double percentile);

}  // namespace eventarch::sizing
