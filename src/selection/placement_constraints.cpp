/// Where it runs, who runs it, and what was allowed or forbidden by name.

#include <fmt/format.h>

#include <algorithm>

#include "selection/constraint.hpp"

namespace eventarch::selection {

std::optional<Exclusion> check_cloud(const Subject& subject) {
  const Cloud required = subject.context.constraints.cloud;
  const Fact& fact = subject.fact(FactKey::clouds);
  if (required == Cloud::any || fact.is(name_of(required))) return std::nullopt;
  return exclude(subject, FactKey::clouds, fmt::format("does not run on {}", name_of(required)),
                 std::string(name_of(required)), fact.text);
}

std::optional<Exclusion> check_deployment(const Subject& subject) {
  const Deployment required = subject.context.constraints.deployment;
  const Fact& fact = subject.fact(FactKey::deployments);
  if (required == Deployment::any || fact.is(name_of(required))) return std::nullopt;
  return exclude(subject, FactKey::deployments, fmt::format("cannot be had {}", name_of(required)),
                 std::string(name_of(required)), fact.text);
}

std::optional<Exclusion> check_allowed_brokers(const Subject& subject) {
  const auto& allowed = subject.context.constraints.allowed_brokers;
  if (allowed.empty() || std::ranges::find(allowed, subject.broker.id) != allowed.end()) {
    return std::nullopt;
  }
  return Exclusion{.constraint = {},
                   .reason = "is not among the allowed brokers",
                   .required = fmt::format("{}", fmt::join(allowed, ", ")),
                   .offered = subject.broker.id,
                   .source = "constraints.allowed_brokers"};
}

std::optional<Exclusion> check_forbidden_brokers(const Subject& subject) {
  const auto& forbidden = subject.context.constraints.forbidden_brokers;
  if (std::ranges::find(forbidden, subject.broker.id) == forbidden.end()) return std::nullopt;
  return Exclusion{.constraint = {},
                   .reason = "is forbidden by name",
                   .required = fmt::format("not {}", fmt::join(forbidden, ", ")),
                   .offered = subject.broker.id,
                   .source = "constraints.forbidden_brokers"};
}

}  // namespace eventarch::selection
