#include "simulation/plan/broker_model.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace eventarch::simulation {
namespace {

constexpr BrokerModel kafka_topic{
    .name = "kafka_topic",
    .replication = Replication::in_sync,
    .page_cache = true,
    .sharing = Sharing::owned,
    .offsets = true,
    .comes_back = Return::after_session,
    .return_after_ms = 45'000,
    .election_ms = 9'000,
    .repeats = ProducerRepeats::recognized,
    .batches_overtake = true,
    .assumptions =
        "a lost consumer is noticed after session.timeout.ms (45 s by default), a lost broker "
        "after "
        "9 s (broker.session.timeout.ms of KRaft); a confirmed record is in memory, not on a disk"};

constexpr BrokerModel kafka_share_group{
    .name = "kafka_share_group",
    .replication = Replication::in_sync,
    .page_cache = true,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 30'000,
    .election_ms = 9'000,
    .repeats = ProducerRepeats::recognized,
    .batches_overtake = true,
    .assumptions =
        "an acquired record comes back after group.share.record.lock.duration.ms (30 s by "
        "default); a lost broker is noticed after 9 s"};

constexpr BrokerModel managed_keyed_queue{
    .name = "managed_keyed_queue",
    .replication = Replication::managed,
    .sharing = Sharing::locked_key,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 60'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "a key is worked on by one consumer at a time; what a consumer has not confirmed comes "
        "back when its lock or deadline is over, 60 s (estimate); the copies of the service are "
        "not modelled"};

constexpr BrokerModel managed_queue{
    .name = "managed_queue",
    .replication = Replication::managed,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 60'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "whoever is free takes the next message; what a consumer has not confirmed comes back "
        "when its lock or deadline is over, 60 s (estimate); the copies of the service are not "
        "modelled"};

constexpr BrokerModel pulsar_exclusive{
    .name = "pulsar_exclusive",
    .replication = Replication::majority,
    .sharing = Sharing::owned,
    .offsets = true,
    .comes_back = Return::at_once,
    .return_after_ms = 1'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .assumptions =
        "the journal is written before a confirmation; ownership of a topic moves within "
        "5 s, a subscription within 1 s (estimates); batches keep their order"};

constexpr BrokerModel pulsar_key_shared{
    .name = "pulsar_key_shared",
    .replication = Replication::majority,
    .sharing = Sharing::locked_key,
    .offsets = false,
    .comes_back = Return::at_once,
    .return_after_ms = 1'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .assumptions =
        "a key is worked on by one consumer at a time; ownership of a topic moves within "
        "5 s, what a lost consumer had within 1 s (estimates)"};

constexpr BrokerModel pulsar_shared{
    .name = "pulsar_shared",
    .replication = Replication::majority,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::at_once,
    .return_after_ms = 1'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .assumptions =
        "whoever is free takes the next message, so that keys have no order; ownership of "
        "a topic moves within 5 s, what a lost consumer had within 1 s (estimates)"};

constexpr BrokerModel rabbitmq_quorum_queue{
    .name = "rabbitmq_quorum_queue",
    .replication = Replication::majority,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::at_once,
    .return_after_ms = 1'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "Raft: a confirmation means that a majority has it on disk; what a lost consumer "
        "had comes back with its channel, within 1 s (estimate), a leader is elected "
        "within 5 s (estimate); publishers send again in order"};

constexpr BrokerModel rabbitmq_single_consumer{
    .name = "rabbitmq_single_consumer",
    .replication = Replication::majority,
    .sharing = Sharing::owned,
    .offsets = false,
    .comes_back = Return::at_once,
    .return_after_ms = 1'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "quorum queues with a single active consumer each: Raft; another consumer takes "
        "over within 1 s, a leader is elected within 5 s (estimates); publishers send "
        "again in order"};

constexpr BrokerModel rabbitmq_stream{
    .name = "rabbitmq_stream",
    .replication = Replication::majority,
    .page_cache = true,
    .sharing = Sharing::owned,
    .offsets = true,
    .comes_back = Return::at_once,
    .return_after_ms = 1'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .assumptions =
        "a confirmation means that a majority has it in memory; publishing ids recognize "
        "repeats; another consumer takes over within 1 s, a leader is elected within 5 s "
        "(estimates)"};

constexpr BrokerModel sqs_fifo{
    .name = "sqs_fifo",
    .replication = Replication::managed,
    .sharing = Sharing::locked_key,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 30'000,
    .repeats = ProducerRepeats::recognized,
    .receive_calls_per_second = 300,
    .assumptions =
        "a message comes back after its visibility timeout (30 s by default); repeats are "
        "recognized for 5 minutes; a queue, or each part that the service splits it into, takes "
        "300 calls a second; the copies of the service are not modelled",
};

constexpr BrokerModel sqs_standard{
    .name = "sqs_standard",
    .replication = Replication::managed,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 30'000,
    .repeats = ProducerRepeats::stored_again,
    .repeats_unasked = 0.001,
    .assumptions =
        "a message comes back after its visibility timeout (30 s by default); 1 in 1,000 "
        "comes twice by itself (estimate); the copies of the service are not modelled"};

constexpr std::array all_models{
    kafka_share_group,
    kafka_topic,
    managed_keyed_queue,
    managed_queue,
    pulsar_exclusive,
    pulsar_key_shared,
    pulsar_shared,
    rabbitmq_quorum_queue,
    rabbitmq_single_consumer,
    rabbitmq_stream,
    sqs_fifo,
    sqs_standard,
};
static_assert(std::ranges::adjacent_find(all_models, std::ranges::greater_equal{},
                                         &BrokerModel::name) == all_models.end(),
              "sorted by name, names unique");

/// Which model a mode has. An empty mode stands for any.
struct Row {
  std::string_view broker;
  std::string_view mode;
  const BrokerModel* model;
  std::string_view difference;  ///< empty: the model is of this mode
};

constexpr std::array rows{
    Row{"kafka", "topic", &kafka_topic, ""},
    Row{"kafka", "share_group", &kafka_share_group, ""},
    Row{"redpanda", "", &kafka_topic,
        "Redpanda speaks the protocol of Kafka and replicates by Raft: waits for a majority and "
        "not "
        "for all in sync"},
    Row{"azure_event_hubs", "", &kafka_topic,
        "Event Hubs replicates by itself: elections and replicas are those of Kafka here"},
    Row{"kinesis", "", &kafka_topic,
        "shards are read like partitions; replication and elections of the service are not known"},
    Row{"rabbitmq", "stream", &rabbitmq_stream, ""},
    Row{"rabbitmq", "quorum_queue", &rabbitmq_quorum_queue, ""},
    Row{"rabbitmq", "classic_queue", &rabbitmq_quorum_queue,
        "a classic queue has one copy: the loss of its node is not modelled"},
    Row{"pulsar", "exclusive", &pulsar_exclusive, ""},
    Row{"pulsar", "failover", &pulsar_exclusive, ""},
    Row{"pulsar", "shared", &pulsar_shared, ""},
    Row{"pulsar", "key_shared", &pulsar_key_shared, ""},
    Row{"sqs", "standard", &sqs_standard, ""},
    Row{"sqs", "", &sqs_fifo, ""},
};

ModelChoice nearest(const ModeTraits& traits) {
  if (traits.keyed) {
    return {&managed_keyed_queue, true, "whoever is free takes the next key, and holds it alone"};
  }
  if (traits.log) return {&rabbitmq_stream, true, "read by position, replicated by a majority"};
  if (traits.single_owner) {
    return {&rabbitmq_single_consumer, true, "one consumer a queue, each message acknowledged"};
  }
  if (traits.service) {
    return {&managed_queue, true, "competing consumers, each message confirmed by itself"};
  }
  return {&rabbitmq_quorum_queue, true, "competing consumers, each message acknowledged"};
}

}  // namespace

std::span<const BrokerModel> broker_models() { return all_models; }

const BrokerModel* find_broker_model(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(all_models, name, {}, &BrokerModel::name);
  return found != all_models.end() && found->name == name ? found : nullptr;
}

ModelChoice model_of(std::string_view broker, std::string_view mode, const ModeTraits& traits) {
  const auto* const row = std::ranges::find_if(rows, [&](const Row& one) {
    return one.broker == broker && (one.mode.empty() || one.mode == mode);
  });
  if (row == rows.end()) return nearest(traits);
  const bool one_consumer = row->model == &rabbitmq_quorum_queue && traits.single_owner;
  return {one_consumer ? &rabbitmq_single_consumer : row->model, !row->difference.empty(),
          row->difference};
}

}  // namespace eventarch::simulation
