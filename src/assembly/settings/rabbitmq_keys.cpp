#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view amqp = "https://www.rabbitmq.com/amqp-0-9-1-reference";
constexpr std::string_view configure = "https://www.rabbitmq.com/docs/configure";
constexpr std::string_view confirms = "https://www.rabbitmq.com/docs/confirms";
constexpr std::string_view consumer_priorities = "https://www.rabbitmq.com/docs/consumer-priority";
constexpr std::string_view rabbitmq_consumers = "https://www.rabbitmq.com/docs/consumers";
constexpr std::string_view dead_letters = "https://www.rabbitmq.com/docs/dlx";
constexpr std::string_view exchange_bindings = "https://www.rabbitmq.com/docs/e2e";
constexpr std::string_view hash_exchange =
    "https://github.com/rabbitmq/rabbitmq-server/tree/main/deps/rabbitmq_consistent_hash_exchange";
constexpr std::string_view lengths = "https://www.rabbitmq.com/docs/maxlength";
constexpr std::string_view once =
    "https://www.rabbitmq.com/docs/stream-effectively-once-processing";
constexpr std::string_view priorities = "https://www.rabbitmq.com/docs/priority";
constexpr std::string_view publishers = "https://www.rabbitmq.com/docs/publishers";
constexpr std::string_view quorum = "https://www.rabbitmq.com/docs/quorum-queues";
constexpr std::string_view stream_client =
    "https://rabbitmq.github.io/rabbitmq-stream-java-client/stable/htmlsingle/";
constexpr std::string_view stream_plugin = "https://www.rabbitmq.com/docs/stream";
constexpr std::string_view rabbitmq_streams = "https://www.rabbitmq.com/docs/streams";
constexpr std::string_view ttl = "https://www.rabbitmq.com/docs/ttl";

constexpr std::array rabbitmq_key_list{
    SettingKey{"autoTrackingStrategy.flushInterval", "5 s", "1 s or more", stream_client},
    SettingKey{"autoTrackingStrategy.messageCountBeforeStorage", "10000", "1 or more",
               stream_client},
    SettingKey{"basic.consume no-ack", "false", "true or false", amqp},
    SettingKey{"basic.consume x-priority", "0", "an integer; the larger comes first",
               consumer_priorities},
    SettingKey{"basic.publish mandatory", "false", "true or false", publishers},
    SettingKey{"basic.qos prefetch-count", "no limit on classic queues, 2000 on quorum queues",
               "1 to 65535; 100 to 300 is advised as the most", confirms},
    SettingKey{"basic.reject requeue", "true", "true or false", amqp},
    SettingKey{"confirm.select", "off", "true or false", confirms},
    SettingKey{"confirmTimeout", "30 s", "a duration; 0 is no limit", stream_client},
    SettingKey{"consumer-timeout", "1800000", "60000 or more ms; evaluated once a minute",
               rabbitmq_consumers},
    SettingKey{"dead-letter-exchange", "", "name of an exchange", dead_letters},
    SettingKey{"dead-letter-routing-key", "the message's own", "a routing key", dead_letters},
    SettingKey{"dead-letter-strategy", "at-most-once", "at-most-once or at-least-once", quorum},
    SettingKey{"delayed-retry-max", "", "0 or more ms; 4.3 and later", quorum},
    SettingKey{"delayed-retry-min", "", "0 or more ms; 4.3 and later", quorum},
    SettingKey{"delayed-retry-type", "disabled", "disabled, all, failed or returned", quorum},
    SettingKey{"delivery-limit", "20", "-1 or more; -1 is no limit and discouraged", quorum},
    SettingKey{"delivery_mode", "1", "1 to 2", publishers},
    SettingKey{"exchange.bind routing-key", "", "a binding key", exchange_bindings},
    SettingKey{"exchange.declare durable", "false", "true or false", amqp},
    SettingKey{"exchange.declare type", "", "direct, fanout, headers, topic or x-consistent-hash",
               amqp},
    SettingKey{"hash-header", "the routing key is hashed", "name of a header", hash_exchange},
    SettingKey{"manualTrackingStrategy", "off; offsets are stored by themselves",
               "storeOffset is the consumer's call", stream_client},
    SettingKey{"max-age", "", "a number and one of Y, M, D, h, m, s", rabbitmq_streams},
    SettingKey{"max-length", "", "0 or more messages", lengths},
    SettingKey{"max_message_size", "16777216", "1 to 536870912 bytes", configure},
    SettingKey{"message-ttl", "", "0 to 4294967295 ms", ttl},
    SettingKey{"name", "", "unique among the publishers or groups of a stream", once},
    SettingKey{"offset", "OffsetSpecification.next()",
               "first, last, next, an offset or a timestamp", stream_client},
    SettingKey{"overflow", "drop-head", "drop-head or reject-publish", quorum},
    SettingKey{"priority", "4 on quorum queues, 0 on classic queues", "0 to 31", priorities},
    SettingKey{"publishingId", "", "grows with every message of a publisher name", once},
    SettingKey{"queue-leader-locator", "client-local", "client-local or balanced", quorum},
    SettingKey{"queue.bind arguments", "", "headers that a message must have, by x-match", amqp},
    SettingKey{"queue.bind routing-key", "",
               "a binding key; on an x-consistent-hash exchange a weight", amqp},
    SettingKey{"queue.declare durable", "false", "true or false", amqp},
    SettingKey{"requestedMaxFrameSize", "1048576", "0 or more bytes; 0 is no limit", stream_client},
    SettingKey{"singleActiveConsumer", "false", "true or false", stream_client},
    SettingKey{"stream.frame_max", "1048576", "0 or more bytes; 0 is no limit", stream_plugin},
    SettingKey{"x-initial-cluster-size", "one replica on every node",
               "1 or more, at most the number of nodes", rabbitmq_streams},
    SettingKey{"x-max-priority", "", "1 to 255; up to 10 is advised", priorities},
    SettingKey{"x-queue-type", "classic", "classic, quorum or stream", quorum},
    SettingKey{"x-quorum-initial-group-size", "3", "1 to 7; odd, at most the number of nodes",
               quorum},
    SettingKey{"x-single-active-consumer", "false", "true or false", rabbitmq_consumers},
    SettingKey{"x-stream-max-segment-size-bytes", "500000000", "1 or more bytes", rabbitmq_streams},
};

}  // namespace

extern const std::span<const SettingKey> rabbitmq_keys;
constinit const std::span<const SettingKey> rabbitmq_keys{rabbitmq_key_list};

}  // namespace eventarch::assembly
