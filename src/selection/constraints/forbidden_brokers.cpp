#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace eventarch::selection::constraints {
namespace {

bool meets_forbidden_brokers(const Subject& subject) {
  const auto& forbidden = subject.context.constraints.forbidden_brokers;
  return std::ranges::find(forbidden, subject.broker.id) == forbidden.end();
}

Exclusion explain_forbidden_brokers(const Subject& subject) {
  const auto& forbidden = subject.context.constraints.forbidden_brokers;
  return {.constraint = {},
          .reason = "is forbidden by name",
          .required = fmt::format("not {}", fmt::join(forbidden, ", ")),
          .offered = std::string(subject.broker.id),
          .source = "constraints.forbidden_brokers"};
}

Concessions forbidden_brokers_concessions(const Subject& subject) {
  const auto& now = subject.context.constraints.forbidden_brokers;
  std::vector<std::string> to = now;
  std::erase(to, subject.broker.id);
  return {{{.field = "constraints.forbidden_brokers",
            .from = fmt::format("[{}]", fmt::join(now, ", ")),
            .to = to.empty() ? std::string("not stated") : fmt::format("[{}]", fmt::join(to, ", ")),
            .distance = feature_dropped},
           [to](EventContext& c) { c.constraints.forbidden_brokers = to; }}};
}

}  // namespace

constinit const Constraint forbidden_brokers{"forbidden_brokers", "Is it not forbidden?",
                                             meets_forbidden_brokers, explain_forbidden_brokers,
                                             forbidden_brokers_concessions};

}  // namespace eventarch::selection::constraints
