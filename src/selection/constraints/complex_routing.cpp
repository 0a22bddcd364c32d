#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_complex_routing(const Subject& subject) {
  return !subject.context.constraints.complex_routing ||
         !subject.fact(FactKey::complex_routing).is(Word::none);
}

Exclusion explain_complex_routing(const Subject& subject) {
  return exclude(subject, FactKey::complex_routing, "has no routing by pattern or header",
                 "routing by pattern or header", "none");
}

Concessions complex_routing_concessions(const Subject& /*subject*/) {
  return {drop_feature("complex_routing", &Constraints::complex_routing)};
}

}  // namespace

constinit const Constraint complex_routing{"complex_routing", "Does it route by pattern or header?",
                                           meets_complex_routing, explain_complex_routing,
                                           complex_routing_concessions};

}  // namespace eventarch::selection::constraints
