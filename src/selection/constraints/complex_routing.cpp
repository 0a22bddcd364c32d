#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets(const Subject& subject) {
  return !subject.context.constraints.complex_routing ||
         !subject.fact(FactKey::complex_routing).is(Word::none);
}

Exclusion explain(const Subject& subject) {
  return exclude(subject, FactKey::complex_routing, "has no routing by pattern or header",
                 "routing by pattern or header", "none");
}

Concessions concessions(const Subject& /*subject*/) {
  return {drop_feature("complex_routing", &Constraints::complex_routing)};
}

}  // namespace

constinit const Constraint complex_routing{"complex_routing", "Does it route by pattern or header?",
                                           meets, explain, concessions};

}  // namespace eventarch::selection::constraints
