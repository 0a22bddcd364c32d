#include <algorithm>
#include <array>

#include "assembly/check_unit.hpp"

namespace eventarch::assembly {

// One declaration and one row a family.
extern const std::span<const CheckUnit> every_design_checks;
extern const std::span<const CheckUnit> cloud_service_checks_event_hubs;
extern const std::span<const CheckUnit> cloud_service_checks_kinesis;
extern const std::span<const CheckUnit> cloud_service_checks_pubsub;
extern const std::span<const CheckUnit> cloud_service_checks_service_bus;
extern const std::span<const CheckUnit> kafka_checks;
extern const std::span<const CheckUnit> nats_jetstream_checks;
extern const std::span<const CheckUnit> pulsar_checks;
extern const std::span<const CheckUnit> rabbitmq_checks;
extern const std::span<const CheckUnit> redis_streams_checks;
extern const std::span<const CheckUnit> redpanda_checks;
extern const std::span<const CheckUnit> sqs_checks;

std::span<const CheckFamily> check_families() {
  static const std::array all{
      CheckFamily{"", every_design_checks},
      CheckFamily{"azure_event_hubs", cloud_service_checks_event_hubs},
      CheckFamily{"azure_service_bus", cloud_service_checks_service_bus},
      CheckFamily{"gcp_pubsub", cloud_service_checks_pubsub},
      CheckFamily{"kafka", kafka_checks},
      CheckFamily{"kinesis", cloud_service_checks_kinesis},
      CheckFamily{"nats_jetstream", nats_jetstream_checks},
      CheckFamily{"pulsar", pulsar_checks},
      CheckFamily{"rabbitmq", rabbitmq_checks},
      CheckFamily{"redis_streams", redis_streams_checks},
      CheckFamily{"redpanda", redpanda_checks},
      CheckFamily{"sqs", sqs_checks},
  };
  return all;
}

std::optional<double> setting_number(const std::vector<Setting>& settings, std::string_view key) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  if (found == settings.end()) return std::nullopt;
  if (const auto* whole_number = std::get_if<std::int64_t>(&found->value)) {
    return static_cast<double>(*whole_number);
  }
  if (const auto* number = std::get_if<double>(&found->value)) return *number;
  return std::nullopt;
}

bool is_set(const std::vector<Setting>& settings, std::string_view key, std::string_view text) {
  const auto found = std::ranges::find(settings, key, &Setting::key);
  if (found == settings.end()) return false;
  if (text.empty()) return true;
  const auto* value = std::get_if<std::string>(&found->value);
  return value != nullptr && *value == text;
}

const std::vector<Setting>& config_of(const Watched& watched, std::string_view kind) {
  static const std::vector<Setting> none;
  const Topic* topic = watched.first_of(kind);
  return topic == nullptr ? none : topic->config;
}

}  // namespace eventarch::assembly
