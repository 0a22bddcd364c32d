#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_priority(const Subject& subject) {
  return !subject.context.constraints.priority || !subject.fact(FactKey::priority).is(Word::none);
}

Exclusion explain_priority(const Subject& subject) {
  return exclude(subject, FactKey::priority, "has no message priorities", "message priorities",
                 "none");
}

Concessions priority_concessions(const Subject& /*subject*/) {
  return {drop_feature("priority", &Constraints::priority)};
}

}  // namespace

constinit const Constraint priority{"priority", "Can urgent messages overtake?", meets_priority,
                                    explain_priority, priority_concessions};

}  // namespace eventarch::selection::constraints
