#include "selection/constraints/constraints.hpp"

namespace eventarch::selection::constraints {
namespace {

bool meets_request_reply(const Subject& subject) {
  return !subject.context.constraints.request_reply ||
         !subject.fact(FactKey::request_reply).is(Word::none);
}

Exclusion explain_request_reply(const Subject& subject) {
  return exclude(subject, FactKey::request_reply, "has no support for request and reply",
                 "support for request and reply", "none");
}

Concessions request_reply_concessions(const Subject& /*subject*/) {
  return {drop_feature("request_reply", &Constraints::request_reply)};
}

}  // namespace

constinit const Constraint request_reply{"request_reply", "Do answers find their way back?",
                                         meets_request_reply, explain_request_reply,
                                         request_reply_concessions};

}  // namespace eventarch::selection::constraints
