#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_multi_tenancy(const Subject& subject) {
  return !subject.context.constraints.multi_tenancy ||
         !subject.fact(FactKey::multi_tenancy).is(Word::none);
}

Exclusion explain_multi_tenancy(const Subject& subject) {
  return exclude(subject, FactKey::multi_tenancy, "has no tenants", "tenants", "none");
}

Concessions multi_tenancy_concessions(const Subject& /*subject*/) {
  return {drop_feature("multi_tenancy", &Constraints::multi_tenancy)};
}

}  // namespace

constinit const Constraint multi_tenancy{"multi_tenancy", "Are tenants kept apart?",
                                         meets_multi_tenancy, explain_multi_tenancy,
                                         multi_tenancy_concessions};

}  // namespace eventarch::selection::constraints
