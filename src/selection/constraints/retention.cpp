#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

Duration offered(const Subject& subject) { return {subject.number(FactKey::retention_max)}; }

bool meets(const Subject& subject) {
  return subject.context.requirements.retention <= offered(subject);
}

Exclusion explain(const Subject& subject) {
  return exclude(subject, FactKey::retention_max,
                 fmt::format("keeps messages for {} at most", notation::duration(offered(subject))),
                 notation::duration(subject.context.requirements.retention),
                 notation::duration(offered(subject)));
}

Concessions concessions(const Subject& subject) {
  const Duration now = subject.context.requirements.retention;
  // A design file states whole hours.
  const Duration to = hours(std::floor(offered(subject).hours()));
  if (to.milliseconds <= 0) return {};
  return {{{.field = "requirements.retention",
            .from = notation::declared_retention(now),
            .to = notation::declared_retention(to),
            .distance = distance_between(now.milliseconds, to.milliseconds)},
           [to](EventContext& c) { c.requirements.retention = to; }}};
}

}  // namespace

constinit const Constraint retention{"retention", "Does it keep messages long enough?", meets,
                                     explain, concessions};

}  // namespace eventarch::selection::constraints
