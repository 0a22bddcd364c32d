#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "eventarch/decision.hpp"
#include "support/notation.hpp"

namespace eventarch::selection::criteria {
namespace {

double hop_ms(const Subject& subject) {
  return fan_out_hop(subject.mode, subject.context).p99.milliseconds;
}

/// Percentiles do not add up: a hop in front of the queue counts in full only where the target has
/// no room for it.
double counted_p99(const Subject& subject) {
  constexpr double for_the_broker = 0.8;  // an estimate: a fifth is left for the work
  const double p99 = subject.number(FactKey::latency_p99);
  const double all = p99 + hop_ms(subject);
  const double target = subject.context.requirements.latency.milliseconds;
  return all <= for_the_broker * target ? p99 : all;
}

/// Half the points where the planning value just meets the target, all at four times that.
double latency_margin_rate(const Subject& subject) {
  const double target = subject.context.requirements.latency.milliseconds;
  return std::clamp(0.5 + 0.25 * std::log2(target / counted_p99(subject)), 0.0, 1.0);
}

std::string latency_margin_reason(const Subject& subject) {
  const double hop = hop_ms(subject);
  return fmt::format(
      "p99 about {}{} against a target of {}",
      notation::duration(Duration{subject.number(FactKey::latency_p99)}),
      hop > 0 ? fmt::format(", and {} through SNS,", notation::duration(Duration{hop})) : "",
      notation::duration(subject.context.requirements.latency));
}

}  // namespace

constinit const Assessment latency_margin{latency_margin_rate, latency_margin_reason};

}  // namespace eventarch::selection::criteria
