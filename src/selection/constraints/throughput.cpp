#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

MessageRate offered(const Subject& subject) {
  return {subject.number(FactKey::cluster_message_rate)};
}

bool meets(const Subject& subject) { return subject.context.required_rate() <= offered(subject); }

Exclusion explain(const Subject& subject) {
  const MessageRate required = subject.context.required_rate();
  return exclude(subject, FactKey::cluster_message_rate,
                 fmt::format("carries about {} in all, {} are required",
                             notation::rate(offered(subject)), notation::rate(required)),
                 notation::rate(required), notation::rate(offered(subject)));
}

Concessions concessions(const Subject& subject) {
  return ways({lower_rate(subject.context, offered(subject))});
}

}  // namespace

constinit const Constraint throughput{"throughput", "Does the whole of it carry the messages?",
                                      meets, explain, concessions};

}  // namespace eventarch::selection::constraints
