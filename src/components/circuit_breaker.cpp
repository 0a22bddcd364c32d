#include "eventarch/components/circuit_breaker.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eventarch::components {
namespace {

using std::chrono::nanoseconds;

std::string problem_with_rule(const ConsecutiveFailures& rule) {
  return rule.threshold < 1 ? "threshold is 0: the breaker would open without a failure" : "";
}

std::string problem_with_rule(const FailureRatio& rule) {
  if (rule.window < 1) return "window is 0: there is nothing to look at";
  if (rule.least_calls < 1 || rule.least_calls > rule.window) {
    return "least_calls is outside of 1 to window";
  }
  if (!(rule.ratio > 0 && rule.ratio <= 1)) return "ratio is outside of 0 to 1, or 0";
  if (rule.longest_ago < nanoseconds{0} || rule.longest_ago > longest_duration) {
    return "longest_ago is negative, or more than a hundred years";
  }
  return {};
}

bool reaches(double failures, double calls, double ratio) {
  // Tenths are no binary fractions: 0.07 of 100 must be reached by 7.
  return failures >= ratio * calls * (1 - 1e-12);
}

}  // namespace

std::string problem_with(const CircuitBreakerOptions& options) {
  if (options.half_open_attempts < 1) return "half_open_attempts is 0: it would never close again";
  if (options.reset_timeout <= nanoseconds{0}) return "reset_timeout is not positive";
  if (options.trial_timeout <= nanoseconds{0}) return "trial_timeout is not positive";
  if (options.reset_timeout > longest_duration || options.trial_timeout > longest_duration) {
    return "a time-out is more than a hundred years";
  }
  return std::visit([](const auto& rule) { return problem_with_rule(rule); }, options.opens_after);
}

CircuitBreaker::CircuitBreaker(const CircuitBreakerOptions& options) : options_(options) {}

Admission CircuitBreaker::admit(Instant now) {
  pass_time(now);
  if (state_ == BreakerState::closed) return {.permit = CallPermit{epoch_, ++calls_}};
  if (state_ == BreakerState::open) {
    const Instant retry_at = opened_at_ + options_.reset_timeout;
    if (now < retry_at) return {.permit = {}, .retry_at = retry_at};
    enter(BreakerState::half_open);
  }
  if (trials_.size() + succeeded_trials_ >= options_.half_open_attempts) return {};
  return {.permit = admit_trial(now)};
}

CallPermit CircuitBreaker::admit_trial(Instant now) {
  trials_.push_back({++calls_, now + options_.trial_timeout});
  return {epoch_, calls_};
}

Recorded CircuitBreaker::record(const CallPermit& permit, CallOutcome outcome, Instant now) {
  pass_time(now);
  // Failures of before an outage must not end the trial that follows it, nor successes close it.
  if (permit.epoch != epoch_ || state_ == BreakerState::open) return Recorded::stale;
  if (state_ == BreakerState::half_open) return record_trial(permit.call, outcome, now);
  if (outcome == CallOutcome::ignored) return Recorded::not_counted;
  if (!count(outcome == CallOutcome::failure, now)) return Recorded::counted;
  open(now);
  return Recorded::opened;
}

Recorded CircuitBreaker::record_trial(std::uint64_t call, CallOutcome outcome, Instant now) {
  const auto trial = std::find_if(trials_.begin(), trials_.end(),
                                  [&](const Trial& one) { return one.call == call; });
  if (trial == trials_.end()) return Recorded::stale;
  trials_.erase(trial);
  if (outcome == CallOutcome::ignored) return Recorded::not_counted;
  if (outcome == CallOutcome::failure) {
    open(now);
    return Recorded::opened;
  }
  if (++succeeded_trials_ < options_.half_open_attempts) return Recorded::counted;
  enter(BreakerState::closed);
  return Recorded::closed;
}

BreakerState CircuitBreaker::state(Instant now) const {
  return trial_timeout_passed(now) ? BreakerState::open : state_;
}

std::uint64_t CircuitBreaker::epoch(Instant now) const {
  return trial_timeout_passed(now) ? epoch_ + 1 : epoch_;
}

std::optional<Instant> CircuitBreaker::trial_timeout_passed(Instant now) const {
  if (trials_.empty() || now < trials_.front().runs_out) return {};
  return trials_.front().runs_out;
}

void CircuitBreaker::pass_time(Instant now) {
  if (const auto timed_out_at = trial_timeout_passed(now)) open(*timed_out_at);
}

void CircuitBreaker::enter(BreakerState state) {
  state_ = state;
  ++epoch_;
  consecutive_failures_ = 0;
  window_.clear();
  window_failures_ = 0;
  trials_.clear();
  succeeded_trials_ = 0;
}

void CircuitBreaker::open(Instant now) {
  enter(BreakerState::open);
  opened_at_ = now;
}

bool CircuitBreaker::count(bool is_failure, Instant now) {
  if (const auto* rule = std::get_if<FailureRatio>(&options_.opens_after)) {
    return count_in_window(*rule, is_failure, now);
  }
  consecutive_failures_ = is_failure ? consecutive_failures_ + 1 : 0;
  const auto* rule = std::get_if<ConsecutiveFailures>(&options_.opens_after);
  return rule != nullptr && is_failure && consecutive_failures_ >= rule->threshold;
}

bool CircuitBreaker::count_in_window(const FailureRatio& rule, bool is_failure, Instant now) {
  window_.push_back({now, is_failure});
  window_failures_ += is_failure ? 1U : 0U;
  const auto is_too_old = [&](const Counted& one) {
    return rule.longest_ago > nanoseconds{0} && now - one.at > rule.longest_ago;
  };
  while (window_.size() > rule.window || is_too_old(window_.front())) {
    window_failures_ -= window_.front().is_failure ? 1U : 0U;
    window_.pop_front();
  }
  return window_failures_ > 0 && window_.size() >= rule.least_calls &&
         reaches(window_failures_, static_cast<double>(window_.size()), rule.ratio);
}

double expected_calls_to_open(const ConsecutiveFailures& rule, double failure_probability) {
  const double p = failure_probability;
  if (p <= 0) return std::numeric_limits<double>::infinity();
  if (p >= 1) return rule.threshold;
  return (std::pow(p, -static_cast<double>(rule.threshold)) - 1) / (1 - p);
}

double opening_probability(const FailureRatio& rule, double failure_probability) {
  const double p = failure_probability;
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const double n = rule.window;
  double log_choose = 0;  // of n over k
  double sum = 0;
  for (double k = 0; k <= n; ++k) {
    if (k > 0 && reaches(k, n, rule.ratio)) {
      sum += std::exp(log_choose + k * std::log(p) + (n - k) * std::log1p(-p));
    }
    log_choose += std::log((n - k) / (k + 1));
  }
  return std::min(sum, 1.0);
}

}  // namespace eventarch::components
