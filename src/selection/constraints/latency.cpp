#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

Duration latency_offered(const Subject& subject) {
  return {subject.number(FactKey::latency_floor)};
}

bool meets_latency(const Subject& subject) {
  return subject.context.requirements.latency >= latency_offered(subject);
}

Exclusion explain_latency(const Subject& subject) {
  return exclude(subject, FactKey::latency_floor,
                 fmt::format("needs at least {} at the 99th percentile, even when tuned",
                             notation::duration(latency_offered(subject))),
                 notation::duration(subject.context.requirements.latency),
                 notation::duration(latency_offered(subject)));
}

Concessions latency_concessions(const Subject& subject) {
  // A design file states whole milliseconds.
  return {allow_latency(subject.context, {std::ceil(latency_offered(subject).milliseconds)})};
}

}  // namespace

constinit const Constraint latency{"latency", "Can the latency target be met at all?",
                                   meets_latency, explain_latency, latency_concessions};

}  // namespace eventarch::selection::constraints
