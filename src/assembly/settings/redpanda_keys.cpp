/// The keys of Kafka's clients, and topic properties of Redpanda's own. Absent here, since Redpanda
/// has no such topic property: min.insync.replicas, unclean.leader.election.enable; since it
/// documents neither share groups nor the newer group protocol: group.remote.assignor, the group
/// configurations and everything of share groups.

#include "assembly/settings/kafka_client_keys.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view page =
    "https://docs.redpanda.com/current/reference/properties/topic-properties/";

constexpr std::array redpanda_topic_keys{
    SettingKey{"cleanup.policy", "delete", "delete, compact or both", page},
    SettingKey{"delete.retention.ms", "", "0 or more", page},
    SettingKey{"max.compaction.lag.ms", "9223372036854", "1 or more", page},
    SettingKey{"max.message.bytes", "1048576", "1 to 2147483647", page},
    SettingKey{"replication.factor", "1", "1 or more, odd", page},
    SettingKey{"retention.bytes", "", "1 or more", page},
    SettingKey{"retention.ms", "604800000", "-1 or more", page},
    SettingKey{"segment.bytes", "134217728", "1 or more", page},
    SettingKey{"segment.ms", "1209600000", "600000 to 31536000000", page},
    SettingKey{"write.caching", "false", "true, false or disabled", page},
};

constexpr std::array redpanda_cluster_keys{
    SettingKey{"kafka_request_max_bytes", "104857600", "1 to 4294967295",
               "https://docs.redpanda.com/current/reference/properties/cluster-properties/"},
};

constexpr auto redpanda_key_list =
    kafka_clients::table_of(kafka_clients::producer_keys, kafka_clients::consumer_keys,
                            redpanda_topic_keys, redpanda_cluster_keys);

}  // namespace

extern const std::span<const SettingKey> redpanda_keys;
constinit const std::span<const SettingKey> redpanda_keys{redpanda_key_list};

}  // namespace eventarch::assembly
