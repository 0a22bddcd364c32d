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
  const Duration now = subject.context.requirements.latency;
  // A design file states whole milliseconds.
  const Duration to{std::ceil(offered(subject).milliseconds)};
  return {{{.field = "requirements.latency",
            .from = notation::declared_latency(now),
            .to = notation::declared_latency(to),
            .distance = distance_between(now.milliseconds, to.milliseconds)},
           [to](EventContext& c) { c.requirements.latency = to; }}};
}

}  // namespace

constinit const Constraint latency{"latency", "Can the latency target be met at all?", meets,
                                   explain, concessions};

}  // namespace eventarch::selection::constraints
