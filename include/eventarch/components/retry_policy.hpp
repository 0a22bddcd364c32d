#pragma once

/// How long to wait before a message is tried again, and when to stop. Exponential, with the jitter
/// applied after the cap, as gRPC does (proposal A6); or one of the jitters of the AWS Architecture
/// Blog ("Exponential Backoff And Jitter", 2015).

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "eventarch/components/random_source.hpp"

namespace eventarch::components {

/// How a wait is drawn around the nominal delay d. U(a, b) is uniform from a to b.
enum class Jitter : std::uint8_t {
  none,          ///< d; everybody comes back at once
  proportional,  ///< d * (1 + U(-j, +j)): may exceed the longest delay by j, since j comes last
  full,          ///< U(0, d): the least load on what is contended
  equal,         ///< d/2 + U(0, d/2): never a wait near nothing
  decorrelated,  ///< min(longest, U(initial, 3 * the wait before)); the first one from initial
};

struct RetryOptions {
  /// Counts the first attempt: 5 attempts have 4 waits between them. From 1 on.
  std::uint32_t max_attempts = 5;
  std::chrono::nanoseconds initial_delay = std::chrono::seconds{1};
  std::chrono::nanoseconds max_delay = std::chrono::seconds{60};  ///< before jitter
  double multiplier = 2.0;                                        ///< from 1 on
  double jitter_factor = 0.2;                                     ///< j of `proportional`: 0 .. 1
  Jitter jitter = Jitter::proportional;
};

/// What is wrong with the options, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_with(const RetryOptions& options);

/// A wait and what it may be.
struct WaitBounds {
  std::chrono::nanoseconds nominal{};  ///< without jitter
  std::chrono::nanoseconds least{};
  std::chrono::nanoseconds most{};

  friend bool operator==(const WaitBounds&, const WaitBounds&) = default;
};

struct RetrySchedule {
  std::vector<WaitBounds> waits;  ///< the wait after failed attempt 1, 2, ...
  WaitBounds total;               ///< from the first failure to the last attempt, work not counted
};

/// A value: holds its options and nothing else.
class RetryPolicy {
 public:
  /// Requires: `problem_with(options)` is empty.
  explicit RetryPolicy(const RetryOptions& options = {});

  [[nodiscard]] const RetryOptions& options() const { return options_; }

  /// No attempt is left after so many failed ones.
  [[nodiscard]] bool is_exhausted(std::uint32_t failed_attempts) const {
    return failed_attempts >= options_.max_attempts;
  }

  /// d_n = min(initial * multiplier^(n-1), longest) after the failed attempt n, counted from 1.
  /// Rounded to the nearest nanosecond. Defined for every n, whether or not an attempt is left.
  [[nodiscard]] std::chrono::nanoseconds nominal_delay(std::uint32_t failed_attempts) const;

  /// Within these bounds lies every wait after the failed attempt n, counted from 1.
  [[nodiscard]] WaitBounds bounds(std::uint32_t failed_attempts) const;

  /// The wait after the failed attempt n, counted from 1. `previous` is the wait before this one;
  /// it counts for decorrelated jitter alone, and is zero where there was none. Draws once, for
  /// `none` not at all.
  [[nodiscard]] std::chrono::nanoseconds wait(std::uint32_t failed_attempts, RandomSource& random,
                                              std::chrono::nanoseconds previous = {}) const;

  /// All waits, at most `schedule_longest` of them; the total covers those.
  [[nodiscard]] RetrySchedule schedule() const;
  static constexpr std::uint32_t schedule_longest = 1000;

  /// Attempts at a message on average where each fails with probability p, independently of the
  /// others: (1 - p^n) / (1 - p). The load on what fails grows by this factor; policies around
  /// policies multiply. Requires: 0 <= p <= 1.
  [[nodiscard]] double expected_attempts(double failure_probability) const;

  /// That all attempts at a message fail: p^n.
  [[nodiscard]] double dead_letter_probability(double failure_probability) const;

 private:
  RetryOptions options_;
};

}  // namespace eventarch::components
