/// For each constraint, the smallest change of the requirements that a mode would need to meet it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "model/resolve.hpp"
#include "selection/constraint.hpp"
#include "support/notation.hpp"

namespace eventarch::selection {
namespace {

/// Rounded down to two significant digits: nobody relaxes a requirement to 46,667 msg/s.
double rounded_down(double value) {
  if (!(value > 0)) return 0;
  const double scale = std::pow(10, std::floor(std::log10(value)) - 1);
  return std::floor(value / scale * (1 + 1e-12)) * scale;
}

RelaxedField drop_flag(bool& flag, std::string_view name) {
  flag = false;
  return {.field = fmt::format("constraints.{}", name), .from = "true", .to = "false"};
}

RelaxedField lower_rate(EventContext& context, double offered) {
  const std::string from = notation::declared_rate(context.requirements.throughput);
  const double peak = context.workload.peak_declared ? context.workload.peak_factor.value : 1;
  // A rate is a whole number of messages; where even one is too many, nothing is changed.
  const double lowered = std::floor(rounded_down(offered / peak));
  if (lowered >= 1) context.requirements.throughput.per_second = lowered;
  return {.field = "requirements.throughput",
          .from = from,
          .to = notation::declared_rate(context.requirements.throughput)};
}

RelaxedField set_ordering(EventContext& context, Ordering to) {
  const std::string from(name_of(context.requirements.ordering));
  context.requirements.ordering = to;
  return {.field = "requirements.ordering", .from = from, .to = std::string(name_of(to))};
}

}  // namespace

RelaxedField relax_throughput(const Subject& subject, EventContext& context) {
  return lower_rate(context, subject.number(FactKey::cluster_message_rate));
}

RelaxedField relax_global_order_rate(const Subject& subject, EventContext& context) {
  if (subject.fact(FactKey::ordering).is("partition")) {
    return set_ordering(context, Ordering::partition);
  }
  const double by_size = unit_byte_rate(subject).per_second / context.workload.message_size.bytes;
  return lower_rate(context, std::min(by_size, ordered_rate(subject).per_second));
}

RelaxedField relax_consumer_parallelism(const Subject& subject, EventContext& context) {
  const double target = context.capacity.utilization_target.value;
  return lower_rate(context, subject.number(FactKey::consumers_per_group) * target /
                                 context.workload.processing_time.seconds());
}

RelaxedField relax_in_flight(const Subject& subject, EventContext& context) {
  const Duration before = context.workload.processing_time;
  const double seconds_max =
      subject.number(FactKey::in_flight_max) / context.required_rate().per_second;
  // Below a microsecond it is no processing time any more: nothing is changed then.
  constexpr double shortest_ms = 0.001;
  const double lowered = rounded_down(seconds_max * 1000);
  if (lowered >= shortest_ms) context.workload.processing_time = Duration{lowered};
  return {.field = "workload.processing_time",
          .from = notation::declared_duration(before),
          .to = notation::declared_duration(context.workload.processing_time)};
}

RelaxedField relax_latency(const Subject& subject, EventContext& context) {
  const std::string from = notation::declared_latency(context.requirements.latency);
  context.requirements.latency = Duration{subject.number(FactKey::latency_floor)};
  return {.field = "requirements.latency",
          .from = from,
          .to = notation::declared_latency(context.requirements.latency)};
}

RelaxedField relax_ordering(const Subject& subject, EventContext& context) {
  const bool keyed = context.requirements.ordering == Ordering::global &&
                     subject.fact(FactKey::ordering).is("partition");
  return set_ordering(context, keyed ? Ordering::partition : Ordering::none);
}

RelaxedField relax_delivery(const Subject& subject, EventContext& context) {
  const std::string from(name_of(context.requirements.delivery));
  const bool at_least = subject.fact(FactKey::delivery).is(name_of(Delivery::at_least_once));
  context.requirements.delivery = at_least ? Delivery::at_least_once : Delivery::at_most_once;
  return {.field = "requirements.delivery",
          .from = from,
          .to = std::string(name_of(context.requirements.delivery))};
}

RelaxedField relax_retention(const Subject& subject, EventContext& context) {
  const std::string from = notation::declared_retention(context.requirements.retention);
  context.requirements.retention = Duration{subject.number(FactKey::retention_max)};
  return {.field = "requirements.retention",
          .from = from,
          .to = notation::declared_retention(context.requirements.retention)};
}

RelaxedField relax_replay(const Subject& /*subject*/, EventContext& context) {
  if (context.constraints.replay) return drop_flag(context.constraints.replay, "replay");
  context = model::with_use_case(context, UseCase::cqrs);
  return {.field = "use_case",
          .from = "event_sourcing",
          .to = "cqrs, with the history in an event store beside the broker"};
}

RelaxedField relax_message_size(const Subject& subject, EventContext& context) {
  const std::string from = notation::declared_size(context.workload.message_size);
  context.workload.message_size = ByteSize{subject.number(FactKey::message_size_max)};
  return {.field = "workload.message_size",
          .from = from,
          .to = notation::declared_size(context.workload.message_size) +
                ", with the rest in object storage (claim check)"};
}

RelaxedField relax_fan_out(const Subject& /*subject*/, EventContext& context) {
  const std::size_t before = context.consumers.size();
  context.consumers.resize(1);
  return {.field = "consumers", .from = fmt::format("{} groups", before), .to = "1 group"};
}

RelaxedField relax_priority(const Subject& /*subject*/, EventContext& context) {
  return drop_flag(context.constraints.priority, "priority");
}
RelaxedField relax_delayed_delivery(const Subject& /*subject*/, EventContext& context) {
  return drop_flag(context.constraints.delayed_delivery, "delayed_delivery");
}
RelaxedField relax_complex_routing(const Subject& /*subject*/, EventContext& context) {
  return drop_flag(context.constraints.complex_routing, "complex_routing");
}
RelaxedField relax_request_reply(const Subject& /*subject*/, EventContext& context) {
  return drop_flag(context.constraints.request_reply, "request_reply");
}
RelaxedField relax_multi_tenancy(const Subject& /*subject*/, EventContext& context) {
  return drop_flag(context.constraints.multi_tenancy, "multi_tenancy");
}
RelaxedField relax_geo_replication(const Subject& /*subject*/, EventContext& context) {
  return drop_flag(context.constraints.geo_replication, "geo_replication");
}

RelaxedField relax_cloud(const Subject& /*subject*/, EventContext& context) {
  const std::string from(name_of(context.constraints.cloud));
  context.constraints.cloud = Cloud::any;
  return {.field = "constraints.cloud", .from = from, .to = "any"};
}

RelaxedField relax_deployment(const Subject& /*subject*/, EventContext& context) {
  const std::string from(name_of(context.constraints.deployment));
  context.constraints.deployment = Deployment::any;
  return {.field = "constraints.deployment", .from = from, .to = "any"};
}

RelaxedField relax_allowed_brokers(const Subject& subject, EventContext& context) {
  auto& allowed = context.constraints.allowed_brokers;
  const std::string from = fmt::format("[{}]", fmt::join(allowed, ", "));
  allowed.push_back(subject.broker.id);
  return {.field = "constraints.allowed_brokers",
          .from = from,
          .to = fmt::format("[{}]", fmt::join(allowed, ", "))};
}

RelaxedField relax_forbidden_brokers(const Subject& subject, EventContext& context) {
  auto& forbidden = context.constraints.forbidden_brokers;
  const std::string from = fmt::format("[{}]", fmt::join(forbidden, ", "));
  std::erase(forbidden, subject.broker.id);
  return {.field = "constraints.forbidden_brokers",
          .from = from,
          .to = forbidden.empty() ? std::string("not stated")
                                  : fmt::format("[{}]", fmt::join(forbidden, ", "))};
}

}  // namespace eventarch::selection
