#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

namespace eventarch::selection::constraints {
namespace {

/// Paid by use is what a provider runs on machines of its own.
bool nowhere_to_be_had(const Constraints& constraints) {
  return constraints.deployment == Deployment::serverless &&
         constraints.cloud == Cloud::on_premises;
}

bool meets_deployment(const Subject& subject) {
  const Deployment required = subject.context.constraints.deployment;
  if (nowhere_to_be_had(subject.context.constraints)) return false;
  return required == Deployment::any || subject.fact(FactKey::deployments).is(word_of(required));
}

Exclusion explain_deployment(const Subject& subject) {
  const std::string_view required = name_of(subject.context.constraints.deployment);
  const std::string_view where =
      nowhere_to_be_had(subject.context.constraints) ? " on one's own premises" : "";
  return exclude(subject, FactKey::deployments, fmt::format("cannot be had {}{}", required, where),
                 std::string(required), std::string(subject.fact(FactKey::deployments).text));
}

Concessions deployment_concessions(const Subject& subject) {
  return {{{.field = "constraints.deployment",
            .from = std::string(name_of(subject.context.constraints.deployment)),
            .to = "any",
            .distance = place_changed},
           [](EventContext& c) { c.constraints.deployment = Deployment::any; }}};
}

}  // namespace

constinit const Constraint deployment{"deployment", "Can it be run by whom it shall be run?",
                                      meets_deployment, explain_deployment, deployment_concessions};

}  // namespace eventarch::selection::constraints
