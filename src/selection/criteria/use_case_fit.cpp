#include "selection/criteria/criteria.hpp"

namespace eventarch::selection::criteria {
namespace {

FactKey fit_key(UseCase use_case) {
  switch (use_case) {
    case UseCase::cqrs: return FactKey::fit_cqrs;
    case UseCase::event_sourcing: return FactKey::fit_event_sourcing;
    case UseCase::pub_sub: return FactKey::fit_pub_sub;
    case UseCase::saga: return FactKey::fit_saga;
    case UseCase::work_queue: break;
  }
  return FactKey::fit_work_queue;
}

double use_case_fit_rate(const Subject& subject) {
  const Fact& fact = subject.fact(fit_key(subject.context.use_case));
  return fact.is(Word::preferred) ? 1 : fact.is(Word::acceptable) ? 0.6 : 0.1;
}

std::string use_case_fit_reason(const Subject& subject) {
  return std::string(subject.fact(fit_key(subject.context.use_case)).estimate);
}

}  // namespace

constinit const Assessment use_case_fit{use_case_fit_rate, use_case_fit_reason};

}  // namespace eventarch::selection::criteria
