#include "eventarch/unit_limit.hpp"

#include <fmt/format.h>

#include "selection/constraints/constraints.hpp"
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_unit_limit(const Subject& subject) {
  const auto limit = eventarch::unit_limit(subject.context, subject.broker, subject.mode);
  return !limit || limit->holds();
}

std::string units_of(const UnitLimit& limit, double count) {
  return notation::counted_number(count, limit.unit);
}

Exclusion explain_unit_limit(const Subject& subject) {
  const UnitLimit limit = *eventarch::unit_limit(subject.context, subject.broker, subject.mode);
  return {.constraint = {},
          .reason = fmt::format("would be sized with {} and is planned with {} at most",
                                units_of(limit, limit.needed), notation::number(limit.limit)),
          .required = units_of(limit, limit.needed),
          .offered = units_of(limit, limit.limit),
          .source = std::string(limit.source)};
}

/// Nothing has to be given up where no other mode is better.
Concessions unit_limit_concessions(const Subject& /*subject*/) { return {}; }

}  // namespace

constinit const Constraint unit_limit{"unit_limit",
                                      "Does it hold as many queues or shards as the work needs?",
                                      meets_unit_limit, explain_unit_limit, unit_limit_concessions};

}  // namespace eventarch::selection::constraints
