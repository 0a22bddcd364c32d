#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view gcp_pubsub_client =
    "https://cloud.google.com/python/docs/reference/pubsub/latest/"
    "google.cloud.pubsub_v1.types.FlowControl";
constexpr std::string_view batches =
    "https://cloud.google.com/python/docs/reference/pubsub/latest/"
    "google.cloud.pubsub_v1.types.BatchSettings";
constexpr std::string_view ordering = "https://docs.cloud.google.com/pubsub/docs/ordering";
constexpr std::string_view resources =
    "https://github.com/googleapis/python-pubsub/blob/main/google/pubsub_v1/types/pubsub.py";

constexpr std::array gcp_pubsub_key_list{
    SettingKey{"ack_deadline_seconds", "10", "10 to 600 s", resources},
    SettingKey{"batch_settings.max_latency", "0.01", "0 or more s", batches},
    SettingKey{"batch_settings.max_messages", "100", "1 to 1000", batches},
    SettingKey{"dead_letter_policy.dead_letter_topic", "", "name of a topic", resources},
    SettingKey{"dead_letter_policy.max_delivery_attempts", "5", "5 to 100", resources},
    SettingKey{"enable_exactly_once_delivery", "false", "true or false", resources},
    SettingKey{"enable_message_ordering", "false", "true or false", resources},
    SettingKey{"expiration_policy.ttl", "2678400s", "86400 s or more; empty: never", resources},
    SettingKey{"filter", "", "a filter over attributes", resources},
    SettingKey{"flow_control.max_lease_duration", "3600", "0 or more s", gcp_pubsub_client},
    SettingKey{"flow_control.max_messages", "1000", "1 or more", gcp_pubsub_client},
    SettingKey{"message_retention_duration", "604800s of a subscription, none of a topic",
               "600 to 2678400 s", resources},
    SettingKey{"ordering_key", "", "a string", ordering},
    SettingKey{"retain_acked_messages", "false", "true or false", resources},
    SettingKey{"retry_policy.maximum_backoff", "600s", "0 to 600 s", resources},
    SettingKey{"retry_policy.minimum_backoff", "10s", "0 to 600 s", resources},
};

}  // namespace

extern const std::span<const SettingKey> gcp_pubsub_keys;
constinit const std::span<const SettingKey> gcp_pubsub_keys{gcp_pubsub_key_list};

}  // namespace eventarch::assembly
