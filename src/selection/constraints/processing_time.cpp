#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

Duration processing_time_offered(const Subject& subject) {
  return {subject.number(FactKey::processing_max)};
}

bool meets_processing_time(const Subject& subject) {
  const Workload& workload = subject.context.workload;
  return !workload.processing_declared ||
         workload.processing_time <= processing_time_offered(subject);
}

Exclusion explain_processing_time(const Subject& subject) {
  const std::string required = notation::duration(subject.context.workload.processing_time);
  return exclude(subject, FactKey::processing_max,
                 fmt::format("lets a consumer hold a message for {} at most",
                             notation::duration(processing_time_offered(subject))),
                 required, notation::duration(processing_time_offered(subject)));
}

Concessions processing_time_concessions(const Subject& subject) {
  return ways({lower_processing_time(subject.context, processing_time_offered(subject))});
}

}  // namespace

constinit const Constraint processing_time{
    "processing_time", "May a consumer hold a message that long?", meets_processing_time,
    explain_processing_time, processing_time_concessions};

}  // namespace eventarch::selection::constraints
