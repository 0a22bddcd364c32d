#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

double consumer_parallelism_offered(const Subject& subject) {
  return subject.number(FactKey::consumers_per_group);
}

double consumer_parallelism_required(const EventContext& context) {
  return context.required_rate().per_second * context.workload.processing_time.seconds() /
         context.capacity.utilization_target.value;
}

bool meets_consumer_parallelism(const Subject& subject) {
  return consumer_parallelism_required(subject.context) <= consumer_parallelism_offered(subject);
}

Exclusion explain_consumer_parallelism(const Subject& subject) {
  const std::uint64_t needed =
      notation::guarded_ceil(consumer_parallelism_required(subject.context));
  return exclude(subject, FactKey::consumers_per_group,
                 fmt::format("lets {} of a group's consumers work at once, {} are needed",
                             notation::number(consumer_parallelism_offered(subject)), needed),
                 notation::counted(needed, "consumer"),
                 notation::number(consumer_parallelism_offered(subject)));
}

Concessions consumer_parallelism_concessions(const Subject& subject) {
  const EventContext& context = subject.context;
  const double busy =
      consumer_parallelism_offered(subject) * context.capacity.utilization_target.value;
  return ways({lower_rate(context, {busy / context.workload.processing_time.seconds()}),
               lower_processing_time(context, seconds(busy / context.required_rate().per_second))});
}

}  // namespace

constinit const Constraint consumer_parallelism{
    "consumer_parallelism", "May enough consumers work at once?", meets_consumer_parallelism,
    explain_consumer_parallelism, consumer_parallelism_concessions};

}  // namespace eventarch::selection::constraints
