#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_ordering(const Subject& subject) {
  const Ordering required = subject.context.requirements.ordering;
  return required == Ordering::none || subject.fact(FactKey::ordering).is(word_of(required));
}

Exclusion explain_ordering(const Subject& subject) {
  const Ordering required = subject.context.requirements.ordering;
  const std::string_view reason = required == Ordering::global
                                      ? "keeps no order over all messages"
                                      : "keeps no order among the messages of one key";
  return exclude(subject, FactKey::ordering, std::string(reason), std::string(name_of(required)),
                 std::string(subject.fact(FactKey::ordering).text));
}

Concessions ordering_concessions(const Subject& subject) {
  const bool keyed = subject.context.requirements.ordering == Ordering::global &&
                     subject.fact(FactKey::ordering).is(Word::partition);
  return {weaken_ordering(subject.context, keyed ? Ordering::partition : Ordering::none)};
}

}  // namespace

constinit const Constraint ordering{"ordering", "Does it keep the order asked for?", meets_ordering,
                                    explain_ordering, ordering_concessions};

}  // namespace eventarch::selection::constraints
