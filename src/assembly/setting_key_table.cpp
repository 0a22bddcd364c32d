#include <algorithm>
#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {

// One declaration and one row a broker.
extern const std::span<const SettingKey> azure_event_hubs_keys;
extern const std::span<const SettingKey> azure_service_bus_keys;
extern const std::span<const SettingKey> gcp_pubsub_keys;
extern const std::span<const SettingKey> kafka_keys;
extern const std::span<const SettingKey> kinesis_keys;
extern const std::span<const SettingKey> nats_jetstream_keys;
extern const std::span<const SettingKey> pulsar_keys;
extern const std::span<const SettingKey> rabbitmq_keys;
extern const std::span<const SettingKey> redis_streams_keys;
extern const std::span<const SettingKey> redpanda_keys;
extern const std::span<const SettingKey> sqs_keys;

namespace {

struct Row {
  std::string_view broker;  ///< catalogue id
  std::span<const SettingKey> keys;
};

}  // namespace

std::span<const SettingKey> setting_keys(std::string_view broker) {
  const std::array all{
      Row{"azure_event_hubs", azure_event_hubs_keys},
      Row{"azure_service_bus", azure_service_bus_keys},
      Row{"gcp_pubsub", gcp_pubsub_keys},
      Row{"kafka", kafka_keys},
      Row{"kinesis", kinesis_keys},
      Row{"nats_jetstream", nats_jetstream_keys},
      Row{"pulsar", pulsar_keys},
      Row{"rabbitmq", rabbitmq_keys},
      Row{"redis_streams", redis_streams_keys},
      Row{"redpanda", redpanda_keys},
      Row{"sqs", sqs_keys},
  };
  const auto* found = std::ranges::find(all, broker, &Row::broker);
  return found == all.end() ? std::span<const SettingKey>{} : found->keys;
}

const SettingKey* find_setting_key(std::string_view broker, std::string_view key) {
  const auto keys = setting_keys(broker);
  const auto found = std::ranges::find(keys, key, &SettingKey::key);
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace eventarch::assembly
