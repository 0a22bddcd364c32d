#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "support/notation.hpp"

namespace eventarch::selection::criteria {
namespace {

/// Half the points where the planning value just meets the target, all at four times that.
double rate(const Subject& subject) {
  const double target = subject.context.requirements.latency.milliseconds;
  const double p99 = subject.number(FactKey::latency_p99);
  return std::clamp(0.5 + 0.25 * std::log2(target / p99), 0.0, 1.0);
}

std::string reason(const Subject& subject) {
  return fmt::format("p99 about {} against a target of {}",
                     notation::duration(Duration{subject.number(FactKey::latency_p99)}),
                     notation::duration(subject.context.requirements.latency));
}

}  // namespace

constinit const Assessment latency_margin{rate, reason};

}  // namespace eventarch::selection::criteria
