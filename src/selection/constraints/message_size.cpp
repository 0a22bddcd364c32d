#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

ByteSize offered(const Subject& subject) { return {subject.number(FactKey::message_size_max)}; }

bool meets(const Subject& subject) {
  return subject.context.workload.message_size <= offered(subject);
}

Exclusion explain(const Subject& subject) {
  const ByteSize required = subject.context.workload.message_size;
  return exclude(subject, FactKey::message_size_max,
                 fmt::format("takes messages up to {}, {} are required",
                             notation::size(offered(subject)), notation::size(required)),
                 notation::size(required), notation::size(offered(subject)));
}

Concessions concessions(const Subject& subject) {
  return ways({lower_message_size(subject.context, offered(subject))});
}

}  // namespace

constinit const Constraint message_size{"message_size", "Does a message fit?", meets, explain,
                                        concessions};

}  // namespace eventarch::selection::constraints
