#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

double in_flight_required(const EventContext& context) {
  return context.required_rate().per_second * context.workload.processing_time.seconds();
}

/// Only of queues: a log's consumer holds a position, not messages. A share group's figure is per
/// partition, so more partitions lift it.
bool limited(const Subject& subject) {
  const Fact& unit = subject.fact(FactKey::unit);
  return subject.context.workload.processing_declared &&
         (unit.is(Word::queue) || unit.is(Word::message_group)) &&
         subject.fact(FactKey::in_flight_max).number.has_value();
}

bool meets_in_flight(const Subject& subject) {
  return !limited(subject) ||
         in_flight_required(subject.context) <= subject.number(FactKey::in_flight_max);
}

Exclusion explain_in_flight(const Subject& subject) {
  const std::string needed = notation::number(in_flight_required(subject.context));
  const std::string offered = notation::number(subject.number(FactKey::in_flight_max));
  return exclude(subject, FactKey::in_flight_max,
                 fmt::format("{} messages would be under way at once (rate x processing time), {} "
                             "may be",
                             needed, offered),
                 needed + " messages", offered + " messages");
}

Concessions in_flight_concessions(const Subject& subject) {
  const EventContext& context = subject.context;
  const double most = subject.number(FactKey::in_flight_max);
  return ways({lower_processing_time(context, seconds(most / context.required_rate().per_second)),
               lower_rate(context, {most / context.workload.processing_time.seconds()})});
}

}  // namespace

constinit const Constraint in_flight{"in_flight", "May as many messages be under way at once?",
                                     meets_in_flight, explain_in_flight, in_flight_concessions};

}  // namespace eventarch::selection::constraints
