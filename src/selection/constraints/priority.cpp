#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets(const Subject& subject) {
  return !subject.context.constraints.priority || !subject.fact(FactKey::priority).is(Word::none);
}

Exclusion explain(const Subject& subject) {
  return exclude(subject, FactKey::priority, "has no message priorities", "message priorities",
                 "none");
}

Concessions concessions(const Subject& /*subject*/) {
  return {drop_feature("priority", &Constraints::priority)};
}

}  // namespace

constinit const Constraint priority{"priority", "Can urgent messages overtake?", meets, explain,
                                    concessions};

}  // namespace eventarch::selection::constraints
