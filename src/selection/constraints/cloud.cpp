#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

namespace eventarch::selection::constraints {
namespace {

bool meets_cloud(const Subject& subject) {
  const Cloud required = subject.context.constraints.cloud;
  return required == Cloud::any || subject.fact(FactKey::clouds).is(word_of(required));
}

Exclusion explain_cloud(const Subject& subject) {
  const std::string_view required = name_of(subject.context.constraints.cloud);
  return exclude(subject, FactKey::clouds, fmt::format("does not run on {}", required),
                 std::string(required), std::string(subject.fact(FactKey::clouds).text));
}

Concessions cloud_concessions(const Subject& subject) {
  return {{{.field = "constraints.cloud",
            .from = std::string(name_of(subject.context.constraints.cloud)),
            .to = "any",
            .distance = place_changed},
           [](EventContext& c) { c.constraints.cloud = Cloud::any; }}};
}

}  // namespace

constinit const Constraint cloud{"cloud", "Does it run there?", meets_cloud, explain_cloud,
                                 cloud_concessions};

}  // namespace eventarch::selection::constraints
