#include "simulation/run/stability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "support/notation.hpp"

namespace eventarch::simulation {
namespace {

constexpr double seconds_per_hour = 3600;

std::string full_text(const Bottleneck& bottleneck, double busy) {
  const std::string times = notation::number(busy, 3);
  if (times == "1") {
    return fmt::format(
        "the busiest {} is offered all that {} can do: nothing is left to work off "
        "what piles up by chance",
        bottleneck.key ? "key" : "instance",
        bottleneck.key ? "the consumer that works on it" : "it");
  }
  if (!bottleneck.key) {
    return fmt::format("the busiest instance is offered {} times what it can do", times);
  }
  return fmt::format(
      "the busiest key alone is offered {} times what a consumer can do, and no two work on a key "
      "at a time",
      times);
}

std::string stable_text(const Bottleneck& bottleneck, double busy) {
  return fmt::format(
      "the busiest {} is offered {:.3g} % of what {} can do, and the lag does not grow",
      bottleneck.key ? "key" : "instance", busy * 100,
      bottleneck.key ? "the consumer that works on it" : "it");
}

/// Rounded up to two digits.
std::string count_at_least(double messages) {
  const double digits = std::pow(10, std::floor(std::log10(std::max(10.0, messages))) - 1);
  return notation::number(std::ceil(messages / digits) * digits);
}

std::string too_short_text(double way_seconds, double least_seconds, double rate_per_second) {
  constexpr double margin = 1.2;  // the way is an estimate, and so is the length of a run
  const double seconds = least_seconds * margin;
  constexpr double ms_per_s = 1000;
  return fmt::format(
      "a message takes {} on average without waiting, and whether the lag grows shows in runs of "
      "{} or longer: raise `--messages` to {}, or `--duration` where it is set",
      notation::duration(Duration{way_seconds * ms_per_s}),
      notation::duration(Duration{seconds * ms_per_s}), count_at_least(seconds * rate_per_second));
}

void set(GroupPerformance& out, StabilityVerdict stability, std::string reason) {
  out.stability = stability;
  out.stability_reason = std::move(reason);
}

void falls_behind(GroupPerformance& out, double messages_per_second, std::string reason) {
  set(out, StabilityVerdict::unstable, std::move(reason));
  const double an_hour = messages_per_second * seconds_per_hour;
  if (an_hour >= 1) out.lag_growth_per_hour = an_hour;  // what is just full has no rate to grow by
}

}  // namespace

void judge_stability(GroupPerformance& out, const ObservedLag& lag, const LoadSlice& slice,
                     std::size_t group) {
  const Bottleneck bottleneck = bottleneck_of(slice, group);
  const double busy = busy_of(bottleneck, slice.setup);
  const double growth = lag.growth.value / slice.share;
  constexpr double full = 1 - 1e-9;  // of a quotient of doubles
  if (busy >= full) return falls_behind(out, surplus_of(slice, group), full_text(bottleneck, busy));
  if (lag.more_than_fits) {
    return falls_behind(out, growth, "more messages are in flight than a run may hold");
  }
  const double half = lag.judged_seconds / 2;
  const double grown = std::max(0.0, lag.growth.low.value_or(0)) * half;
  constexpr double few = 10;  // messages, that come and go by chance
  const bool grows = grown > std::max(few, lag.mean_messages);
  constexpr double ways_least = 10;
  const double least = lag.way_seconds * ways_least * (grows ? 2 : 1);
  if (lag.seconds < least) {
    return set(out, StabilityVerdict::not_determined,
               too_short_text(lag.way_seconds, least, slice.setup.rate_per_second));
  }
  if (grows)
    return falls_behind(out, growth, "the lag grows from the first half of the run to its end");
  if (!lag.growth.low) {
    return set(out, StabilityVerdict::not_determined,
               "one seed cannot tell whether the lag grows: raise `--seeds`");
  }
  // A queue that is nearly full takes long to come to its usual length.
  if (grown > 0 && lag.growth.value * half > std::max(few, lag.mean_messages / 4)) {
    return set(out, StabilityVerdict::not_determined,
               fmt::format("the lag still rises at the end of the runs: raise `--messages` to {}, "
                           "or `--duration` where it is set, to see whether it stops",
                           count_at_least(2 * static_cast<double>(slice.setup.messages))));
  }
  set(out, StabilityVerdict::stable, stable_text(bottleneck, busy));
}

}  // namespace eventarch::simulation
