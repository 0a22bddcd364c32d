#include "selection/criteria/criteria.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "support/text.hpp"

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

bool asks_for_serverless(const Subject& subject) {
  return subject.context.constraints.deployment == Deployment::serverless;
}

enum class Payment : std::uint8_t { by_request, by_use_and_hour, for_capacity };

/// Of the offer that the deployment asks for: where a broker can be had both ways, a cluster is
/// what the design has unless it is bought serverless.
Payment payment_of(const Subject& subject) {
  const Fact& shape = subject.fact(FactKey::cost_shape);
  if (!shape.is(Word::per_request)) return Payment::for_capacity;
  if (!shape.is(Word::per_cluster)) return Payment::by_request;
  return asks_for_serverless(subject) ? Payment::by_use_and_hour : Payment::for_capacity;
}

double payment_rate(const Subject& subject) {
  const Payment payment = payment_of(subject);
  constexpr double between = 0.7;
  if (payment == Payment::by_use_and_hour) return between;
  return (payment == Payment::by_request) == low_rate(subject) ? 1 : 0.4;
}

double cost_shape_rate(const Subject& subject) {
  const double cost = payment_rate(subject);
  if (!swings(subject)) return cost;
  const double elastic = subject.fact(FactKey::elasticity).is(Word::automatic) ? 1 : 0.2;
  return (cost + elastic) / 2;
}

std::string_view payment_text(const Subject& subject) {
  const bool low = low_rate(subject);
  switch (payment_of(subject)) {
    case Payment::by_request:
      return low ? "paid per request, cheap at this rate" : "paid per request, dear at this rate";
    case Payment::by_use_and_hour: return "paid by use, beside a price by the hour";
    case Payment::for_capacity: break;
  }
  if (asks_for_serverless(subject)) {
    return low ? "capacity is bought ahead, and paid for also when idle"
               : "capacity is bought ahead, and well used at this rate";
  }
  return low ? "a cluster is paid for, also when idle" : "a cluster is well used at this rate";
}

/// Where nobody chooses machines, what feeds the consumers is still laid out by hand.
std::string swing_text(const Subject& subject) {
  if (subject.fact(FactKey::elasticity).is(Word::automatic)) {
    return ", and grows with the peaks by itself";
  }
  if (payment_of(subject) != Payment::by_use_and_hour) {
    return ", and is sized by hand for peaks that are rare";
  }
  return fmt::format(", and its {}s are laid out by hand for peaks that are rare",
                     text::spoken(subject.fact(FactKey::unit).text));
}

std::string cost_shape_reason(const Subject& subject) {
  std::string text(payment_text(subject));
  if (swings(subject)) text += swing_text(subject);
  return text;
}

}  // namespace

constinit const Assessment cost_shape{cost_shape_rate, cost_shape_reason};

}  // namespace eventarch::selection::criteria
