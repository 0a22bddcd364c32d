#include "report/context_rows.hpp"

#include <fmt/format.h>

#include <type_traits>

#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using Rows = std::vector<ContextRow>;

void add_requirements(Rows& rows, const Requirements& r) {
  rows.push_back({"requirements.throughput", notation::rate(r.throughput)});
  rows.push_back({"requirements.latency", notation::duration(r.latency)});
  rows.push_back({"requirements.ordering", std::string(name_of(r.ordering))});
  rows.push_back({"requirements.delivery", std::string(name_of(r.delivery))});
  rows.push_back({"requirements.retention", notation::duration(r.retention)});
}

void add_workload(Rows& rows, const Workload& w) {
  rows.push_back({"workload.message_size", notation::size(w.message_size)});
  rows.push_back({"workload.peak_factor", notation::number(w.peak_factor.value)});
  rows.push_back({"workload.growth_factor", notation::number(w.growth_factor.value)});
  rows.push_back({"workload.processing_time", notation::duration(w.processing_time)});
  if (w.distinct_keys) {
    rows.push_back({"workload.distinct_keys",
                    notation::number(static_cast<double>(w.distinct_keys->value), 15)});
  }
  if (w.hot_key_share) {
    rows.push_back({"workload.hot_key_share", notation::percent(w.hot_key_share->value)});
  }
  rows.push_back({"workload.compression_ratio", notation::number(w.compression_ratio.value)});
  rows.push_back({"workload.outage", notation::duration(w.outage)});
  rows.push_back({"workload.recover_within", notation::duration(w.recover_within)});
}

void add_capacity(Rows& rows, const Capacity& c) {
  if (c.partition_write) {
    rows.push_back({"capacity.partition_write", notation::rate(*c.partition_write)});
  }
  if (c.partition_read) {
    rows.push_back({"capacity.partition_read", notation::rate(*c.partition_read)});
  }
  if (c.partition_throughput) {
    rows.push_back({"capacity.partition_throughput", notation::rate(*c.partition_throughput)});
  }
  rows.push_back({"capacity.utilization_target", notation::percent(c.utilization_target.value)});
  rows.push_back({"capacity.availability_zones", fmt::format("{}", c.availability_zones.value)});
  rows.push_back({"capacity.replication_factor", fmt::format("{}", c.replication_factor.value)});
}

void add_constraints(Rows& rows, const Constraints& c) {
  if (!c.allowed_brokers.empty()) {
    rows.push_back({"constraints.allowed_brokers", text::list_of(c.allowed_brokers)});
  }
  if (!c.forbidden_brokers.empty()) {
    rows.push_back({"constraints.forbidden_brokers", text::list_of(c.forbidden_brokers)});
  }
  rows.push_back({"constraints.cloud", std::string(name_of(c.cloud))});
  rows.push_back({"constraints.deployment", std::string(name_of(c.deployment))});
  if (c.operations_capacity) {
    rows.push_back(
        {"constraints.operations_capacity", std::string(name_of(*c.operations_capacity))});
  }
  std::vector<std::string> asked;
  const auto flag = [&asked](bool set, std::string_view name) {
    if (set) asked.emplace_back(name);
  };
  flag(c.replay, "replay");
  flag(c.priority, "priority");
  flag(c.delayed_delivery, "delayed_delivery");
  flag(c.complex_routing, "complex_routing");
  flag(c.request_reply, "request_reply");
  flag(c.multi_tenancy, "multi_tenancy");
  flag(c.geo_replication, "geo_replication");
  rows.push_back({"features asked for", asked.empty() ? "none" : text::list_of(asked)});
}

template <class T>
void decision(Rows& rows, const char* name, const Declared<T>& declared) {
  if (!declared) return;
  std::string value;
  if constexpr (std::is_same_v<T, Count>) {
    value = fmt::format("{}", declared->value.value);
  } else if constexpr (std::is_enum_v<T>) {
    value = name_of(declared->value);
  } else {
    value = fmt::format("{}", declared->value);
  }
  rows.push_back({fmt::format("decisions.{}", name), value});
}

void add_decisions(Rows& rows, const Decisions& d) {
  decision(rows, "broker", d.broker);
  decision(rows, "partitions", d.partitions);
  decision(rows, "replication_factor", d.replication_factor);
  decision(rows, "min_in_sync_replicas", d.min_in_sync_replicas);
  decision(rows, "producer_acks", d.producer_acks);
  decision(rows, "offset_commit", d.offset_commit);
  decision(rows, "idempotent_consumers", d.idempotent_consumers);
  decision(rows, "dead_letter_queue", d.dead_letter_queue);
  decision(rows, "max_attempts", d.max_attempts);
  decision(rows, "dlq_alerts", d.dlq_alerts);
  decision(rows, "lag_monitoring", d.lag_monitoring);
  decision(rows, "schema_registry", d.schema_registry);
}

void add_messages(Rows& rows, const std::vector<MessageType>& messages) {
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const MessageType& message = messages[i];
    rows.push_back({fmt::format("messages[{}]", i),
                    fmt::format("{}{}; {}", message.type ? message.type->value : "no type",
                                message.key ? ", key " + message.key->value : std::string(),
                                notation::counted(message.payload.size(), "payload field"))});
  }
}

}  // namespace

std::vector<ContextRow> context_rows(const EventContext& context) {
  Rows rows{{"name", context.name}};
  if (!context.description.empty()) rows.push_back({"description", context.description});
  rows.push_back({"use_case", std::string(name_of(context.use_case))});
  add_requirements(rows, context.requirements);
  rows.push_back({"producers", text::list_of(context.producers)});
  rows.push_back({"consumers", text::list_of(context.consumers)});
  add_workload(rows, context.workload);
  add_capacity(rows, context.capacity);
  add_constraints(rows, context.constraints);
  add_messages(rows, context.messages);
  add_decisions(rows, context.decisions);
  return rows;
}

}  // namespace eventarch::report
