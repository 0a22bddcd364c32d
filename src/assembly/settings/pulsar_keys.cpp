#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view consumer_page =
    "https://github.com/apache/pulsar/blob/master/pulsar-client/src/main/java/org/apache/pulsar/"
    "client/impl/conf/ConsumerConfigurationData.java";
constexpr std::string_view producer_page =
    "https://github.com/apache/pulsar/blob/master/pulsar-client/src/main/java/org/apache/pulsar/"
    "client/impl/conf/ProducerConfigurationData.java";
constexpr std::string_view concepts = "https://pulsar.apache.org/docs/concepts-messaging/";
constexpr std::string_view expiry = "https://pulsar.apache.org/docs/cookbooks-retention-expiry";
constexpr std::string_view transactions = "https://pulsar.apache.org/docs/txn-use";
constexpr std::string_view pulsar_broker_page =
    "https://github.com/apache/pulsar/blob/master/conf/broker.conf";
constexpr std::string_view tenants = "https://pulsar.apache.org/docs/concepts-multi-tenancy";
constexpr std::string_view geo = "https://pulsar.apache.org/docs/administration-geo";
constexpr std::string_view admin = "https://pulsar.apache.org/docs/admin-api-topics/";

/// Policies of topics are spelt as pulsar-admin takes them, settings of clients as their builders.
constexpr std::array pulsar_key_list{
    SettingKey{"ackTimeout", "0", "0, or 1000 and more", consumer_page},
    SettingKey{"acknowledgmentGroupTime", "100", "0 or more", consumer_page},
    SettingKey{"batcherBuilder", "DEFAULT", "DEFAULT or KEY_BASED", producer_page},
    SettingKey{"batchingMaxBytes", "131072", "1 or more", producer_page},
    SettingKey{"batchingMaxPublishDelay", "1", "1 or more", producer_page},
    SettingKey{"blockIfQueueFull", "false", "true or false", producer_page},
    SettingKey{"compressionType", "NONE", "NONE, LZ4, ZLIB, ZSTD or SNAPPY", producer_page},
    SettingKey{"create-subscription --subscription", "", "a name", admin},
    SettingKey{"deadLetterPolicy.deadLetterTopic", "<topic>-<subscription>-DLQ", "a topic",
               concepts},
    SettingKey{"deadLetterPolicy.initialSubscriptionName", "", "a name", concepts},
    SettingKey{"deadLetterPolicy.maxRedeliverCount", "", "1 or more", concepts},
    SettingKey{"deadLetterPolicy.retryLetterTopic", "<topic>-<subscription>-RETRY", "a topic",
               concepts},
    SettingKey{"enableBatching", "true", "true or false", producer_page},
    SettingKey{"enableChunking", "false", "true or false", producer_page},
    SettingKey{"enableRetry", "false", "true or false", consumer_page},
    SettingKey{"enableTransaction", "false", "true or false", transactions},
    SettingKey{"isAckReceiptEnabled", "false", "true or false", consumer_page},
    SettingKey{"negativeAckRedeliveryBackoff", "", "shortest and longest delay, multiplier",
               concepts},
    SettingKey{"negativeAckRedeliveryDelay", "60000", "0 or more", consumer_page},
    SettingKey{"producerName", "", "a name, used by one producer at a time", producer_page},
    SettingKey{"receiverQueueSize", "1000", "0 or more", consumer_page},
    SettingKey{"replicateSubscriptionState", "false", "true or false", geo},
    SettingKey{"sendTimeout", "30000", "0 or more", producer_page},
    SettingKey{"set-backlog-quota --limit", "-1", "-1 or more", pulsar_broker_page},
    SettingKey{"set-backlog-quota --policy", "producer_request_hold",
               "producer_request_hold, producer_exception or consumer_backlog_eviction",
               pulsar_broker_page},
    SettingKey{"set-compaction-threshold --threshold", "0", "0 or more", admin},
    SettingKey{"set-deduplication --enable", "false", "true or false", pulsar_broker_page},
    SettingKey{"set-delayed-delivery --enable", "true", "true or false", pulsar_broker_page},
    SettingKey{"set-max-unacked-messages-per-consumer --maxNum", "50000", "0 or more",
               pulsar_broker_page},
    SettingKey{"set-message-ttl --ttl", "0", "0 to 2147483647", expiry},
    SettingKey{"set-persistence --bookkeeper-ack-quorum", "2", "1 or more", pulsar_broker_page},
    SettingKey{"set-persistence --bookkeeper-ensemble", "2", "1 or more", pulsar_broker_page},
    SettingKey{"set-persistence --bookkeeper-write-quorum", "2", "1 or more", pulsar_broker_page},
    SettingKey{"set-replication-clusters --clusters", "<the cluster of the topic>",
               "names of clusters, with commas between them", geo},
    SettingKey{"set-retention --size", "0", "a size; -1 without limit, 0 nothing", expiry},
    SettingKey{"set-retention --time", "0", "a time; -1 for ever, 0 nothing", expiry},
    SettingKey{"subscriptionInitialPosition", "Latest", "Earliest or Latest", consumer_page},
    SettingKey{"subscriptionName", "", "a name", consumer_page},
    SettingKey{"subscriptionType", "Exclusive", "Exclusive, Failover, Shared or Key_Shared",
               consumer_page},
    SettingKey{"tenants create", "", "a name", tenants},
    SettingKey{"transactionCoordinatorEnabled", "false", "true or false", transactions},
};

}  // namespace

extern const std::span<const SettingKey> pulsar_keys;
constinit const std::span<const SettingKey> pulsar_keys{pulsar_key_list};

}  // namespace eventarch::assembly
