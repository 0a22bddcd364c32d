#include "eventarch/components/retry_policy.hpp"

#include <algorithm>
#include <cmath>

#include "eventarch/components/instant.hpp"

namespace eventarch::components {
namespace {

using std::chrono::nanoseconds;

/// base^exponent by squaring: the same bits with every C library, which std::pow does not promise.
double power(double base, std::uint32_t exponent) {
  double result = 1;
  for (; exponent != 0; exponent >>= 1U) {
    if ((exponent & 1U) != 0) result *= base;
    base *= base;
  }
  return result;
}

double count_of(nanoseconds duration) { return static_cast<double>(duration.count()); }

/// To the nearest nanosecond; never beyond what a duration of ours may be.
nanoseconds rounded(double count) {
  return nanoseconds{std::llround(std::clamp(count, 0.0, count_of(longest_duration)))};
}

double inside_unit(double draw) {
  const double largest = std::nextafter(1.0, 0.0);
  return draw >= 0 ? std::min(draw, largest) : 0;  // NaN becomes 0
}

/// The wait at the place u of its range: u = 0 gives the least one, u = 1 the most.
nanoseconds wait_at(const RetryOptions& options, double nominal, double previous, double u) {
  const double initial = count_of(options.initial_delay);
  switch (options.jitter) {
    case Jitter::none: break;
    case Jitter::proportional: return rounded(nominal * (1 + options.jitter_factor * (2 * u - 1)));
    case Jitter::full: return rounded(nominal * u);
    case Jitter::equal: return rounded(nominal / 2 + nominal / 2 * u);
    case Jitter::decorrelated: {
      const double before = std::max(previous, initial);
      return rounded(std::min(count_of(options.max_delay), initial + (3 * before - initial) * u));
    }
  }
  return rounded(nominal);
}

double nominal_count(const RetryOptions& options, std::uint32_t failed_attempts) {
  const std::uint32_t steps = std::max(failed_attempts, 1U) - 1;
  const double delay = count_of(options.initial_delay) * power(options.multiplier, steps);
  return std::min(delay, count_of(options.max_delay));
}

/// The longest wait before that of the failed attempt n, under decorrelated jitter.
double longest_previous(const RetryOptions& options, std::uint32_t failed_attempts) {
  const std::uint32_t steps = std::max(failed_attempts, 1U) - 1;
  return std::min(count_of(options.initial_delay) * power(3, steps), count_of(options.max_delay));
}

}  // namespace

std::string problem_with(const RetryOptions& options) {
  if (options.max_attempts < 1) return "max_attempts is 0: expected at least 1, the first attempt";
  if (options.initial_delay < nanoseconds{0}) return "initial_delay is negative";
  if (options.max_delay < options.initial_delay) return "max_delay is less than initial_delay";
  if (options.max_delay > longest_duration) return "max_delay is more than a hundred years";
  if (!(options.multiplier >= 1) || !std::isfinite(options.multiplier)) {
    return "multiplier is less than 1: each wait would be shorter than the one before";
  }
  if (!(options.jitter_factor >= 0 && options.jitter_factor <= 1)) {
    return "jitter_factor is outside of 0 to 1";
  }
  return {};
}

RetryPolicy::RetryPolicy(const RetryOptions& options) : options_(options) {}

nanoseconds RetryPolicy::nominal_delay(std::uint32_t failed_attempts) const {
  return rounded(nominal_count(options_, failed_attempts));
}

WaitBounds RetryPolicy::bounds(std::uint32_t failed_attempts) const {
  const double nominal = nominal_count(options_, failed_attempts);
  const double previous = longest_previous(options_, failed_attempts);
  return {.nominal = rounded(nominal),
          .least = wait_at(options_, nominal, previous, 0),
          .most = wait_at(options_, nominal, previous, 1)};
}

nanoseconds RetryPolicy::wait(std::uint32_t failed_attempts, RandomSource& random,
                              nanoseconds previous) const {
  const double nominal = nominal_count(options_, failed_attempts);
  if (options_.jitter == Jitter::none) return rounded(nominal);
  return wait_at(options_, nominal, count_of(previous), inside_unit(random.next()));
}

RetrySchedule RetryPolicy::schedule() const {
  RetrySchedule schedule;
  const std::uint32_t waits = std::min(std::max(options_.max_attempts, 1U) - 1, schedule_longest);
  const auto add = [](nanoseconds& sum, nanoseconds wait) {
    sum = std::min(sum + wait, longest_duration);
  };
  for (std::uint32_t n = 1; n <= waits; ++n) {
    const WaitBounds wait = bounds(n);
    schedule.waits.push_back(wait);
    add(schedule.total.nominal, wait.nominal);
    add(schedule.total.least, wait.least);
    add(schedule.total.most, wait.most);
  }
  return schedule;
}

double RetryPolicy::expected_attempts(double failure_probability) const {
  const double p = failure_probability;
  if (p == 1) return options_.max_attempts;
  return (1 - power(p, options_.max_attempts)) / (1 - p);
}

double RetryPolicy::dead_letter_probability(double failure_probability) const {
  return power(failure_probability, options_.max_attempts);
}

}  // namespace eventarch::components
