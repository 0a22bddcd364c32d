#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

namespace eventarch::selection::constraints {
namespace {

bool meets_delivery(const Subject& subject) {
  return subject.fact(FactKey::delivery).is(word_of(subject.context.requirements.delivery));
}

Exclusion explain_delivery(const Subject& subject) {
  const Delivery required = subject.context.requirements.delivery;
  return exclude(subject, FactKey::delivery, fmt::format("does not offer {}", name_of(required)),
                 std::string(name_of(required)), std::string(subject.fact(FactKey::delivery).text));
}

Concessions delivery_concessions(const Subject& subject) {
  const Delivery now = subject.context.requirements.delivery;
  for (int steps = 1; steps <= static_cast<int>(now); ++steps) {
    const auto to = static_cast<Delivery>(static_cast<int>(now) - steps);
    if (!subject.fact(FactKey::delivery).is(word_of(to))) continue;
    return {{{.field = "requirements.delivery",
              .from = std::string(name_of(now)),
              .to = std::string(name_of(to)),
              .distance = guarantee_step * steps},
             [to](EventContext& c) { c.requirements.delivery = to; }}};
  }
  return {};
}

}  // namespace

constinit const Constraint delivery{"delivery", "Does it offer the guarantee?", meets_delivery,
                                    explain_delivery, delivery_concessions};

}  // namespace eventarch::selection::constraints
