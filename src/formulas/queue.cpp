#include "formulas/queue.hpp"

#include <algorithm>
#include <cstdint>

#include "support/notation.hpp"

namespace eventarch::formulas::queue {
namespace {

/// Beyond it the recursion would take longer than its answer is worth.
constexpr double recursion_most = 1e8;

double normal_density(double x) {
  constexpr double sqrt_two_pi = 2.5066282746310002;
  return std::exp(-x * x / 2) / sqrt_two_pi;
}

double normal_distribution(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

/// Near the upper tail `beyond` to 0.00045. Source: Abramowitz and Stegun, 26.2.23.
double near_normal_percentile(double beyond) {
  const double t = std::sqrt(-2 * std::log(beyond));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                 (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/// The recursion 1/B(n) = 1 + n/load / B(n-1), B(0) = 1, unrolled from its last step: a sum of
/// positive terms, which ends once the earlier steps no longer change it. Four steps are taken at
/// once: each alone would wait for the one before, and a load of millions takes thousands of them.
double recursion(double load, double servers) {
  constexpr double negligible = 1e-17;
  // What exceeds this is the inverse of nothing.
  constexpr double overflow = 1e300;
  const double per_load = 1 / load;
  double sum = 1;
  double term = 1;
  double n = std::floor(servers);
  for (; n >= 4; n -= 4) {
    const double first = n * per_load;
    const double second = (n - 1) * per_load;
    const double third = (n - 2) * per_load;
    const double fourth = (n - 3) * per_load;
    sum += term * (first * (1 + second * (1 + third * (1 + fourth))));
    term *= first * second * (third * fourth);
    if (sum > overflow) return 0;
    // The factors fall: what is left is less than a geometric series.
    if (fourth < 1 && term < negligible * (1 - fourth) * sum) return 1 / sum;
  }
  for (; n >= 1; n -= 1) {
    term *= n * per_load;
    sum += term;
  }
  return sum > overflow ? 0 : 1 / sum;
}

/// The limit of many servers: the hazard of the normal distribution, for any load around theirs.
double many_servers(double load, double servers) {
  const double root = std::sqrt(load);
  const double beta = (servers - load) / root;
  // Where the distribution underflows, density / distribution is all but -beta.
  constexpr double deep_overload = -30;
  const double hazard =
      beta < deep_overload ? -beta - 1 / beta : normal_density(beta) / normal_distribution(beta);
  return std::min(1.0, hazard / root);
}

}  // namespace

bool stable(double load, double servers) { return load < servers * (1 - 1e-9); }

double erlang_b(double load, double servers) {
  // A load of less than 1e-300 is none, and its inverse would overflow.
  if (load < 1e-300) return 0;
  return servers > recursion_most ? many_servers(load, servers) : recursion(load, servers);
}

double halfin_whitt(double beta) {
  const double density = normal_density(beta);
  return density / (density + beta * normal_distribution(beta));
}

double erlang_c(double load, double servers) {
  if (load >= servers) return 1;
  if (load < 1e-300) return 0;
  if (servers > recursion_most) return halfin_whitt((servers - load) / std::sqrt(load));
  const double blocked = recursion(load, servers);
  return blocked / (1 - load / servers * (1 - blocked));
}

double time_exceeds(double load, double servers, double wait, double time) {
  // The tail of wait + service: exp(-t) (1 + C (1 - exp(-spare t)) / spare), which is C t exp(-t)
  // where spare is 0. Written so that no factor overflows on either side of it.
  const double spare = servers - 1 - load;
  if (spare == 0) return std::exp(-time) * (1 + wait * time);
  const double waited = spare > 0 ? std::exp(-time) * -std::expm1(-time * spare)
                                  : std::exp(-time * (servers - load)) * std::expm1(time * spare);
  return std::exp(-time) + wait * waited / spare;
}

double normal_percentile(double percentile) {
  if (percentile < 0.5) return -normal_percentile(1 - percentile);
  const double beyond = 1 - percentile;
  double x = near_normal_percentile(beyond);
  // Each step of Newton's method doubles the digits.
  for (int i = 0; i < 3; ++i) x += (normal_distribution(-x) - beyond) / normal_density(x);
  return x;
}

double utilization_within(double alone, double target) {
  const double most = 1 - alone / target;
  return most > 1e-9 ? most : 0;
}

double rounded_up(double value) {
  constexpr double whole_from = 9007199254740992.0;  // 2^53: every double from here on is whole
  return value >= whole_from ? value : static_cast<double>(notation::guarded_ceil(value));
}

}  // namespace eventarch::formulas::queue
