#include "selection/criteria/criteria.hpp"

namespace eventarch::selection::criteria {
namespace {

double history_rate(const Subject& subject) {
  if (!subject.fact(FactKey::replay).is(Word::none)) return 1;
  if (subject.context.use_case == UseCase::cqrs) return 0.2;
  return subject.context.requirements.retention <= hours(14 * 24.0) ? 0.7 : 0;
}

std::string history_reason(const Subject& subject) {
  if (!subject.fact(FactKey::replay).is(Word::none)) return "messages stay and can be read again";
  return subject.context.use_case == UseCase::cqrs ? "a projection cannot be rebuilt from it"
                                                   : "a message is gone once it is acknowledged";
}

}  // namespace

constinit const Assessment history{history_rate, history_reason};

}  // namespace eventarch::selection::criteria
