#include "selection/criteria/criteria.hpp"

namespace eventarch::selection::criteria {
namespace {

bool may_lose(const Subject& subject) {
  return subject.context.requirements.delivery == Delivery::at_most_once;
}

bool order_takes_work(const Subject& subject) {
  return subject.context.requirements.ordering != Ordering::none &&
         subject.fact(FactKey::model).is(Word::queue);
}

/// A queue that is shared out by keys, and by nothing else: without one there is nothing to share
/// out by. A log spreads messages without a key over its partitions.
bool keeps_order_unasked(const Subject& subject) {
  const Fact& ordering = subject.fact(FactKey::ordering);
  return subject.context.requirements.ordering == Ordering::none && ordering.is(Word::partition) &&
         !ordering.is(Word::global) && !subject.fact(FactKey::model).is(Word::log);
}

double guarantee_rate(const Subject& subject) {
  const Fact& replication = subject.fact(FactKey::replication);
  if (!may_lose(subject)) {
    if (replication.is(Word::none)) return 0;
    if (replication.is(Word::asynchronous)) return 0.3;
  }
  if (keeps_order_unasked(subject)) return 0.9;
  return order_takes_work(subject) ? 0.6 : 1;
}

std::string guarantee_reason(const Subject& subject) {
  const Fact& replication = subject.fact(FactKey::replication);
  if (!may_lose(subject)) {
    if (replication.is(Word::none)) return "not replicated: a lost node loses what it held";
    if (replication.is(Word::asynchronous)) {
      return "replicated after the fact: a failover can lose what was confirmed last";
    }
  }
  if (keeps_order_unasked(subject)) {
    return "shares messages out by their keys, and no order of a key is asked for";
  }
  if (order_takes_work(subject)) {
    return "order in a queue takes a single active consumer or groups, and redelivery can disturb "
           "it";
  }
  const bool ordered = subject.context.requirements.ordering != Ordering::none;
  return ordered ? "order per unit comes with the log" : "replicated";
}

}  // namespace

constinit const Assessment guarantee{guarantee_rate, guarantee_reason};

}  // namespace eventarch::selection::criteria
