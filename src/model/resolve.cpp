#include "model/resolve.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::model {
namespace {

class Resolver {
 public:
  Resolver(EventContext& context, ResolvedFor use) : context_(context), use_(use) {
    constexpr std::size_t fields_with_a_default = 16;
    context.assumptions.reserve(fields_with_a_default);
  }

  /// The declared value, or the default together with a stated assumption.
  template <class T, class Show>
  T value(const Declared<T>& declared, T fallback, std::string_view field, Show show,
          std::string_view reason) {
    if (declared) return declared->value;
    Assumption& made = context_.assumptions.emplace_back();
    made.field = field;
    if (use_ == ResolvedFor::design) {
      made.value = show(fallback);
      made.reason = reason;
    }
    return fallback;
  }

 private:
  EventContext& context_;
  ResolvedFor use_;
};

template <class T>
std::optional<T> optional_value(const Declared<T>& declared) {
  if (!declared) return std::nullopt;
  return declared->value;
}

std::vector<std::string> values(const std::vector<Given<std::string>>& given) {
  std::vector<std::string> out;
  out.reserve(given.size());
  for (const auto& item : given) out.push_back(item.value);
  return out;
}

template <class E>
std::string show_name(E value) {
  return std::string(name_of(value));
}
std::string show_factor(Factor value) { return notation::number(value.value); }
std::string show_count(Count value) { return std::to_string(value.value); }
std::string show_share(Share value) { return notation::percent(value.value); }
std::string show_rate(MessageRate value) { return notation::rate(value); }

constexpr double default_utilization_target = 0.7;

Ordering default_ordering(UseCase use_case) {
  return use_case == UseCase::work_queue ? Ordering::none : Ordering::partition;
}

std::string_view ordering_reason(UseCase use_case) {
  return use_case == UseCase::work_queue
             ? "jobs of a work queue rarely depend on each other; state `partition` where they do"
             : "events of one entity are mostly meant in order, those of different ones not";
}

Duration default_retention(UseCase use_case) {
  return use_case == UseCase::event_sourcing ? hours(52 * 168.0) : hours(7 * 24.0);
}

std::string_view retention_reason(UseCase use_case) {
  return use_case == UseCase::event_sourcing
             ? "the events are the record: a year is assumed; state how far back yours must go"
             : "a week bridges a long weekend and a slow repair";
}

/// The planning figure of the document that eventarch grew out of: 1,000 msg/s a partition, taken
/// as already safe, that is reached at the utilization target.
Duration default_processing_time(const Declaration& from) {
  const auto& target = from.capacity.utilization_target;
  return seconds((target ? target->value.value : default_utilization_target) / 1000.0);
}

/// Near real time for people.
constexpr Duration usual_latency = seconds(1);

/// A target that nobody stated makes no consumers stand idle: of long work it allows as much
/// waiting as 54 % busy consumers cause (M/M/1, at the 99th percentile).
Duration latency_around(Duration processing) {
  constexpr double of_processing = 10;
  const double long_work = std::ceil(of_processing * processing.milliseconds);
  return {std::clamp(long_work, usual_latency.milliseconds, longest_latency.milliseconds)};
}

Duration default_latency(const Declaration& from) {
  const auto& declared = from.workload.processing_time;
  return declared ? latency_around(declared->value) : usual_latency;
}

std::string_view latency_reason(const Declaration& from) {
  return default_latency(from) > usual_latency
             ? "ten times the processing; nearer to it consumers would stand mostly idle"
             : "near real time for people; a tighter target narrows the choice of brokers";
}

void resolve_requirements(const Declaration& from, EventContext& to, Resolver& resolver) {
  const DeclaredRequirements& r = from.requirements;
  to.requirements.throughput =
      resolver.value(r.throughput, MessageRate{1000}, "requirements.throughput", show_rate,
                     "most flows stay below it; everything below scales with the real rate");
  to.requirements.latency = resolver.value(r.latency, default_latency(from), "requirements.latency",
                                           notation::declared_latency, latency_reason(from));
  to.requirements.ordering =
      resolver.value(r.ordering, default_ordering(to.use_case), "requirements.ordering",
                     show_name<Ordering>, ordering_reason(to.use_case));
  to.requirements.delivery =
      resolver.value(r.delivery, Delivery::at_least_once, "requirements.delivery",
                     show_name<Delivery>, "losing events in silence is rarely acceptable");
  to.requirements.retention =
      resolver.value(r.retention, default_retention(to.use_case), "requirements.retention",
                     notation::duration, retention_reason(to.use_case));
}

void resolve_parties(const Declaration& from, EventContext& to) {
  to.producers = values(from.producers);
  to.consumers = values(from.consumers);
  if (to.producers.empty()) {
    to.producers = {"producer"};
    to.assumptions.push_back({"producers", "[producer]", "one service publishes"});
  }
  if (to.consumers.empty()) {
    to.consumers = {"consumer"};
    to.assumptions.push_back({"consumers", "[consumer]", "one consumer group"});
  }
}

void resolve_workload(const Declaration& from, EventContext& to, Resolver& resolver) {
  const DeclaredWorkload& w = from.workload;
  to.workload.message_size =
      resolver.value(w.message_size, ByteSize{1000}, "workload.message_size", notation::size,
                     "the size that published figures are quoted for; measure yours");
  to.workload.size_declared = w.message_size.has_value();
  to.workload.peak_declared = w.peak_factor.has_value();
  to.workload.peak_factor =
      resolver.value(w.peak_factor, Factor{2}, "workload.peak_factor", show_factor,
                     "capacity must hold at peak; twice the average is a planning value");
  to.workload.growth_factor =
      resolver.value(w.growth_factor, Factor{1}, "workload.growth_factor", show_factor,
                     "no growth is planned in; adding partitions later breaks the order of keys");
  to.workload.processing_declared = w.processing_time.has_value();
  to.workload.processing_time =
      resolver.value(w.processing_time, default_processing_time(from), "workload.processing_time",
                     notation::duration,
                     "one consumer thread is planned with 1K msg/s at the utilization target; "
                     "measure yours, it decides the number of partitions");
  to.workload.distinct_keys = optional_value(w.distinct_keys);
  to.workload.hot_key_share = optional_value(w.hot_key_share);
  to.workload.compression_ratio =
      resolver.value(w.compression_ratio, Factor{1}, "workload.compression_ratio", show_factor,
                     "compression is never assumed to help");
  to.workload.outage = resolver.value(w.outage, minutes(30), "workload.outage", notation::duration,
                                      "a failed deployment, noticed and rolled back");
  to.workload.recover_within =
      resolver.value(w.recover_within, minutes(60), "workload.recover_within", notation::duration,
                     "twice the outage");
}

void resolve_capacity(const Declaration& from, EventContext& to, Resolver& resolver) {
  const DeclaredCapacity& c = from.capacity;
  to.capacity.partition_write = optional_value(c.partition_write);
  to.capacity.partition_read = optional_value(c.partition_read);
  to.capacity.partition_throughput = optional_value(c.partition_throughput);
  to.capacity.utilization_target =
      resolver.value(c.utilization_target, Share{default_utilization_target},
                     "capacity.utilization_target", show_share,
                     "beyond it queues grow fast: at 70 % the mean wait is 2.3 service times, at "
                     "90 % it is 9");
  to.capacity.availability_zones =
      resolver.value(c.availability_zones, Count{3}, "capacity.availability_zones", show_count,
                     "one zone may fail and a majority of three copies stays");
  to.capacity.replication_factor =
      resolver.value(c.replication_factor, Count{3}, "capacity.replication_factor", show_count,
                     "one copy may fail while another is in maintenance");
}

void resolve_constraints(const Declaration& from, EventContext& to) {
  const DeclaredConstraints& c = from.constraints;
  const auto is_on = [](const Declared<bool>& flag) { return flag && flag->value; };
  to.constraints.allowed_brokers = values(c.allowed_brokers);
  to.constraints.forbidden_brokers = values(c.forbidden_brokers);
  if (c.cloud) to.constraints.cloud = c.cloud->value;
  if (c.deployment) to.constraints.deployment = c.deployment->value;
  to.constraints.operations_capacity = optional_value(c.operations_capacity);
  to.constraints.replay = is_on(c.replay);
  to.constraints.priority = is_on(c.priority);
  to.constraints.delayed_delivery = is_on(c.delayed_delivery);
  to.constraints.complex_routing = is_on(c.complex_routing);
  to.constraints.request_reply = is_on(c.request_reply);
  to.constraints.multi_tenancy = is_on(c.multi_tenancy);
  to.constraints.geo_replication = is_on(c.geo_replication);
}

}  // namespace

std::string design_name(const Declaration& declaration, std::string_view stem) {
  return text::resource_name(declaration.name ? declaration.name->value : stem);
}

EventContext with_use_case(EventContext context, UseCase use_case) {
  context.use_case = use_case;
  if (context.assumption("requirements.ordering") != nullptr) {
    context.requirements.ordering = default_ordering(use_case);
  }
  if (context.assumption("requirements.retention") != nullptr) {
    context.requirements.retention = default_retention(use_case);
  }
  return context;
}

EventContext with_processing_time(EventContext context, Duration time) {
  context.workload.processing_time = time;
  context.workload.processing_declared = true;
  if (context.assumption("requirements.latency") != nullptr) {
    context.requirements.latency = latency_around(time);
  }
  return context;
}

EventContext resolve(const Declaration& declaration, std::string_view stem, ResolvedFor use) {
  EventContext context;
  Resolver resolver(context, use);
  context.name = design_name(declaration, stem);
  if (declaration.description) context.description = declaration.description->value;
  if (declaration.use_case) context.use_case = declaration.use_case->value;
  resolve_requirements(declaration, context, resolver);
  resolve_parties(declaration, context);
  resolve_workload(declaration, context, resolver);
  resolve_capacity(declaration, context, resolver);
  resolve_constraints(declaration, context);
  if (use == ResolvedFor::design) context.messages = declaration.messages;
  context.decisions = declaration.decisions;
  return context;
}

}  // namespace eventarch::model
