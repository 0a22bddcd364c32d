#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace eventarch::selection::constraints {
namespace {

bool meets_allowed_brokers(const Subject& subject) {
  const auto& allowed = subject.context.constraints.allowed_brokers;
  return allowed.empty() || std::ranges::find(allowed, subject.broker.id) != allowed.end();
}

Exclusion explain_allowed_brokers(const Subject& subject) {
  const auto& allowed = subject.context.constraints.allowed_brokers;
  return {.constraint = {},
          .reason = "is not among the allowed brokers",
          .required = fmt::format("{}", fmt::join(allowed, ", ")),
          .offered = std::string(subject.broker.id),
          .source = "constraints.allowed_brokers"};
}

Concessions allowed_brokers_concessions(const Subject& subject) {
  const auto& now = subject.context.constraints.allowed_brokers;
  std::vector<std::string> to = now;
  to.emplace_back(subject.broker.id);
  return {{{.field = "constraints.allowed_brokers",
            .from = fmt::format("[{}]", fmt::join(now, ", ")),
            .to = fmt::format("[{}]", fmt::join(to, ", ")),
            .distance = feature_dropped},
           [to](EventContext& c) { c.constraints.allowed_brokers = to; }}};
}

}  // namespace

constinit const Constraint allowed_brokers{"allowed_brokers", "Is it among the allowed brokers?",
                                           meets_allowed_brokers, explain_allowed_brokers,
                                           allowed_brokers_concessions};

}  // namespace eventarch::selection::constraints
