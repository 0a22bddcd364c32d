#pragma once

/// A message is set aside after exactly the declared number of failed attempts; after a failure
/// that no retry mends, at once.

#include <array>
#include <cstdint>
#include <unordered_map>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class DeadLetterAfterMaxAttempts {
 public:
  static constexpr std::array<std::string_view, 5> faults{
      "dead_letter_publish_fails",    "dependency_down", "new_schema", "poison_message",
      "poison_message_not_retryable",
  };
  static constexpr Invariant row{
      .name = "dead_letter_after_max_attempts",
      .statement =
          "a message is set aside after the declared number of attempts, or at once where "
          "no retry can help",
      .guarantee = "retries and dead letters as declared",
      .exercise = "dead letters",
      .judged = Judged::as_it_happens,
      .applies =
          [](const Promises& promises) {
            return promises.dead_letters && promises.retry.has_value();
          },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::effect, EventKind::retry, EventKind::dead_letter};

  void configure(const Layout&, const Promises& promises) {
    if (promises.retry) rules_ = *promises.retry;
  }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::effect && event.outcome == Outcome::ok &&
        !now.record.has(event.group, group_flag::failed)) {
      return;
    }
    follow(event, report);
  }

 private:
  // Few messages fail: apart from the common path.
  [[gnu::noinline]] void follow(const Event& event, Report& report) {
    const std::uint64_t place = std::uint64_t{event.message} << 16 | event.group;
    if (event.kind == EventKind::effect) {
      if (event.outcome == Outcome::ok) {
        failures_.erase(place);
        return;
      }
      Failures& failures = failures_[place];
      // A consumer that counts in memory starts anew after a crash.
      failures.in_a_row = event.attempt <= 1 ? 1 : failures.in_a_row + 1;
      failures.for_good = event.outcome == Outcome::failed_for_good;
    } else if (event.kind == EventKind::retry) {
      const auto failures = failures_.find(place);
      if (failures != failures_.end() && failures->second.for_good) {
        report.violated(Cause::retried_for_good_failure, event);
      }
    } else if (event.outcome != Outcome::expired && event.outcome != Outcome::overflow) {
      report.exercised();
      judge(event, failures_[place], report);
      failures_.erase(place);
    }
  }

  struct Failures {
    std::uint32_t in_a_row = 0;
    bool for_good = false;  ///< the last one
  };

  void judge(const Event& event, const Failures& failures, Report& report) const {
    if (event.outcome == Outcome::failed_for_good) {
      if (failures.in_a_row != 0 && !failures.for_good) {
        report.violated(Cause::wrong_attempt_count, event);
      }
      return;
    }
    // Only the first dead letter of a message is judged: a crash before its original is
    // acknowledged may repeat it, and the count of its failures is gone by then.
    if (failures.in_a_row == 0 && event.attempt == rules_.attempts_max) return;
    const bool too_few = failures.in_a_row < rules_.attempts_max && !rules_.counted_by_deliveries;
    if (event.attempt != rules_.attempts_max || too_few) {
      report.violated(Cause::wrong_attempt_count, event);
    }
  }

  RetrySchedule rules_;
  std::unordered_map<std::uint64_t, Failures> failures_;  ///< by message and group; looked up only
};

}  // namespace eventarch::simulation
