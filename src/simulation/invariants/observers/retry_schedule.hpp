#pragma once

/// The wait before each retry lies within the declared schedule and its jitter.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class RetryScheduleHeld {
 public:
  static constexpr std::array<std::string_view, 3> faults{
      "dependency_down",
      "poison_message",
      "transient_failures",
  };
  static constexpr Invariant row{
      .name = "retry_schedule",
      .statement = "the wait before each retry lies within the declared schedule",
      .guarantee = "retries and dead letters as declared",
      .exercise = "retries",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.retry.has_value(); },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::retry};

  void configure(const Layout&, const Promises& promises) {
    if (promises.retry) bounds_ = bounds_of(*promises.retry);
  }

  void observe(const Situation& now, Report& report) {
    report.exercised();
    const std::uint16_t attempt = now.event.attempt;
    const bool known = attempt >= 1 && attempt <= bounds_.size();
    if (known && now.event.value >= bounds_[attempt - 1U].least &&
        now.event.value <= bounds_[attempt - 1U].most) {
      return;
    }
    report.violated(known ? Cause::wait_out_of_bounds : Cause::endless_retries, now.event);
  }

 private:
  struct Bounds {
    std::uint64_t least;  ///< ns
    std::uint64_t most;   ///< ns
  };

  static std::vector<Bounds> bounds_of(const RetrySchedule& rules) {
    std::vector<Bounds> all;
    const auto limit = static_cast<double>(rules.wait_max);
    const double initial = std::min(static_cast<double>(rules.initial_wait), limit);
    double wait = initial;
    double longest = initial;  // of the decorrelated form, which multiplies the wait before by 3
    for (std::uint32_t attempt = 1; attempt < rules.attempts_max && attempt < 1000; ++attempt) {
      longest = std::min(limit, longest * 3);
      switch (rules.form) {
        case Jitter::around:
          all.push_back(bounds(wait * (1 - rules.jitter), wait * (1 + rules.jitter), rules));
          break;
        case Jitter::full: all.push_back(bounds(0, wait, rules)); break;
        case Jitter::equal: all.push_back(bounds(wait / 2, wait, rules)); break;
        case Jitter::decorrelated: all.push_back(bounds(initial, longest, rules)); break;
      }
      wait = std::min(rules.linear ? wait + initial : wait * rules.multiplier, limit);
    }
    return all;
  }

  static Bounds bounds(double least, double most, const RetrySchedule& rules) {
    constexpr std::uint64_t rounding = 1000;  // ns: waits come out in whole units
    const auto floor = static_cast<std::uint64_t>(least);
    return {floor > rounding ? floor - rounding : 0,
            static_cast<std::uint64_t>(most) + rounding + rules.granularity};
  }

  std::vector<Bounds> bounds_;  ///< by attempt that failed, from 1
};

}  // namespace eventarch::simulation
