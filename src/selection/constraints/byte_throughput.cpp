#include "selection/constraints/constraints.hpp"

#include <fmt/format.h>

#include "eventarch/counted_load.hpp"
#include "support/notation.hpp"

namespace eventarch::selection::constraints {
namespace {

ByteRate bytes_sent(const Subject& subject) {
  return subject.context.required_rate() * subject.context.workload.message_size;
}

ByteRate byte_throughput_required(const Subject& subject) {
  return counted_load(subject.broker, subject.mode, subject.context, bytes_sent(subject));
}

ByteRate byte_throughput_offered(const Subject& subject) {
  return counted_byte_limit(subject.mode);
}

/// A message size that nobody stated rules nothing out.
bool meets_byte_throughput(const Subject& subject) {
  return !subject.context.workload.size_declared ||
         byte_throughput_required(subject) <= byte_throughput_offered(subject);
}

Exclusion explain_byte_throughput(const Subject& subject) {
  const std::string required = notation::rate(byte_throughput_required(subject));
  const std::string offered = notation::rate(byte_throughput_offered(subject));
  const std::string counted =
      counted_in_words(subject.broker, subject.mode, subject.context, bytes_sent(subject));
  return exclude(
      subject, FactKey::cluster_byte_rate,
      fmt::format(
          "carries about {} in all, {} are required ({}rate x message size)", offered,
          counted.empty() ? required : counted,
          counted.empty() ? "" : fmt::format("{} are ", notation::rate(bytes_sent(subject)))),
      required, offered);
}

Concessions byte_throughput_concessions(const Subject& subject) {
  const EventContext& context = subject.context;
  const double each = counted_load(subject.broker, subject.mode, context, ByteRate{1}).per_second;
  const double bytes = byte_throughput_offered(subject).per_second / each;
  return ways({lower_rate(context, {bytes / context.workload.message_size.bytes}),
               lower_message_size(context, {bytes / context.required_rate().per_second})});
}

}  // namespace

constinit const Constraint byte_throughput{
    "byte_throughput", "Does the whole of it carry the bytes?", meets_byte_throughput,
    explain_byte_throughput, byte_throughput_concessions};

}  // namespace eventarch::selection::constraints
