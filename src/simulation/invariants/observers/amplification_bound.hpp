#pragma once

/// The calls that reach a dependency stay below a declared multiple of the requests, over every
/// window. Windows move on in tenths of their length.

#include <array>
#include <cstdint>

#include "simulation/invariants/invariant.hpp"

namespace eventarch::simulation {

class AmplificationBound {
 public:
  static constexpr std::array<std::string_view, 2> faults{
      "dependency_down",
      "transient_failures",
  };
  static constexpr Invariant row{
      .name = "amplification_bound",
      .statement = "retries multiply the calls of a dependency by no more than the declared factor",
      .guarantee = "retries do not keep a dependency down",
      .exercise = "windows with enough calls",
      .judged = Judged::as_it_happens,
      .applies = [](const Promises& promises) { return promises.amplification.has_value(); },
      .endangered_by = faults,
  };
  static constexpr EventKinds listens{EventKind::request, EventKind::call};

  void configure(const Layout&, const Promises& promises) {
    if (promises.amplification) limit_ = *promises.amplification;
    part_ = limit_.window / parts + (limit_.window % parts != 0 ? 1 : 0);
  }

  void observe(const Situation& now, Report& report) {
    const Event& event = now.event;
    if (now.kind == EventKind::call && event.outcome != Outcome::started) return;
    while (part_ != 0 && event.time >= part_end_) move_on(event, report);
    ++(now.kind == EventKind::call ? calls_ : requests_)[place_];
  }

 private:
  static constexpr std::size_t parts = 10;
  using Counts = std::array<std::uint64_t, parts>;

  void move_on(const Event& event, Report& report) {
    if (part_end_ != 0) judge(event, report);
    // A long silence is one step, not many.
    if (event.time >= part_end_ + limit_.window) {
      calls_ = requests_ = {};
      part_end_ = event.time - event.time % part_ + part_;
      return;
    }
    part_end_ += part_;
    place_ = (place_ + 1) % parts;
    calls_[place_] = requests_[place_] = 0;
  }

  void judge(const Event& event, Report& report) const {
    std::uint64_t calls = 0;
    std::uint64_t requests = 0;
    for (std::size_t part = 0; part < parts; ++part) {
      calls += calls_[part];
      requests += requests_[part];
    }
    if (calls < limit_.calls_min) return;
    report.exercised();
    if (static_cast<double>(calls) > limit_.factor * static_cast<double>(requests)) {
      report.violated(Cause::retries_multiply, event);
    }
  }

  AmplificationLimit limit_;
  std::uint64_t part_ = 0;
  std::uint64_t part_end_ = 0;
  std::size_t place_ = 0;
  Counts calls_{};
  Counts requests_{};
};

}  // namespace eventarch::simulation
