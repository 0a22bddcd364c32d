#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

namespace eventarch::selection::constraints {
namespace {

bool meets_fan_out(const Subject& subject) {
  return subject.context.consumers.size() < 2 || !subject.fact(FactKey::fan_out).is(Word::none);
}

Exclusion explain_fan_out(const Subject& subject) {
  return exclude(subject, FactKey::fan_out, "has no way to give every consumer group every message",
                 fmt::format("{} consumer groups", subject.context.consumers.size()), "none");
}

Concessions fan_out_concessions(const Subject& subject) {
  return {{{.field = "consumers",
            .from = fmt::format("{} groups", subject.context.consumers.size()),
            .to = "1 group",
            .distance = distance_between(static_cast<double>(subject.context.consumers.size()), 1)},
           [](EventContext& c) { c.consumers.resize(1); }}};
}

}  // namespace

constinit const Constraint fan_out{"fan_out", "Does every consumer group get every message?",
                                   meets_fan_out, explain_fan_out, fan_out_concessions};

}  // namespace eventarch::selection::constraints
