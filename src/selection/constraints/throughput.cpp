#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

MessageRate throughput_offered(const Subject& subject) {
  return {subject.number(FactKey::cluster_message_rate)};
}

bool meets_throughput(const Subject& subject) {
  return subject.context.required_rate() <= throughput_offered(subject);
}

Exclusion explain_throughput(const Subject& subject) {
  const MessageRate required = subject.context.required_rate();
  return exclude(subject, FactKey::cluster_message_rate,
                 fmt::format("carries about {} in all, {} are required",
                             notation::rate(throughput_offered(subject)), notation::rate(required)),
                 notation::rate(required), notation::rate(throughput_offered(subject)));
}

Concessions throughput_concessions(const Subject& subject) {
  return ways({lower_rate(subject.context, throughput_offered(subject))});
}

}  // namespace

constinit const Constraint throughput{"throughput", "Does the whole of it carry the messages?",
                                      meets_throughput, explain_throughput, throughput_concessions};

}  // namespace eventarch::selection::constraints
