/// Rates, messages under way, sizes.

#include <fmt/format.h>

#include "selection/constraint.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::selection {

std::optional<Exclusion> check_throughput(const Subject& subject) {
  const MessageRate required = subject.context.required_rate();
  const MessageRate offered{subject.number(FactKey::cluster_message_rate)};
  if (required <= offered) return std::nullopt;
  return exclude(subject, FactKey::cluster_message_rate,
                 fmt::format("carries about {} in all, {} are required", notation::rate(offered),
                             notation::rate(required)),
                 notation::rate(required), notation::rate(offered));
}

MessageRate ordered_rate(const Subject& subject) {
  const auto& measured = subject.context.capacity.partition_throughput;
  return measured ? *measured : MessageRate{subject.number(FactKey::ordered_message_rate)};
}

ByteRate unit_byte_rate(const Subject& subject) {
  const auto& measured = subject.context.capacity.partition_write;
  return measured ? *measured : ByteRate{subject.number(FactKey::unit_byte_rate)};
}

std::optional<Exclusion> check_global_order_rate(const Subject& subject) {
  const bool global = subject.context.requirements.ordering == Ordering::global;
  // Without any order check_ordering speaks.
  if (!global || !subject.fact(FactKey::ordered_message_rate).number) return std::nullopt;
  const MessageRate required = subject.context.required_rate();
  const MessageRate offered = ordered_rate(subject);
  const ByteRate required_bytes = required * subject.context.workload.message_size;
  const ByteRate offered_bytes = unit_byte_rate(subject);
  const std::string unit = text::spoken(subject.fact(FactKey::unit).word());
  if (required > offered) {
    return exclude(subject, FactKey::ordered_message_rate,
                   fmt::format("under global order everything passes one {}, which carries {}",
                               unit, notation::rate(offered)),
                   notation::rate(required), notation::rate(offered));
  }
  if (required_bytes > offered_bytes) {
    return exclude(subject, FactKey::unit_byte_rate,
                   fmt::format("under global order everything passes one {}, which carries {}",
                               unit, notation::rate(offered_bytes)),
                   notation::rate(required_bytes), notation::rate(offered_bytes));
  }
  return std::nullopt;
}

std::optional<Exclusion> check_consumer_parallelism(const Subject& subject) {
  const double offered = subject.number(FactKey::consumers_per_group);
  const double required = subject.context.required_rate().per_second *
                          subject.context.workload.processing_time.seconds() /
                          subject.context.capacity.utilization_target.value;
  if (required <= offered) return std::nullopt;
  return exclude(subject, FactKey::consumers_per_group,
                 fmt::format("lets {} consumer of a group work at once, {} are needed",
                             notation::number(offered), notation::guarded_ceil(required)),
                 fmt::format("{} consumers", notation::guarded_ceil(required)),
                 notation::number(offered));
}

std::optional<Exclusion> check_in_flight(const Subject& subject) {
  // Only of queues: a log's consumer holds a position, not messages. A share group's figure is per
  // partition, so more partitions lift it.
  const Workload& workload = subject.context.workload;
  const Fact& fact = subject.fact(FactKey::in_flight_max);
  const bool queue =
      subject.fact(FactKey::unit).is("queue") || subject.fact(FactKey::unit).is("message_group");
  if (!workload.processing_declared || !queue || !fact.number) return std::nullopt;
  const double required =
      subject.context.required_rate().per_second * workload.processing_time.seconds();
  if (required <= *fact.number) return std::nullopt;
  return exclude(subject, FactKey::in_flight_max,
                 fmt::format("{} messages would be under way at once (rate x processing time), {} "
                             "may be",
                             notation::number(required), notation::number(*fact.number)),
                 notation::number(required) + " messages",
                 notation::number(*fact.number) + " messages");
}

std::optional<Exclusion> check_message_size(const Subject& subject) {
  const ByteSize required = subject.context.workload.message_size;
  const ByteSize offered{subject.number(FactKey::message_size_max)};
  if (required <= offered) return std::nullopt;
  return exclude(subject, FactKey::message_size_max,
                 fmt::format("takes messages up to {}, {} are required", notation::size(offered),
                             notation::size(required)),
                 notation::size(required), notation::size(offered));
}

}  // namespace eventarch::selection
