#pragma once

/// What the formulas about queues compute with. `load` is the arrival rate times the service time.

#include <cmath>

namespace eventarch::formulas::queue {

/// False where messages arrive as fast as they are served, within rounding.
[[nodiscard]] bool stable(double load, double servers);

/// Probability that a message finds all servers busy where none can wait (Erlang 1917). Requires
/// load >= 0, servers >= 1. To 1e-9 up to 100 million servers, by the many-server limit beyond.
[[nodiscard]] double erlang_b(double load, double servers);

/// Probability that an arriving message must wait; 1 where load >= servers. As precise as erlang_b.
[[nodiscard]] double erlang_c(double load, double servers);

/// The same with very many servers, `beta` standard deviations of the load above the load.
[[nodiscard]] double halfin_whitt(double beta);

/// Probability that a message is in the system for longer than `time` mean service times, in a
/// stable queue. `wait` is erlang_c(load, servers).
[[nodiscard]] double time_exceeds(double load, double servers, double wait, double time);

/// ln(1 / (1 - percentile)): the percentile of an exponential distribution of mean 1.
[[nodiscard]] inline double exponential_percentile(double percentile) {
  return -std::log1p(-percentile);
}

/// Of the standard normal distribution. Requires 0 < percentile < 1.
[[nodiscard]] double normal_percentile(double percentile);

/// How busy one server may be so that a time, `alone` at an idle server, stays within `target`:
/// 1 - alone / target; 0 where none is left, within rounding.
[[nodiscard]] double utilization_within(double alone, double target);

/// The whole number of things that cover `value`, rounding errors of IEEE-754 forgiven.
[[nodiscard]] double rounded_up(double value);

}  // namespace eventarch::formulas::queue
