#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

ByteSize message_size_offered(const Subject& subject) {
  return {subject.number(FactKey::message_size_max)};
}

bool meets_message_size(const Subject& subject) {
  return subject.context.workload.message_size <= message_size_offered(subject);
}

Exclusion explain_message_size(const Subject& subject) {
  const ByteSize required = subject.context.workload.message_size;
  return exclude(
      subject, FactKey::message_size_max,
      fmt::format("takes messages up to {}, {} are required",
                  notation::size(message_size_offered(subject)), notation::size(required)),
      notation::size(required), notation::size(message_size_offered(subject)));
}

Concessions message_size_concessions(const Subject& subject) {
  return ways({lower_message_size(subject.context, message_size_offered(subject))});
}

}  // namespace

constinit const Constraint message_size{"message_size", "Does a message fit?", meets_message_size,
                                        explain_message_size, message_size_concessions};

}  // namespace eventarch::selection::constraints
