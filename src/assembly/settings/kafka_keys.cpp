#include "assembly/settings/kafka_client_keys.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view topic_page = "https://kafka.apache.org/44/configuration/topic-configs/";
constexpr std::string_view kafka_broker_page =
    "https://kafka.apache.org/44/configuration/broker-configs/";
constexpr std::string_view group_page = "https://kafka.apache.org/44/configuration/group-configs/";

constexpr std::array kafka_topic_keys{
    SettingKey{"cleanup.policy", "delete", "delete, compact or both", topic_page},
    SettingKey{"delete.retention.ms", "86400000", "0 or more", topic_page},
    SettingKey{"errors.deadletterqueue.group.enable", "false", "true or false", topic_page},
    SettingKey{"max.compaction.lag.ms", "9223372036854775807", "1 or more", topic_page},
    SettingKey{"max.message.bytes", "1048588", "0 to 2147483647", topic_page},
    SettingKey{"min.insync.replicas", "1", "1 or more", topic_page},
    SettingKey{"retention.bytes", "-1", "-1 or more", topic_page},
    SettingKey{"retention.ms", "604800000", "-1 or more", topic_page},
    SettingKey{"segment.bytes", "1073741824", "1048576 to 2147483647", topic_page},
    SettingKey{"segment.ms", "604800000", "1 or more", topic_page},
    SettingKey{"unclean.leader.election.enable", "false", "true or false", topic_page},
};

constexpr std::array broker_keys{
    SettingKey{"replica.fetch.max.bytes", "1048576", "0 to 2147483647", kafka_broker_page},
    SettingKey{"socket.request.max.bytes", "104857600", "1 to 2147483647", kafka_broker_page},
};

constexpr std::array group_keys{
    SettingKey{"consumer.heartbeat.interval.ms", "5000", "5000 to 15000", group_page},
    SettingKey{"consumer.session.timeout.ms", "45000", "45000 to 60000", group_page},
    SettingKey{"errors.deadletterqueue.copy.record.enable", "false", "true or false", group_page},
    SettingKey{"errors.deadletterqueue.topic.name", "", "a topic that starts with dlq.",
               group_page},
    SettingKey{"group.remote.assignor", "", "a name: uniform or range",
               kafka_clients::consumer_page},
    SettingKey{"share.acknowledgement.mode", "implicit", "implicit or explicit",
               kafka_clients::consumer_page},
    SettingKey{"share.acquire.mode", "batch_optimized", "batch_optimized or record_limit",
               kafka_clients::consumer_page},
    SettingKey{"share.auto.offset.reset", "latest", "earliest, latest or by_duration", group_page},
    SettingKey{"share.delivery.count.limit", "5", "2 to 10", group_page},
    SettingKey{"share.partition.max.record.locks", "2000", "100 to 10000", group_page},
    SettingKey{"share.record.lock.duration.ms", "30000", "15000 to 60000", group_page},
};

constexpr auto kafka_key_list =
    kafka_clients::table_of(kafka_clients::producer_keys, kafka_clients::consumer_keys,
                            kafka_topic_keys, broker_keys, group_keys);

}  // namespace

extern const std::span<const SettingKey> kafka_keys;
constinit const std::span<const SettingKey> kafka_keys{kafka_key_list};

}  // namespace eventarch::assembly
