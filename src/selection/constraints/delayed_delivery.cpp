#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_delayed_delivery(const Subject& subject) {
  return !subject.context.constraints.delayed_delivery ||
         !subject.fact(FactKey::delayed_delivery).is(Word::none);
}

Exclusion explain_delayed_delivery(const Subject& subject) {
  return exclude(subject, FactKey::delayed_delivery, "has no delayed delivery", "delayed delivery",
                 "none");
}

Concessions delayed_delivery_concessions(const Subject& /*subject*/) {
  return {drop_feature("delayed_delivery", &Constraints::delayed_delivery)};
}

}  // namespace

constinit const Constraint delayed_delivery{
    "delayed_delivery", "Can messages be held until a time?", meets_delayed_delivery,
    explain_delayed_delivery, delayed_delivery_concessions};

}  // namespace eventarch::selection::constraints
