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

constexpr BrokerModel jetstream_shared{
    .name = "jetstream_shared",
    .replication = Replication::majority,
    .page_cache = true,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 30'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .assumptions =
        "Raft: a confirmation means that a majority has it in memory (sync_interval is 2 minutes "
        "by default); whoever is free takes the next message, which comes back after ack_wait "
        "(30 s by default); Nats-Msg-Id recognizes repeats; a leader is elected within 5 s "
        "(estimate)"};

constexpr BrokerModel jetstream_single_consumer{
    .name = "jetstream_single_consumer",
    .replication = Replication::majority,
    .page_cache = true,
    .sharing = Sharing::owned,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 30'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .assumptions =
        "Raft: a confirmation means that a majority has it in memory (sync_interval is 2 minutes "
        "by default); one message of a stream is in work at a time (max_ack_pending 1), and comes "
        "back after ack_wait (30 s by default); Nats-Msg-Id recognizes repeats; a leader is "
        "elected within 5 s (estimate)"};

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

constexpr BrokerModel managed_log{
    .name = "managed_log",
    .replication = Replication::managed,
    .sharing = Sharing::owned,
    .offsets = true,
    .comes_back = Return::after_session,
    .return_after_ms = 30'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "a partition or shard is read by position by one consumer, whose lease is over after 30 s "
        "(estimate); producers send again in order, and repeats are stored; the copies of the "
        "service are not modelled"};

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

constexpr BrokerModel redis_stream{
    .name = "redis_stream",
    .replication = Replication::asynchronous,
    .sharing = Sharing::owned,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 60'000,
    .election_ms = 15'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "copies are asynchronous: a message counts as sent once the master has it on disk and one "
        "replica in memory (WAIT 1), and a failover, within 15 s (estimate), may promote a replica "
        "without it; a stream has one consumer, and what that one had comes back when it is "
        "claimed, after 60 s (estimate); repeats are stored"};

constexpr BrokerModel redis_stream_shared{
    .name = "redis_stream_shared",
    .replication = Replication::asynchronous,
    .sharing = Sharing::competing,
    .offsets = false,
    .comes_back = Return::after_visibility,
    .return_after_ms = 60'000,
    .election_ms = 15'000,
    .repeats = ProducerRepeats::stored_again,
    .assumptions =
        "copies are asynchronous: a message counts as sent once the master has it on disk and one "
        "replica in memory (WAIT 1), and a failover, within 15 s (estimate), may promote a replica "
        "without it; whoever is free takes the next message, and what a lost consumer had comes "
        "back when it is claimed, after 60 s (estimate); repeats are stored"};

constexpr BrokerModel redpanda_topic{
    .name = "redpanda_topic",
    .replication = Replication::majority,
    .page_cache_unless_all = true,
    .sharing = Sharing::owned,
    .offsets = true,
    .comes_back = Return::after_session,
    .return_after_ms = 45'000,
    .election_ms = 5'000,
    .repeats = ProducerRepeats::recognized,
    .batches_overtake = true,
    .assumptions =
        "Raft: with acks=all a confirmation means that a majority has it on disk, with less that "
        "it is in memory; a lost consumer is noticed after session.timeout.ms (45 s by default), a "
        "leader is elected within 5 s (estimate)"};

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
    jetstream_shared,
    jetstream_single_consumer,
    kafka_share_group,
    kafka_topic,
    managed_keyed_queue,
    managed_log,
    managed_queue,
    pulsar_exclusive,
    pulsar_key_shared,
    pulsar_shared,
    rabbitmq_quorum_queue,
    rabbitmq_single_consumer,
    rabbitmq_stream,
    redis_stream,
    redis_stream_shared,
    redpanda_topic,
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
    Row{"redpanda", "", &redpanda_topic, ""},
    Row{"azure_event_hubs", "", &managed_log,
        "how Event Hubs replicates and what it does with repeats is not known"},
    Row{"kinesis", "", &managed_log, "how the service replicates is not known"},
    Row{"nats_jetstream", "", &jetstream_shared, ""},
    Row{"redis_streams", "", &redis_stream_shared, ""},
    Row{"rabbitmq", "stream", &rabbitmq_stream, ""},
    Row{"rabbitmq", "quorum_queue", &rabbitmq_quorum_queue, ""},
    Row{"rabbitmq", "classic_queue", &rabbitmq_quorum_queue,
        "a classic queue has one copy, and nothing is elected"},
    Row{"pulsar", "exclusive", &pulsar_exclusive, ""},
    Row{"pulsar", "failover", &pulsar_exclusive, ""},
    Row{"pulsar", "shared", &pulsar_shared, ""},
    Row{"pulsar", "key_shared", &pulsar_key_shared, ""},
    Row{"sqs", "standard", &sqs_standard, ""},
    Row{"sqs", "", &sqs_fifo, ""},
};

/// The same queue, where one consumer at a time works on it.
const BrokerModel* for_one_consumer(const BrokerModel* model) {
  if (model == &rabbitmq_quorum_queue) return &rabbitmq_single_consumer;
  if (model == &jetstream_shared) return &jetstream_single_consumer;
  return model == &redis_stream_shared ? &redis_stream : model;
}

ModelChoice nearest(const ModeTraits& traits) {
  if (traits.keyed) {
    return {&managed_keyed_queue, true, "whoever is free takes the next key, and holds it alone"};
  }
  if (traits.asynchronous) {
    return {traits.single_owner ? &redis_stream : &redis_stream_shared, true,
            "copies follow after a confirmation"};
  }
  if (traits.log && traits.service) {
    return {&managed_log, true, "read by position; how the service replicates is not known"};
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
  return {traits.single_owner ? for_one_consumer(row->model) : row->model, !row->difference.empty(),
          row->difference};
}

}  // namespace eventarch::simulation
