#include "selection/criteria/criteria.hpp"

namespace eventarch::selection::criteria {
namespace {

bool drops(const Subject& subject) {
  return subject.context.requirements.delivery == Delivery::at_most_once;
}

double failure_handling_rate(const Subject& subject) {
  const Fact& fact = subject.fact(FactKey::dead_letter);
  if (drops(subject) || fact.is(Word::native)) return 1;
  return fact.is(Word::partial) ? 0.6 : 0.4;
}

std::string failure_handling_reason(const Subject& subject) {
  if (drops(subject)) return "failed messages are dropped: nothing to handle";
  const Fact& fact = subject.fact(FactKey::dead_letter);
  if (fact.is(Word::native)) return "dead letters are built in";
  return fact.is(Word::partial) ? "dead letters are written by the consumer or a framework"
                                : "dead letters are all one's own work";
}

}  // namespace

constinit const Assessment failure_handling{failure_handling_rate, failure_handling_reason};

}  // namespace eventarch::selection::criteria
