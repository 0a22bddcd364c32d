/// The facts behind the rows are those of the catalogue: `eventarch explain BROKER` prints them
/// with their sources. One way between broker and consumer is an estimate of 1 ms, but for the
/// services of clouds, where AWS reckons with 20 ms a call of Amazon SQS.

#include "assembly/patterns/broker_wording.hpp"

#include <algorithm>
#include <array>

namespace eventarch::assembly {
namespace {

constexpr double cloud_call_ms = 20;
constexpr double second_ms = 1000;
constexpr double minute_ms = 60'000;

constexpr std::string_view own_headers =
    "headers that the consumer sets: where the message was read, attempts, first and last error, "
    "times, trace";
constexpr std::string_view reply_topic =
    "each caller instance reads all of them and keeps those with an id of its own";
constexpr std::string_view skips =
    "the broker does not filter: every group reads everything and skips what it does not know";

constexpr BrokerWording kafka_topic{
    .broker = "kafka",
    .mode = "topic",
    .fan_out =
        "every group reads the same partitions with offsets of its own: a further group "
        "costs reads and no copy",
    .routing = skips,
    .sharing = "whole partitions: a slow job holds up its partition and nothing else",
    .acknowledge = "commit the offset after the work, never by timer",
    .comes_back =
        "its instance misses max.poll.interval.ms or leaves before the offset is "
        "committed",
    .held = "max.poll.records",
    .timeout = "max.poll.interval.ms",
    .handle = "offset",
    .timeout_default_ms = 5 * minute_ms,
    .extend = "poll less at once, or pause the partition and keep polling",
    .reply = reply_topic,
    .read_again = "kafka-consumer-groups.sh --reset-offsets",
    .origin = own_headers,
    .replay_dead = {},
};

constexpr BrokerWording kafka_share_group{
    .broker = "kafka",
    .mode = "share_group",
    .fan_out = "every share group gets every record, with a window of its own on each partition",
    .routing = skips,
    .sharing = "record by record: several instances work on one partition, 200 a group at most",
    .acknowledge = "ACCEPT each record after the work; RELEASE gives it back, REJECT gives it up",
    .comes_back = "its acquisition lock ends, or it is released",
    .held = {},
    .timeout = "share.record.lock.duration.ms",
    .handle = "offset",
    .timeout_default_ms = 30 * second_ms,
    .extend = "RENEW the lock before it ends",
    .reply = reply_topic,
    .read_again = {},
    .origin =
        "headers __dlq.errors.*, set by the broker (4.4 and later): topic, partition, offset, "
        "group, delivery count; the error itself is the consumer's to log",
    .replay_dead = {},
};

constexpr BrokerWording redpanda{
    .broker = "redpanda",
    .mode = {},
    .fan_out = kafka_topic.fan_out,
    .routing = skips,
    .sharing = kafka_topic.sharing,
    .acknowledge = kafka_topic.acknowledge,
    .comes_back = kafka_topic.comes_back,
    .held = kafka_topic.held,
    .timeout = kafka_topic.timeout,
    .handle = "offset",
    .timeout_default_ms = kafka_topic.timeout_default_ms,
    .extend = kafka_topic.extend,
    .reply = reply_topic,
    .read_again = "rpk group seek",
    .origin = own_headers,
    .replay_dead = {},
};

constexpr BrokerWording rabbitmq_quorum{
    .broker = "rabbitmq",
    .mode = "quorum_queue",
    .fan_out = "the exchange copies every message into the queue of each consumer bound to it",
    .routing = "the routing key is the event type; each queue is bound for the types it wants",
    .sharing = "message by message, to whoever has room within its prefetch",
    .acknowledge = "basic.ack after the work, in manual mode",
    .comes_back = "the channel closes, it is rejected with requeue, or the consumer timeout passes",
    .held = "basic.qos prefetch-count",
    .timeout = "consumer-timeout",
    .handle = "delivery tag",
    .timeout_default_ms = 30 * minute_ms,
    .extend = "raise consumer-timeout, since a single delivery cannot be extended",
    .reply =
        "direct reply-to (amq.rabbitmq.reply-to): no queue to create, but an answer to a "
        "caller that is gone is lost",
    .read_again = {},
    .origin =
        "x-death, set by the broker: queue, reason, count, time; the error itself is the "
        "consumer's to log",
    .replay_dead = "a shovel moves them back",
};

constexpr BrokerWording rabbitmq_classic{
    .broker = "rabbitmq",
    .mode = "classic_queue",
    .fan_out = rabbitmq_quorum.fan_out,
    .routing = rabbitmq_quorum.routing,
    .sharing = rabbitmq_quorum.sharing,
    .acknowledge = rabbitmq_quorum.acknowledge,
    .comes_back = "the channel closes or it is rejected with requeue: a worker that hangs keeps it",
    .held = "basic.qos prefetch-count",
    .timeout = {},
    .handle = "delivery tag",
    .extend = {},
    .reply = rabbitmq_quorum.reply,
    .read_again = {},
    .origin = rabbitmq_quorum.origin,
    .replay_dead = rabbitmq_quorum.replay_dead,
};

constexpr BrokerWording rabbitmq_stream{
    .broker = "rabbitmq",
    .mode = "stream",
    .fan_out = "every consumer name reads the same stream with a stored offset of its own",
    .routing = skips,
    .sharing = "whole partitions: one active consumer for each partition and name",
    .acknowledge = "store the offset after the work",
    .comes_back = "a consumer restarts behind it, at its stored offset",
    .held = {},
    .timeout = {},
    .handle = "offset",
    .extend = {},
    .reply = "a quorum queue beside the stream, read once and forgotten",
    .read_again = "x-stream-offset: first, an offset or a time",
    .origin = own_headers,
    .replay_dead = {},
};

constexpr BrokerWording sqs_standard{
    .broker = "sqs",
    .mode = "standard",
    .fan_out = "SNS copies every message into the queue of each subscribed consumer",
    .routing = "filter policies of the SNS subscriptions pick event types by message attribute",
    .sharing = "message by message, to whoever polls",
    .acknowledge = "DeleteMessage after the work",
    .comes_back = "its visibility timeout ends before DeleteMessage",
    .held = "MaxNumberOfMessages",
    .timeout = "VisibilityTimeout",
    .handle = "MessageId",
    .timeout_unit_ms = second_ms,
    .timeout_default_ms = 30 * second_ms,
    .call_ms = cloud_call_ms,
    .extend = "ChangeMessageVisibility while the work goes on, up to 12 hours",
    .reply =
        "one such queue for each caller instance, named in the request: SQS brings nothing "
        "back by itself",
    .read_again = {},
    .origin =
        "ApproximateReceiveCount is all that the service adds: log the error under the "
        "event_id",
    .replay_dead = "StartMessageMoveTask moves them back",
};

constexpr BrokerWording sqs_fifo{
    .broker = "sqs",
    .mode = {},
    .fan_out = "an SNS FIFO topic copies every message into the FIFO queue of each consumer",
    .routing = sqs_standard.routing,
    .sharing = "group by group: a MessageGroupId waits until its last batch is deleted",
    .acknowledge = sqs_standard.acknowledge,
    .comes_back = sqs_standard.comes_back,
    .held = sqs_standard.held,
    .timeout = sqs_standard.timeout,
    .handle = "MessageId",
    .timeout_unit_ms = second_ms,
    .timeout_default_ms = sqs_standard.timeout_default_ms,
    .call_ms = cloud_call_ms,
    .extend = sqs_standard.extend,
    .reply = sqs_standard.reply,
    .read_again = {},
    .origin = sqs_standard.origin,
    .replay_dead = sqs_standard.replay_dead,
};

/// What all subscription types of Pulsar share.
constexpr BrokerWording pulsar(std::string_view mode, std::string_view sharing,
                               std::string_view acknowledge) {
  return {.broker = "pulsar",
          .mode = mode,
          .fan_out = "every subscription has a cursor of its own on the same topic",
          .routing = skips,
          .sharing = sharing,
          .acknowledge = acknowledge,
          .comes_back =
              "it is negatively acknowledged or its consumer goes; ackTimeoutMillis is "
              "off by default",
          .held = "receiverQueueSize",
          .timeout = {},
          .handle = "message id",
          .extend = {},
          .reply = reply_topic,
          .read_again = "pulsar-admin topics reset-cursor",
          .origin = own_headers,
          .replay_dead = {}};
}

constexpr BrokerWording nats(std::string_view mode, std::string_view fan_out,
                             std::string_view read_again) {
  return {.broker = "nats_jetstream",
          .mode = mode,
          .fan_out = fan_out,
          .routing = "the subject carries the event type; a consumer filters by subject",
          .sharing = "message by message, to whoever pulls from the durable consumer",
          .acknowledge = "ack_policy explicit: acknowledge after the work",
          .comes_back = "ack_wait passes without an answer, or it is negatively acknowledged",
          .held = {},
          .timeout = "ack_wait",
          .handle = "stream sequence",
          .timeout_unit_ms = second_ms,
          .timeout_default_ms = 30 * second_ms,
          .extend = "send an in-progress answer before ack_wait ends",
          .reply = "request/reply of core NATS gives each caller an inbox, at most once",
          .read_again = read_again,
          .origin = "the advisory MAX_DELIVERIES names stream_seq; the message stays in the stream",
          .replay_dead = {}};
}

constexpr BrokerWording kinesis{
    .broker = "kinesis",
    .mode = {},
    .fan_out = "every application reads the shards with checkpoints of its own",
    .routing = skips,
    .sharing = "whole shards: one worker for each shard and application",
    .acknowledge = "write the checkpoint after the work",
    .comes_back = "the lease of its shard moves to a worker that starts at the checkpoint",
    .held = {},
    .timeout = {},
    .handle = "sequence number",
    .call_ms = cloud_call_ms,
    .extend = {},
    .reply = "each caller instance reads all of them and keeps those with an id of its own",
    .read_again = "a shard iterator AT_TIMESTAMP or TRIM_HORIZON",
    .origin = own_headers,
    .replay_dead = {},
};

constexpr BrokerWording gcp_pubsub{
    .broker = "gcp_pubsub",
    .mode = {},
    .fan_out = "every subscription of the topic gets every message",
    .routing = "a filter on attributes picks the event types of a subscription",
    .sharing = "message by message over the clients of the subscription",
    .acknowledge = "acknowledge after the work",
    .comes_back = "its ack deadline passes, or it is negatively acknowledged",
    .held = {},
    .timeout = "ack_deadline_seconds",
    .handle = "message id",
    .timeout_unit_ms = second_ms,
    .timeout_default_ms = 10 * second_ms,
    .call_ms = cloud_call_ms,
    .extend = "modify the ack deadline while the work goes on",
    .reply = "a subscription for each caller instance",
    .read_again = "seek the subscription to a time",
    .origin =
        "attributes that the service adds: subscription and delivery count; the error is the "
        "consumer's to log",
    .replay_dead = {},
};

constexpr BrokerWording event_hubs{
    .broker = "azure_event_hubs",
    .mode = {},
    .fan_out = "every consumer group reads the same partitions with checkpoints of its own",
    .routing = skips,
    .sharing = "whole partitions: one active reader for each partition and group",
    .acknowledge = "store the checkpoint after the work",
    .comes_back = "its partition gets another owner, who starts at the checkpoint",
    .held = {},
    .timeout = {},
    .handle = "offset",
    .call_ms = cloud_call_ms,
    .extend = {},
    .reply = "each caller instance reads all of them and keeps those with an id of its own",
    .read_again = "start the readers from a time",
    .origin = own_headers,
    .replay_dead = {},
};

constexpr BrokerWording service_bus{
    .broker = "azure_service_bus",
    .mode = {},
    .fan_out = "every subscription of the topic gets a copy of every message",
    .routing = "rules of the subscriptions pick event types by property",
    .sharing = "message by message under peek-lock; a session goes to one receiver",
    .acknowledge = "complete after the work, under peek-lock",
    .comes_back = "its lock ends, or it is abandoned",
    .held = "PrefetchCount",
    .timeout = "lockDuration",
    .handle = "sequence number",
    .timeout_default_ms = minute_ms,
    .call_ms = cloud_call_ms,
    .extend = "renew the lock: it lasts 5 min at most",
    .reply = "ReplyTo names the queue, ReplyToSessionId lets callers share it",
    .read_again = {},
    .origin = "DeadLetterReason and DeadLetterErrorDescription, and the delivery count",
    .replay_dead = {},
};

constexpr BrokerWording redis{
    .broker = "redis_streams",
    .mode = {},
    .fan_out = "every consumer group has a position of its own in the stream",
    .routing = skips,
    .sharing = "entry by entry over the consumers of the group",
    .acknowledge = "XACK after the work",
    .comes_back = "another consumer claims it with XAUTOCLAIM",
    .held = "XREADGROUP COUNT",
    .timeout = {},
    .handle = "entry id",
    .extend = {},
    .reply = "one such stream for each caller instance, named in the request",
    .read_again = "XGROUP SETID",
    .origin = own_headers,
    .replay_dead = {},
};

constexpr BrokerWording general{
    .broker = {},
    .mode = {},
    .fan_out = "every group gets every message",
    .routing = "each consumer picks the event types that it knows",
    .sharing = "over the instances of the group",
    .acknowledge = "acknowledge after the work",
    .comes_back = "its consumer goes before it is acknowledged",
    .held = {},
    .timeout = {},
    .extend = {},
    .reply = reply_topic,
    .read_again = {},
    .origin = own_headers,
    .replay_dead = {},
};

// A row without a mode stands for all modes of its broker that have none of their own.
constexpr std::array all{
    kafka_topic,
    kafka_share_group,
    redpanda,
    rabbitmq_quorum,
    rabbitmq_classic,
    rabbitmq_stream,
    sqs_standard,
    sqs_fifo,
    pulsar("exclusive", "not at all: one consumer reads the whole topic",
           "acknowledge after the work, one by one or all up to a message"),
    pulsar("failover", "whole partitions: one active consumer each, the others stand by",
           "acknowledge after the work, one by one or all up to a message"),
    pulsar("shared", "message by message, to whoever has room in its receiver queue",
           "acknowledge each message after the work"),
    pulsar("key_shared", "key by key: what has one key goes to one consumer",
           "acknowledge each message after the work"),
    nats("stream", "every durable consumer has a position of its own on the same stream",
         "a new consumer with DeliverByStartTime"),
    nats("work_queue_stream", "a work-queue stream has one consumer for a subject: no copies", {}),
    kinesis,
    gcp_pubsub,
    event_hubs,
    service_bus,
    redis,
};

}  // namespace

const BrokerWording& wording(const DesignInput& input) {
  const auto* found = std::ranges::find_if(all, [&](const BrokerWording& row) {
    return row.broker == input.broker.id && (row.mode.empty() || row.mode == input.mode.id);
  });
  return found == all.end() ? general : *found;
}

}  // namespace eventarch::assembly
