#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <cmath>

#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

Duration retention_offered(const Subject& subject) {
  return {subject.number(FactKey::retention_max)};
}

bool meets_retention(const Subject& subject) {
  return subject.context.requirements.retention <= retention_offered(subject);
}

Exclusion explain_retention(const Subject& subject) {
  return exclude(
      subject, FactKey::retention_max,
      fmt::format("keeps messages for {} at most", notation::duration(retention_offered(subject))),
      notation::duration(subject.context.requirements.retention),
      notation::duration(retention_offered(subject)));
}

Concessions retention_concessions(const Subject& subject) {
  const Duration now = subject.context.requirements.retention;
  // A design file states whole hours.
  const Duration to = hours(std::floor(retention_offered(subject).hours()));
  if (to.milliseconds <= 0) return {};
  return {{{.field = "requirements.retention",
            .from = notation::declared_retention(now),
            .to = notation::declared_retention(to),
            .distance = distance_between(now.milliseconds, to.milliseconds)},
           [to](EventContext& c) { c.requirements.retention = to; }}};
}

}  // namespace

constinit const Constraint retention{"retention", "Does it keep messages long enough?",
                                     meets_retention, explain_retention, retention_concessions};

}  // namespace eventarch::selection::constraints
