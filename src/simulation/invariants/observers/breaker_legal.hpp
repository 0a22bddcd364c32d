#pragma once

/// No call passes an open breaker, few enough are tried while it is half open, and it changes only
/// along its edges.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class BreakerLegal {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "dependency_down",
      "transient_failures",
  };
  static constexpr Invariant row{
      .name = "breaker_legal",
      .statement = "an open breaker lets no call through, a half-open one only its trials",
      .guarantee = "the circuit breaker as declared",
      .exercise = "changes of a breaker",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.breaker.has_value(); },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::call, EventKind::breaker};

  void configure(const Layout&, const Promises& promises) {
    if (promises.breaker) rules_ = *promises.breaker;
  }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (event.subject >= breakers_.size()) breakers_.resize(event.subject + std::size_t{1});
    Breaker& breaker = breakers_[event.subject];
    const bool legal =
        now.kind == EventKind::call ? take_call(breaker, event) : change(breaker, event);
    if (now.kind == EventKind::breaker) report.exercised();
    if (!legal) report.violated(Cause::breaker_ignored, event);
  }

 private:
  struct Breaker {
    Outcome state = Outcome::closed;
    std::uint32_t epoch = 0;
    std::uint64_t opened = 0;  ///< ns
    std::uint32_t failures = 0;
    std::uint32_t trials = 0;  ///< in flight
  };

  bool take_call(Breaker& breaker, const Event& event) const {
    if (event.outcome == Outcome::started) {
      if (breaker.state == Outcome::half_open) return ++breaker.trials <= rules_.trials_max;
      return breaker.state == Outcome::closed;
    }
    // Results of calls that began in an earlier state change nothing.
    if (event.epoch != breaker.epoch || event.outcome == Outcome::rejected) return true;
    if (breaker.state == Outcome::half_open && breaker.trials > 0) --breaker.trials;
    if (event.outcome == Outcome::ok) breaker.failures = 0;
    if (event.outcome == Outcome::failed) ++breaker.failures;
    return true;
  }

  bool change(Breaker& breaker, const Event& event) const {
    const bool legal = is_edge(breaker, event);
    breaker.state = event.outcome;
    breaker.epoch = event.epoch;
    breaker.trials = 0;
    if (event.outcome == Outcome::open) breaker.opened = event.time;
    if (event.outcome != Outcome::open) breaker.failures = 0;
    return legal;
  }

  bool is_edge(const Breaker& breaker, const Event& event) const {
    switch (breaker.state) {
      case Outcome::closed:
        return event.outcome == Outcome::open && breaker.failures >= rules_.failures_to_open;
      case Outcome::open:
        return event.outcome == Outcome::half_open &&
               event.time - breaker.opened >= rules_.open_time;
      default: return event.outcome == Outcome::closed || event.outcome == Outcome::open;
    }
  }

  BreakerRules rules_;
  std::vector<Breaker> breakers_;
};

}  // namespace eventarch::simulation
