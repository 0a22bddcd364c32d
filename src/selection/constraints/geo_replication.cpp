#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_geo_replication(const Subject& subject) {
  return !subject.context.constraints.geo_replication ||
         !subject.fact(FactKey::geo_replication).is(Word::none);
}

Exclusion explain_geo_replication(const Subject& subject) {
  return exclude(subject, FactKey::geo_replication, "has no replication between regions",
                 "replication between regions", "none");
}

Concessions geo_replication_concessions(const Subject& /*subject*/) {
  return {drop_feature("geo_replication", &Constraints::geo_replication)};
}

}  // namespace

constinit const Constraint geo_replication{
    "geo_replication", "Are messages copied between regions?", meets_geo_replication,
    explain_geo_replication, geo_replication_concessions};

}  // namespace eventarch::selection::constraints
