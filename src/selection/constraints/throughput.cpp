#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include "eventarch/counted_load.hpp"
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

MessageRate throughput_required(const Subject& subject) {
  return counted_load(subject.broker, subject.mode, subject.context,
                      subject.context.required_rate());
}

MessageRate throughput_offered(const Subject& subject) {
  return counted_message_limit(subject.broker, subject.mode);
}

bool meets_throughput(const Subject& subject) {
  return throughput_required(subject) <= throughput_offered(subject);
}

Exclusion explain_throughput(const Subject& subject) {
  const std::string required = notation::rate(throughput_required(subject));
  const std::string offered = notation::rate(throughput_offered(subject));
  const std::string counted = counted_in_words(subject.broker, subject.mode, subject.context,
                                               subject.context.required_rate());
  return exclude(subject, FactKey::cluster_message_rate,
                 fmt::format("carries about {} in all, {} are required", offered,
                             counted.empty() ? required : counted),
                 required, offered);
}

Concessions throughput_concessions(const Subject& subject) {
  const double each =
      counted_load(subject.broker, subject.mode, subject.context, MessageRate{1}).per_second;
  return ways({lower_rate(subject.context, {throughput_offered(subject).per_second / each})});
}

}  // namespace

constinit const Constraint throughput{"throughput", "Does the whole of it carry the messages?",
                                      meets_throughput, explain_throughput, throughput_concessions};

}  // namespace eventarch::selection::constraints
