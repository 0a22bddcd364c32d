#include "input/field_table.hpp"

#include <algorithm>
#include <array>

#include "input/field_reader.hpp"
#include "model/names.hpp"

namespace eventarch::input {
namespace {

template <auto member>
void read_top(const Node& node, FieldReader& reader, Declaration& declaration) {
  reader.read(node, declaration.*member);
}

template <auto group, auto member>
void read_in(const Node& node, FieldReader& reader, Declaration& declaration) {
  reader.read(node, (declaration.*group).*member);
}

using D = Declaration;
using R = DeclaredRequirements;
using W = DeclaredWorkload;
using C = DeclaredCapacity;
using N = DeclaredConstraints;
using X = Decisions;

constexpr auto optional = Presence::optional;
constexpr auto required = Presence::required;

// clang-format off
// One row each.
constexpr std::array all{
    Field{"name", FieldType::text, optional, "Names topics and queues; the file's stem where left out", "order-events", {}, read_top<&D::name>},
    Field{"description", FieldType::text, optional, "Free text, shown in the report", "Orders placed in the shop", {}, read_top<&D::description>},
    Field{"use_case", FieldType::choice, required, "What the events are for", "pub_sub", model::use_case_names, read_top<&D::use_case>},
    Field{"requirements", FieldType::mapping, required, "What the flow must do", {}, {}, nullptr},
    Field{"requirements.throughput", FieldType::message_rate, optional, "Declared average rate, all producers together", "10K msg/s", {}, read_in<&D::requirements, &R::throughput>},
    Field{"requirements.latency", FieldType::latency, optional, "End to end, 99th percentile, produce to processed", "100ms", {}, read_in<&D::requirements, &R::latency>},
    Field{"requirements.ordering", FieldType::choice, optional, "Order among no messages, those of one key, or all", "partition", model::ordering_names, read_in<&D::requirements, &R::ordering>},
    Field{"requirements.delivery", FieldType::choice, optional, "What may happen to one message: loss, repetition, neither", "at_least_once", model::delivery_names, read_in<&D::requirements, &R::delivery>},
    Field{"requirements.retention", FieldType::retention, optional, "How long messages are kept", "7 days", {}, read_in<&D::requirements, &R::retention>},
    Field{"producers", FieldType::resource_name_list, optional, "Services that publish", "[order-service]", {}, read_top<&D::producers>},
    Field{"consumers", FieldType::resource_name_list, optional, "Services that consume; each is one consumer group", "[notification-service, analytics-service]", {}, read_top<&D::consumers>},
    Field{"workload", FieldType::mapping, optional, "Sharpens the calculation", {}, {}, nullptr},
    Field{"workload.message_size", FieldType::size, optional, "Mean size of one message; KB is 1000 bytes, KiB 1024", "1 KB", {}, read_in<&D::workload, &W::message_size>},
    Field{"workload.peak_factor", FieldType::factor, optional, "Peak rate over declared rate", "3", {}, read_in<&D::workload, &W::peak_factor>},
    Field{"workload.growth_factor", FieldType::factor, optional, "Planned growth over the design's lifetime", "2", {}, read_in<&D::workload, &W::growth_factor>},
    Field{"workload.processing_time", FieldType::duration, optional, "One message on one consumer thread", "5 ms", {}, read_in<&D::workload, &W::processing_time>},
    Field{"workload.distinct_keys", FieldType::count, optional, "Number of different partition keys", "100K", {}, read_in<&D::workload, &W::distinct_keys>},
    Field{"workload.hot_key_share", FieldType::share, optional, "Share of the traffic that the busiest key has", "2 %", {}, read_in<&D::workload, &W::hot_key_share>},
    Field{"workload.compression_ratio", FieldType::factor, optional, "Uncompressed over compressed size", "1.0", {}, read_in<&D::workload, &W::compression_ratio>},
    Field{"workload.outage", FieldType::duration, optional, "Consumers may be down this long ...", "30 min", {}, read_in<&D::workload, &W::outage>},
    Field{"workload.recover_within", FieldType::duration, optional, "... and must be caught up again within this", "60 min", {}, read_in<&D::workload, &W::recover_within>},
    Field{"capacity", FieldType::mapping, optional, "What was measured or is sold; otherwise the catalogue's figures", {}, {}, nullptr},
    Field{"capacity.partition_write", FieldType::byte_rate, optional, "What one partition takes in", "10 MB/s", {}, read_in<&D::capacity, &C::partition_write>},
    Field{"capacity.partition_read", FieldType::byte_rate, optional, "What one partition gives out", "20 MB/s", {}, read_in<&D::capacity, &C::partition_read>},
    Field{"capacity.partition_throughput", FieldType::message_rate, optional, "Messages that one partition and its consumer carry", "10K msg/s", {}, read_in<&D::capacity, &C::partition_throughput>},
    Field{"capacity.utilization_target", FieldType::share, optional, "How much of a capacity may be used at peak", "70 %", {}, read_in<&D::capacity, &C::utilization_target>},
    Field{"capacity.availability_zones", FieldType::count, optional, "Zones that the cluster spreads over", "3", {}, read_in<&D::capacity, &C::availability_zones>},
    Field{"capacity.replication_factor", FieldType::count, optional, "Copies that the cluster offers", "3", {}, read_in<&D::capacity, &C::replication_factor>},
    Field{"constraints", FieldType::mapping, optional, "Narrows the selection", {}, {}, nullptr},
    Field{"constraints.allowed_brokers", FieldType::broker_list, optional, "Only these may be chosen", "[kafka, rabbitmq]", {}, read_in<&D::constraints, &N::allowed_brokers>},
    Field{"constraints.forbidden_brokers", FieldType::broker_list, optional, "None of these may be chosen", "[sqs]", {}, read_in<&D::constraints, &N::forbidden_brokers>},
    Field{"constraints.cloud", FieldType::choice, optional, "Where it runs", "aws", model::cloud_names, read_in<&D::constraints, &N::cloud>},
    Field{"constraints.deployment", FieldType::choice, optional, "Who runs it", "managed", model::deployment_names, read_in<&D::constraints, &N::deployment>},
    Field{"constraints.operations_capacity", FieldType::choice, optional, "Size of the team that will run it", "small", model::operations_capacity_names, read_in<&D::constraints, &N::operations_capacity>},
    Field{"constraints.replay", FieldType::boolean, optional, "Old messages must be readable again", "true", {}, read_in<&D::constraints, &N::replay>},
    Field{"constraints.priority", FieldType::boolean, optional, "Urgent messages overtake others", "false", {}, read_in<&D::constraints, &N::priority>},
    Field{"constraints.delayed_delivery", FieldType::boolean, optional, "Messages are held until a given time", "false", {}, read_in<&D::constraints, &N::delayed_delivery>},
    Field{"constraints.complex_routing", FieldType::boolean, optional, "The broker routes by pattern or header", "false", {}, read_in<&D::constraints, &N::complex_routing>},
    Field{"constraints.request_reply", FieldType::boolean, optional, "Producers wait for an answer", "false", {}, read_in<&D::constraints, &N::request_reply>},
    Field{"constraints.multi_tenancy", FieldType::boolean, optional, "Tenants share the broker and are kept apart", "false", {}, read_in<&D::constraints, &N::multi_tenancy>},
    Field{"constraints.geo_replication", FieldType::boolean, optional, "Messages are copied between regions", "false", {}, read_in<&D::constraints, &N::geo_replication>},
    Field{"messages", FieldType::message_list, optional, "The event types that flow", "[{type: OrderPlaced, key: order_id, payload: {order_id: string}}]", {}, read_top<&D::messages>},
    Field{"decisions", FieldType::mapping, optional, "Choices already made; the design is made with them", {}, {}, nullptr},
    Field{"decisions.broker", FieldType::broker, optional, "The broker", "kafka", {}, read_in<&D::decisions, &X::broker>},
    Field{"decisions.partitions", FieldType::count, optional, "Partitions of the event topic", "12", {}, read_in<&D::decisions, &X::partitions>},
    Field{"decisions.replication_factor", FieldType::count, optional, "Copies of each partition", "3", {}, read_in<&D::decisions, &X::replication_factor>},
    Field{"decisions.min_in_sync_replicas", FieldType::count, optional, "Copies that must have a message before it counts as written", "2", {}, read_in<&D::decisions, &X::min_in_sync_replicas>},
    Field{"decisions.producer_acks", FieldType::choice, optional, "What the producer waits for", "all", model::producer_acks_names, read_in<&D::decisions, &X::producer_acks>},
    Field{"decisions.offset_commit", FieldType::choice, optional, "When a message counts as consumed", "after_processing", model::offset_commit_names, read_in<&D::decisions, &X::offset_commit>},
    Field{"decisions.idempotent_consumers", FieldType::boolean, optional, "Processing a message twice does no harm", "true", {}, read_in<&D::decisions, &X::idempotent_consumers>},
    Field{"decisions.dead_letter_queue", FieldType::boolean, optional, "Messages that cannot be processed are put aside", "true", {}, read_in<&D::decisions, &X::dead_letter_queue>},
    Field{"decisions.max_attempts", FieldType::count, optional, "Attempts in all before a message is put aside", "5", {}, read_in<&D::decisions, &X::max_attempts>},
    Field{"decisions.dlq_alerts", FieldType::boolean, optional, "Somebody is told of dead letters", "true", {}, read_in<&D::decisions, &X::dlq_alerts>},
    Field{"decisions.lag_monitoring", FieldType::boolean, optional, "Consumer lag is watched", "true", {}, read_in<&D::decisions, &X::lag_monitoring>},
    Field{"decisions.schema_registry", FieldType::boolean, optional, "Schemas are registered and checked", "true", {}, read_in<&D::decisions, &X::schema_registry>},
};
// clang-format on

constexpr std::array<std::string_view, 7> payload_type_names{
    "boolean", "bytes", "integer", "number", "string", "timestamp", "uuid"};

}  // namespace

std::span<const Field> fields() { return all; }

const Field* field_at(std::string_view path) {
  const auto* found = std::ranges::find(all, path, &Field::path);
  return found == all.end() ? nullptr : found;
}

std::span<const Field> fields_of(const Field& mapping) {
  const Field* const first = &mapping + 1;
  const Field* const last = std::find_if(
      first, all.end(), [&](const Field& field) { return !field.path.starts_with(mapping.path); });
  return {first, last};
}

const Field* field_below(std::string_view parent, std::string_view key,
                         std::span<const Field> among) {
  const std::size_t dot = parent.size();
  const std::size_t before = parent.empty() ? 0 : dot + 1;
  const auto found = std::ranges::find_if(among, [&](const Field& field) {
    const std::string_view path = field.path;
    return path.size() == before + key.size() && path.ends_with(key) && path.starts_with(parent) &&
           (parent.empty() || path[dot] == '.');
  });
  // A key with a dot names no field, however a path reads.
  const bool none = found == among.end() || key.find('.') != std::string_view::npos;
  return none ? nullptr : &*found;
}

std::span<const std::string_view> payload_types() { return payload_type_names; }

}  // namespace eventarch::input
