#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

double groups(const Subject& subject) {
  return static_cast<double>(subject.context.consumers.size());
}

double consumer_groups_offered(const Subject& subject) {
  return subject.number(FactKey::groups_max);
}

bool meets_consumer_groups(const Subject& subject) {
  return groups(subject) <= consumer_groups_offered(subject);
}

Exclusion explain_consumer_groups(const Subject& subject) {
  return exclude(
      subject, FactKey::groups_max,
      fmt::format("lets {} read everything, {} are required",
                  notation::counted_number(consumer_groups_offered(subject), "consumer group"),
                  groups(subject)),
      notation::counted(subject.context.consumers.size(), "consumer group"),
      notation::number(consumer_groups_offered(subject)));
}

Concessions consumer_groups_concessions(const Subject& subject) {
  const auto most = static_cast<std::size_t>(consumer_groups_offered(subject));
  if (most == 0) return {};
  return {{{.field = "consumers",
            .from = notation::counted(subject.context.consumers.size(), "group"),
            .to = notation::counted(most, "group"),
            .distance = distance_between(groups(subject), static_cast<double>(most))},
           [most](EventContext& c) { c.consumers.resize(std::min(most, c.consumers.size())); }}};
}

}  // namespace

constinit const Constraint consumer_groups{
    "consumer_groups", "May as many consumer groups read it?", meets_consumer_groups,
    explain_consumer_groups, consumer_groups_concessions};

}  // namespace eventarch::selection::constraints
