/// What happens to a message that cannot be processed.

#include <fmt/format.h>

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"
#include "support/text.hpp"

namespace eventarch::diff {
namespace {

/// While a message is retried in its place nothing of its key passes it.
bool lets_overtake(const Sides& sides) {
  const bool ordered = sides.old_context().requirements.ordering != Ordering::none &&
                       sides.new_context().requirements.ordering != Ordering::none;
  return ordered && sides.old_design().consumer.retry.mode == "blocking";
}

std::string breaker(const CircuitBreakerPolicy& policy) {
  return fmt::format("{} failures, {} s, {} half open", policy.failure_threshold,
                     policy.reset_timeout_seconds, policy.half_open_attempts);
}

}  // namespace

void compare_failure_handling(const Sides& sides, Changes& changes) {
  const ConsumerConfig& before = sides.old_design().consumer;
  const ConsumerConfig& after = sides.new_design().consumer;
  changes.add_if(before.dead_letter.enabled, after.dead_letter.enabled, dead_letters_off,
                 dead_letters_on, {}, "dead letters", before.dead_letter.enabled ? "on" : "off",
                 after.dead_letter.enabled ? "on" : "off");
  changes.add_if(before.retry.max_attempts, after.retry.max_attempts, retry_attempts_fewer,
                 retry_attempts_more, {}, "attempts", fmt::format("{}", before.retry.max_attempts),
                 fmt::format("{}", after.retry.max_attempts));
  if (before.retry.mode != after.retry.mode) {
    changes.add(lets_overtake(sides) ? retry_lets_overtake : retry_mode_changed, {}, "retry mode",
                text::spoken(before.retry.mode), text::spoken(after.retry.mode));
  }
  const std::string old_breaker = breaker(before.circuit_breaker);
  const std::string new_breaker = breaker(after.circuit_breaker);
  if (old_breaker != new_breaker) {
    changes.add(circuit_breaker_changed, {}, "circuit breaker", old_breaker, new_breaker);
  }
}

}  // namespace eventarch::diff
