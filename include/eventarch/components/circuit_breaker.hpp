#pragma once

/// Stops calling a dependency that fails, and finds out with a few trials when it is back.
///
///     CLOSED     every call is admitted; too many failures          -> OPEN
///     OPEN       every call is rejected until `reset_timeout` is over; the first call at or after
///                that instant is admitted as a trial                -> HALF_OPEN
///     HALF_OPEN  up to `half_open_attempts` trials; all succeed     -> CLOSED
///                one fails, or gives no result in `trial_timeout`   -> OPEN
///
/// There is no timer: what time has changed is found out at the next call of a member, with the
/// same states as a timer would give.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "eventarch/components/instant.hpp"

namespace eventarch::components {

/// Opens after so many failures with no success between them. Sees a dependency that is down; blind
/// to one that fails often: see `expected_calls_to_open`.
struct ConsecutiveFailures {
  std::uint32_t threshold = 10;  ///< from 1 on
};

/// Opens where this share of the latest results are failures.
struct FailureRatio {
  std::uint32_t window = 100;       ///< results that are looked at, from 1 on
  std::uint32_t least_calls = 100;  ///< with fewer results it stays closed; 1 .. window
  double ratio = 0.5;               ///< above 0, up to 1; reached, not passed, opens
  /// Older results no longer count; zero: however old they are.
  std::chrono::nanoseconds longest_ago{};
};

struct CircuitBreakerOptions {
  std::variant<ConsecutiveFailures, FailureRatio> opens_after = ConsecutiveFailures{};
  std::chrono::nanoseconds reset_timeout = std::chrono::seconds{60};
  std::uint32_t half_open_attempts = 1;  ///< from 1 on
  /// A trial without a result for so long has failed; without this a lost result would keep the
  /// breaker half open for ever. At least the time-out of the call itself.
  std::chrono::nanoseconds trial_timeout = std::chrono::seconds{60};
};

/// What is wrong with the options, in a sentence; empty where nothing is.
[[nodiscard]] std::string problem_with(const CircuitBreakerOptions& options);

enum class BreakerState : std::uint8_t { closed, open, half_open };

enum class CallOutcome : std::uint8_t {
  success,
  failure,
  /// A non-retryable business error: the dependency works, the request was wrong. Counts neither
  /// way; a trial gives its place to the next one.
  ignored,
};

/// Stamps an admitted call. Record each one once.
struct CallPermit {
  std::uint64_t epoch = 0;  ///< of the state that admitted it
  std::uint64_t call = 0;
};

/// A rejected call never reached the dependency and is no attempt: do not count it against
/// `max_attempts`, pause instead. Otherwise an outage longer than the retries sends the whole
/// backlog to the dead-letter topic.
struct Admission {
  std::optional<CallPermit> permit;  ///< empty: rejected
  /// Where rejected while open: the first instant at which a call is admitted.
  std::optional<Instant> retry_at = {};

  [[nodiscard]] bool admitted() const { return permit.has_value(); }
};

/// What a result did.
enum class Recorded : std::uint8_t {
  counted,
  not_counted,  ///< a business error
  stale,        ///< of a call admitted before the last change of state: changed nothing
  opened,
  closed,
};

/// State of one process, or of one client: n of them let n times the threshold of failures through
/// before all are open. Not synchronised. Instants must not go backwards; one that does is taken as
/// it is, and changes at most when the breaker opens or tries.
class CircuitBreaker {
 public:
  /// Requires: `problem_with(options)` is empty.
  explicit CircuitBreaker(const CircuitBreakerOptions& options = {});

  /// Asks before a call. `open` turns into `half_open` here and nowhere else.
  [[nodiscard]] Admission admit(Instant now);

  /// Tells the result of a call. A trial's result that comes at its time-out or later is stale.
  Recorded record(const CallPermit& permit, CallOutcome outcome, Instant now);

  [[nodiscard]] BreakerState state(Instant now) const;
  /// Grows by one with every change of state.
  [[nodiscard]] std::uint64_t epoch(Instant now) const;

 private:
  struct Trial {
    std::uint64_t call;
    Instant runs_out;
  };
  struct Counted {
    Instant at;
    bool is_failure;
  };

  /// When the oldest trial runs out, where that is not after `now`.
  [[nodiscard]] std::optional<Instant> trial_timeout_passed(Instant now) const;
  void pass_time(Instant now);
  void enter(BreakerState state);
  void open(Instant now);
  CallPermit admit_trial(Instant now);
  Recorded record_trial(std::uint64_t call, CallOutcome outcome, Instant now);
  bool count(bool is_failure, Instant now);
  bool count_in_window(const FailureRatio& rule, bool is_failure, Instant now);

  CircuitBreakerOptions options_;
  BreakerState state_ = BreakerState::closed;
  std::uint64_t epoch_ = 0;
  std::uint64_t calls_ = 0;
  std::uint32_t consecutive_failures_ = 0;
  std::deque<Counted> window_;
  std::uint32_t window_failures_ = 0;
  Instant opened_at_{};
  std::vector<Trial> trials_;  ///< in flight, the oldest first
  std::uint32_t succeeded_trials_ = 0;
};

/// Calls on average until a closed breaker opens, where each fails with probability p on its own:
/// (p^-n - 1) / (1 - p). At p = 0.1 and n = 10 that is 1.1e10. Infinite at p = 0.
[[nodiscard]] double expected_calls_to_open(const ConsecutiveFailures& rule,
                                            double failure_probability);

/// That a full window of such calls opens the breaker: the upper tail of the binomial distribution.
/// At p = 0.1, half of 20: 7.2e-6.
[[nodiscard]] double opening_probability(const FailureRatio& rule, double failure_probability);

}  // namespace eventarch::components
