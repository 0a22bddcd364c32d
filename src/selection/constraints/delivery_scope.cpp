#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

/// A step of a saga reads a command and writes the next one: exactly once means both or neither. A
/// window in which a sender's repetitions are dropped covers the writing alone.
bool meets_delivery_scope(const Subject& subject) {
  const EventContext& context = subject.context;
  if (context.use_case != UseCase::saga ||
      context.requirements.delivery != Delivery::exactly_once) {
    return true;
  }
  const Fact& scope = subject.fact(FactKey::exactly_once_scope);
  // Where there is no exactly-once at all the constraint `delivery` speaks.
  return scope.is(Word::cluster) || scope.is(Word::none);
}

Exclusion explain_delivery_scope(const Subject& subject) {
  return exclude(subject, FactKey::exactly_once_scope,
                 "cannot tie reading one step of a saga and writing the next into one transaction",
                 "transactions over several topics",
                 std::string(subject.fact(FactKey::exactly_once_scope).text));
}

Concessions delivery_scope_concessions(const Subject& subject) {
  const Delivery now = subject.context.requirements.delivery;
  return {{{.field = "requirements.delivery",
            .from = std::string(name_of(now)),
            .to = std::string(name_of(Delivery::at_least_once)),
            .distance = guarantee_step},
           [](EventContext& c) { c.requirements.delivery = Delivery::at_least_once; }}};
}

}  // namespace

constinit const Constraint delivery_scope{
    "delivery_scope", "Does exactly-once reach from reading to writing?", meets_delivery_scope,
    explain_delivery_scope, delivery_scope_concessions};

}  // namespace eventarch::selection::constraints
