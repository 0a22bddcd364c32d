#include "catalogue/fact_table.hpp"

#include <array>

namespace eventarch::catalogue {
namespace {

using enum Word;
constexpr std::array models{log, queue};
constexpr std::array units{partition, queue, stream, message_group, shard, ordering_key, session};
constexpr std::array orderings{none, partition, global};
constexpr std::array deliveries{at_most_once, at_least_once, exactly_once};
constexpr std::array scopes{none, deduplication_window, subscription, cluster};
constexpr std::array retention_models{by_time, until_acknowledged};
constexpr std::array replays{none, position_and_time};
constexpr std::array fan_outs{native, with_sns, none};
constexpr std::array supports{native, partial, none};
constexpr std::array replications{replicated, asynchronous, service_managed, none};
constexpr std::array cloud_words{aws, azure, gcp, on_premises};
constexpr std::array deployments{managed, self_managed, serverless};
constexpr std::array efforts{very_low, low, medium, high};
constexpr std::array elasticities{automatic, manual};
constexpr std::array cost_shapes{per_request, per_cluster};
constexpr std::array fits{preferred, acceptable, avoid};

using K = FactKey;
using enum FactKind;

// clang-format off
// One row each.
constexpr std::array all{
    FactDescription{K::model, "model", choice, "Log that consumers read, or queue that they empty", models},
    FactDescription{K::unit, "unit", choice, "Unit of order and parallelism", units},
    FactDescription{ K::unit_message_rate, "unit_message_rate", message_rate, "Planning rate of one unit", {}, InPlaceOfNumber::unlimited},
    FactDescription{ K::unit_byte_rate, "unit_byte_rate", byte_rate, "Planning rate of one unit", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::ordered_message_rate, "ordered_message_rate", message_rate, "What one unit carries under global order", {}, InPlaceOfNumber::either},
    FactDescription{K::cluster_message_rate, "cluster_message_rate", message_rate, "Planning ceiling of a large cluster or of the service", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::cluster_byte_rate, "cluster_byte_rate", byte_rate, "Planning ceiling of a large cluster or of the service", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::latency_p50, "latency_p50", duration, "Publish to deliver, median", {}},
    FactDescription{ K::latency_p99, "latency_p99", duration, "Publish to deliver, 99th percentile", {}},
    FactDescription{K::latency_floor, "latency_floor", duration, "99th percentile when tuned and lightly loaded", {}},
    FactDescription{K::batch_wait, "batch_wait", duration, "By default a producer waits so long for a batch to fill", {}, InPlaceOfNumber::none},
    FactDescription{K::commit_interval, "commit_interval", duration, "By default what a transaction writes shows so much later", {}, InPlaceOfNumber::none},
    FactDescription{K::ordering, "ordering", list, "Scopes of order that can be had", orderings},
    FactDescription{K::delivery, "delivery", list, "Delivery guarantees that can be had", deliveries},
    FactDescription{K::exactly_once_scope, "exactly_once_scope", choice, "Where exactly-once holds", scopes},
    FactDescription{K::retention_model, "retention_model", choice, "What ends a message's life", retention_models},
    FactDescription{K::retention_max, "retention_max", duration, "Longest retention", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::segment_size, "segment_size", size, "Old data is deleted in pieces of this size", {}, InPlaceOfNumber::none},
    FactDescription{K::replay, "replay", choice, "Reading old messages again", replays},
    FactDescription{K::message_size_default, "message_size_default", size, "Largest message as installed; settings may raise it", {}},
    FactDescription{ K::message_size_max, "message_size_max", size, "Largest message that settings allow", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::consumers_per_unit, "consumers_per_unit", count, "Active consumers per unit and group", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::consumers_per_group, "consumers_per_group", count, "Active consumers of a group over all units", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::in_flight_max, "in_flight_max", count, "Messages delivered and not yet acknowledged", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::processing_max, "processing_max", duration, "Longest time that a consumer may hold one message", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::backlog_max, "backlog_max", count, "Messages that may wait in one unit", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::groups_max, "groups_max", count, "Consumer groups that may each read every message", {}, InPlaceOfNumber::unlimited},
    FactDescription{K::fan_out, "fan_out", choice, "How several groups each get every message", fan_outs},
    FactDescription{K::priority, "priority", choice, "Urgent messages overtake others", supports},
    FactDescription{K::delayed_delivery, "delayed_delivery", choice, "Messages are held until a given time", supports},
    FactDescription{K::complex_routing, "complex_routing", choice, "The broker routes by pattern or header", supports},
    FactDescription{K::request_reply, "request_reply", choice, "Answers find their way back", supports},
    FactDescription{K::multi_tenancy, "multi_tenancy", choice, "Tenants are kept apart", supports},
    FactDescription{K::geo_replication, "geo_replication", choice, "Messages are copied between regions", supports},
    FactDescription{K::dead_letter, "dead_letter", choice, "Failed messages are put aside", supports},
    FactDescription{K::schema_registry, "schema_registry", choice, "Schemas are registered and checked", supports},
    FactDescription{K::delay_max, "delay_max", duration, "Longest delay of a message", {}, InPlaceOfNumber::either},
    FactDescription{K::replication, "replication", choice, "Whether a lost node loses messages", replications},
    FactDescription{K::clouds, "clouds", list, "Where it runs", cloud_words},
    FactDescription{K::deployments, "deployments", list, "Who may run it", deployments},
    FactDescription{ K::component_kinds, "component_kinds", count, "Kinds of processes to run oneself", {}, InPlaceOfNumber::none},
    FactDescription{K::operations_effort, "operations_effort", choice, "Effort to run it oneself", efforts},
    FactDescription{K::managed_effort, "managed_effort", choice, "Effort with a managed offering", efforts},
    FactDescription{K::elasticity, "elasticity", choice, "Who adds capacity", elasticities},
    FactDescription{K::cost_shape, "cost_shape", list, "What is paid for; both where it depends on the offer", cost_shapes},
    FactDescription{K::fit_pub_sub, "fit_pub_sub", choice, "Fit for publish/subscribe", fits},
    FactDescription{K::fit_work_queue, "fit_work_queue", choice, "Fit for work queues", fits},
    FactDescription{K::fit_event_sourcing, "fit_event_sourcing", choice, "Fit for event sourcing", fits},
    FactDescription{K::fit_cqrs, "fit_cqrs", choice, "Fit for CQRS", fits},
    FactDescription{K::fit_saga, "fit_saga", choice, "Fit for sagas", fits},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (static_cast<std::size_t>(all[i].key) != i) return false;
  }
  return all.size() == fact_count;
}
static_assert(in_order(), "one row per FactKey, in the order of the enumeration");

}  // namespace

std::span<const FactDescription> facts() { return all; }

std::vector<std::string_view> spelled(std::span<const Word> words) {
  std::vector<std::string_view> out;
  out.reserve(words.size());
  for (const Word word : words) out.push_back(eventarch::name_of(word));
  return out;
}

std::string_view name_of(FactKey key) { return all[static_cast<std::size_t>(key)].name; }

}  // namespace eventarch::catalogue
