#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

ByteRate byte_throughput_required(const Subject& subject) {
  return subject.context.required_rate() * subject.context.workload.message_size;
}

ByteRate byte_throughput_offered(const Subject& subject) {
  return {subject.number(FactKey::cluster_byte_rate)};
}

/// A message size that nobody stated rules nothing out.
bool meets_byte_throughput(const Subject& subject) {
  return !subject.context.workload.size_declared ||
         byte_throughput_required(subject) <= byte_throughput_offered(subject);
}

Exclusion explain_byte_throughput(const Subject& subject) {
  return exclude(subject, FactKey::cluster_byte_rate,
                 fmt::format("carries about {} in all, {} are required (rate x message size)",
                             notation::rate(byte_throughput_offered(subject)),
                             notation::rate(byte_throughput_required(subject))),
                 notation::rate(byte_throughput_required(subject)),
                 notation::rate(byte_throughput_offered(subject)));
}

Concessions byte_throughput_concessions(const Subject& subject) {
  const EventContext& context = subject.context;
  const double bytes = byte_throughput_offered(subject).per_second;
  return ways({lower_rate(context, {bytes / context.workload.message_size.bytes}),
               lower_message_size(context, {bytes / context.required_rate().per_second})});
}

}  // namespace

constinit const Constraint byte_throughput{
    "byte_throughput", "Does the whole of it carry the bytes?", meets_byte_throughput,
    explain_byte_throughput, byte_throughput_concessions};

}  // namespace eventarch::selection::constraints
