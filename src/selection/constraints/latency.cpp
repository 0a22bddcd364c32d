#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

Duration offered(const Subject& subject) { return {subject.number(FactKey::latency_floor)}; }

bool meets(const Subject& subject) {
  return subject.context.requirements.latency >= offered(subject);
}

Exclusion explain(const Subject& subject) {
  return exclude(subject, FactKey::latency_floor,
                 fmt::format("needs at least {} at the 99th percentile, even when tuned",
                             notation::duration(offered(subject))),
                 notation::duration(subject.context.requirements.latency),
                 notation::duration(offered(subject)));
}

Concessions concessions(const Subject& subject) {
  // A design file states whole milliseconds.
  return {allow_latency(subject.context, {std::ceil(offered(subject).milliseconds)})};
}

}  // namespace

constinit const Constraint latency{"latency", "Can the latency target be met at all?", meets,
                                   explain, concessions};

}  // namespace eventarch::selection::constraints
