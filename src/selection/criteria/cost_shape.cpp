#include "selection/criteria/criteria.hpp"

namespace eventarch::selection::criteria {
namespace {

/// Where paying per request turns dearer than a cluster depends on prices; the order of magnitude
/// is a thousand messages a second around the clock.
bool low_rate(const Subject& subject) {
  return subject.context.requirements.throughput <= MessageRate{1000};
}

/// A load that swings this much leaves a fixed cluster idle most of the time.
bool swings(const Subject& subject) {
  constexpr double wide_swing = 5;
  return subject.context.workload.peak_declared &&
         subject.context.workload.peak_factor.value >= wide_swing;
}

double cost_shape_rate(const Subject& subject) {
  const bool per_request = subject.fact(FactKey::cost_shape).is(Word::per_request);
  const double cost = per_request == low_rate(subject) ? 1 : 0.4;
  if (!swings(subject)) return cost;
  const double elastic = subject.fact(FactKey::elasticity).is(Word::automatic) ? 1 : 0.2;
  return (cost + elastic) / 2;
}

std::string cost_shape_reason(const Subject& subject) {
  const bool low = low_rate(subject);
  const bool automatic = subject.fact(FactKey::elasticity).is(Word::automatic);
  std::string text =
      subject.fact(FactKey::cost_shape).is(Word::per_request)
          ? (low ? "paid per request, cheap at this rate" : "paid per request, dear at this rate")
          : (low ? "a cluster is paid for, also when idle" : "a cluster is well used at this rate");
  if (swings(subject)) {
    text += automatic ? ", and grows with the peaks by itself"
                      : ", and is sized by hand for peaks that are rare";
  }
  return text;
}

}  // namespace

constinit const Assessment cost_shape{cost_shape_rate, cost_shape_reason};

}  // namespace eventarch::selection::criteria
