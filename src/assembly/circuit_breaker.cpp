/// The circuit breaker around what a consumer calls: consecutive failures open it, one trial after
/// the reset time decides whether it closes.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/failure_handling.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly {
namespace {

std::string listed(std::span<const std::string_view> names) {
  const std::vector<std::string> all(names.begin(), names.end());
  return text::list_of(all, "or");
}

/// Calls until `run` failures in a row, on average, where each fails with `failing` by itself.
double calls_until_run(double failing, double run) {
  return (std::pow(failing, -run) - 1) / (1 - failing);
}

/// The group with the most instances leaks most.
const ConsumerGroup& largest_group(const DesignInput& input) {
  return *std::ranges::max_element(input.sizing.consumers, {}, &ConsumerGroup::instances);
}

std::string leak(const DesignInput& input, const CircuitBreakerPolicy& policy) {
  const ConsumerGroup& group = largest_group(input);
  if (group.instances <= 1) {
    return fmt::format(
        "each instance has its own: the one of {} lets {} failing calls through "
        "before it opens",
        group.group, policy.failure_threshold);
  }
  const double calls =
      static_cast<double>(policy.failure_threshold) * static_cast<double>(group.instances);
  return fmt::format(
      "each instance has its own: {} of {} let up to {} failing calls "
      "through before all are open, {} each",
      counted(group.instances, "instance"), group.group, notation::number(calls),
      policy.failure_threshold);
}

/// A dependency that fails now and then never opens it.
std::string blind_spot(const DesignInput& input, const CircuitBreakerPolicy& policy) {
  constexpr double failing = 0.1;
  const double calls = calls_until_run(failing, policy.failure_threshold);
  const ConsumerGroup& group = largest_group(input);
  const double rate = input.sizing.traffic.average.per_second /
                      static_cast<double>(std::max<std::uint64_t>(group.instances, 1));
  return fmt::format(
      "{} in a row take {} billion calls on average where 1 in 10 fails, {} at {} "
      "for each instance: to act on such a dependency, count the ratio over a window "
      "instead (a ratio of 5 % opens at once)",
      counted(policy.failure_threshold, "failure"), notation::number(calls / 1e9, 2),
      notation::about(Duration{calls / rate * 1000}), notation::rate(MessageRate{rate}));
}

std::string gathering(const DesignInput& input, const CircuitBreakerPolicy& policy) {
  const double messages = input.sizing.traffic.average.per_second * policy.reset_timeout_seconds;
  return fmt::format("about {} messages gather in the {} until the trial call",
                     notation::number(messages, 2),
                     notation::duration(Duration{policy.reset_timeout_seconds * 1000.0}));
}

}  // namespace

CircuitBreakerPolicy circuit_breaker(const DesignInput& input, const Dialect& dialect) {
  CircuitBreakerPolicy policy;
  policy.while_open = fmt::format(
      "{}; a rejected call is no attempt, or the schedule would run out and the backlog would be "
      "given up; {}",
      dialect.pause(input), gathering(input, policy));
  policy.scope = fmt::format("{}; {}", leak(input, policy), blind_spot(input, policy));
  policy.counts = {fmt::format("calls that end in {}", listed(retryable_errors())),
                   "calls that end in an error of neither list",
                   "the trial call, where it fails or does not answer in its time",
                   fmt::format("failures in a row only: a success sets the count of {} back to 0",
                               policy.failure_threshold)};
  policy.does_not_count = {fmt::format("{}: the message is at fault, not the dependency",
                                       listed(non_retryable_errors())),
                           "calls that the open breaker rejects",
                           "results of calls that began before it last changed its state"};
  return policy;
}

}  // namespace eventarch::assembly
