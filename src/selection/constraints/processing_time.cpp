#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

Duration offered(const Subject& subject) { return {subject.number(FactKey::processing_max)}; }

bool meets(const Subject& subject) {
  const Workload& workload = subject.context.workload;
  return !workload.processing_declared || workload.processing_time <= offered(subject);
}

Exclusion explain(const Subject& subject) {
  const std::string required = notation::duration(subject.context.workload.processing_time);
  return exclude(subject, FactKey::processing_max,
                 fmt::format("lets a consumer hold a message for {} at most",
                             notation::duration(offered(subject))),
                 required, notation::duration(offered(subject)));
}

Concessions concessions(const Subject& subject) {
  return ways({lower_processing_time(subject.context, offered(subject))});
}

}  // namespace

constinit const Constraint processing_time{
    "processing_time", "May a consumer hold a message that long?", meets, explain, concessions};

}  // namespace eventarch::selection::constraints
