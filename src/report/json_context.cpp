/// The context of the JSON report: what the design file asks for, and what was assumed.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "report/assumptions_in_use.hpp"
#include "report/json_numbers.hpp"
#include "report/json_parts.hpp"

namespace eventarch::report {
namespace {

Json workload(const EventContext& c) {
  const Workload& w = c.workload;
  Json out{{"message_size_bytes", number(w.message_size.bytes)},
           {"peak_factor", number(w.peak_factor.value)},
           {"growth_factor", number(w.growth_factor.value)},
           {"processing_time_ms", rounded(w.processing_time.milliseconds)},
           {"compression_ratio", number(w.compression_ratio.value)},
           {"outage_seconds", rounded(w.outage.seconds())},
           {"recover_within_seconds", rounded(w.recover_within.seconds())}};
  if (w.distinct_keys) out["distinct_keys"] = w.distinct_keys->value;
  if (w.hot_key_share) out["hot_key_share"] = rounded(w.hot_key_share->value);
  return out;
}

Json capacity(const EventContext& c) {
  Json out{{"utilization_target", rounded(c.capacity.utilization_target.value)},
           {"availability_zones", c.capacity.availability_zones.value},
           {"replication_factor", c.capacity.replication_factor.value}};
  const Capacity& given = c.capacity;
  if (given.partition_write) {
    out["partition_write_bytes_per_second"] = number(given.partition_write->per_second);
  }
  if (given.partition_read) {
    out["partition_read_bytes_per_second"] = number(given.partition_read->per_second);
  }
  if (given.partition_throughput) {
    out["partition_messages_per_second"] = number(given.partition_throughput->per_second);
  }
  return out;
}

Json constraints(const Constraints& c) {
  Json out{{"allowed_brokers", c.allowed_brokers},
           {"forbidden_brokers", c.forbidden_brokers},
           {"cloud", name_of(c.cloud)},
           {"deployment", name_of(c.deployment)},
           {"operations_capacity", nullptr},
           {"replay", c.replay},
           {"priority", c.priority},
           {"delayed_delivery", c.delayed_delivery},
           {"complex_routing", c.complex_routing},
           {"request_reply", c.request_reply},
           {"multi_tenancy", c.multi_tenancy},
           {"geo_replication", c.geo_replication}};
  if (c.operations_capacity) out["operations_capacity"] = name_of(*c.operations_capacity);
  return out;
}

/// In the notation of the design file.
Json payload(const std::vector<PayloadField>& fields) {
  Json out = Json::object();
  for (const PayloadField& field : fields) {
    Json type = field.type.value;
    if (!field.symbols.empty()) type = fmt::format("{}", fmt::join(field.symbols, " | "));
    if (!field.fields.empty()) type = payload(field.fields);
    if (field.list) type = Json::array({std::move(type)});
    out[field.name.value + (field.optional ? "?" : "")] = std::move(type);
  }
  return out;
}

Json messages(const EventContext& context) {
  Json out = Json::array();
  for (const MessageType& message : context.messages) {
    Json entry{{"type", message.type ? Json(message.type->value) : Json(nullptr)},
               {"key", message.key ? Json(message.key->value) : Json(nullptr)},
               {"payload", payload(message.payload)}};
    out.push_back(std::move(entry));
  }
  return out;
}

template <class T>
void put(Json& out, const char* key, const Declared<T>& declared) {
  if (!declared) return;
  if constexpr (std::is_same_v<T, Count>) {
    out[key] = declared->value.value;
  } else if constexpr (std::is_enum_v<T>) {
    out[key] = name_of(declared->value);
  } else {
    out[key] = declared->value;
  }
}

Json decisions(const Decisions& d) {
  Json out = Json::object();
  put(out, "broker", d.broker);
  put(out, "partitions", d.partitions);
  put(out, "replication_factor", d.replication_factor);
  put(out, "min_in_sync_replicas", d.min_in_sync_replicas);
  put(out, "producer_acks", d.producer_acks);
  put(out, "offset_commit", d.offset_commit);
  put(out, "idempotent_consumers", d.idempotent_consumers);
  put(out, "dead_letter_queue", d.dead_letter_queue);
  put(out, "max_attempts", d.max_attempts);
  put(out, "dlq_alerts", d.dlq_alerts);
  put(out, "lag_monitoring", d.lag_monitoring);
  put(out, "schema_registry", d.schema_registry);
  return out;
}

}  // namespace

Json context_of(const EventContext& c) {
  return {{"name", c.name},
          {"description", c.description},
          {"use_case", name_of(c.use_case)},
          {"throughput_per_second", number(c.requirements.throughput.per_second)},
          {"latency_ms", number(c.requirements.latency.milliseconds)},
          {"ordering", name_of(c.requirements.ordering)},
          {"delivery", name_of(c.requirements.delivery)},
          {"retention_hours", number(c.requirements.retention.hours())},
          {"producers", c.producers},
          {"consumers", c.consumers},
          {"workload", workload(c)},
          {"capacity", capacity(c)},
          {"constraints", constraints(c.constraints)},
          {"messages", messages(c)},
          {"decisions", decisions(c.decisions)}};
}

Json assumptions_of(const Advice& advice) {
  Json out = Json::array();
  for (const Assumption& a : assumptions_in_use(advice)) {
    out.push_back({{"field", a.field}, {"value", a.value}, {"reason", a.reason}});
  }
  return out;
}

}  // namespace eventarch::report
