#pragma once

/// The first call after the open time is let through, and no trial is out for ever.

#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class BreakerRecovers {
 public:
  static constexpr std::array<std::string_view, 1> faults{"dependency_down"};
  static constexpr Invariant row{
      .name = "breaker_recovers",
      .statement = "a breaker tries again after its open time, and closes once calls succeed",
      .guarantee = "the circuit breaker as declared",
      .exercise = "times a breaker opened",
      .judged = Judged::at_rest,
      .applies = [](const Promises& promises) { return promises.breaker.has_value(); },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::call, EventKind::breaker};

  void configure(const Layout&, const Promises& promises) {
    if (promises.breaker) open_time_ = promises.breaker->open_time;
  }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (event.subject >= breakers_.size()) breakers_.resize(event.subject + std::size_t{1});
    Breaker& breaker = breakers_[event.subject];
    if (now.kind == EventKind::breaker) {
      breaker = {event.outcome, event.time};
      if (event.outcome == Outcome::open) report.exercised();
    } else if (breaker.state == Outcome::open && event.outcome == Outcome::rejected &&
               event.time - breaker.since >= open_time_) {
      report.violated(Cause::breaker_stuck, event);
    }
  }

  void at_rest(const Event& rest, Report& report) {
    for (std::uint32_t number = 0; number < breakers_.size(); ++number) {
      // Open at rest means that no call came since; half open, that one never came back.
      if (breakers_[number].state != Outcome::half_open) continue;
      Event event = rest;
      event.subject = number;
      report.violated(Cause::breaker_stuck, event);
    }
  }

 private:
  struct Breaker {
    Outcome state = Outcome::closed;
    std::uint64_t since = 0;  ///< ns
  };
  std::uint64_t open_time_ = 0;
  std::vector<Breaker> breakers_;
};

}  // namespace eventarch::simulation
