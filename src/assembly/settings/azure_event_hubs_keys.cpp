#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view hub =
    "https://learn.microsoft.com/azure/templates/microsoft.eventhub/namespaces/eventhubs";
constexpr std::string_view azure_event_hubs_name_space =
    "https://learn.microsoft.com/azure/templates/microsoft.eventhub/namespaces";
constexpr std::string_view options =
    "https://learn.microsoft.com/dotnet/api/azure.messaging.eventhubs.eventprocessorclientoptions";
constexpr std::string_view azure_event_hubs_processor =
    "https://learn.microsoft.com/dotnet/api/azure.messaging.eventhubs.eventprocessorclient";
constexpr std::string_view azure_event_hubs_quotas =
    "https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas";
constexpr std::string_view retries =
    "https://learn.microsoft.com/dotnet/api/azure.messaging.eventhubs.eventhubsretryoptions";
constexpr std::string_view sending =
    "https://learn.microsoft.com/dotnet/api/azure.messaging.eventhubs.producer.sendeventoptions";
constexpr std::string_view starting =
    "https://learn.microsoft.com/dotnet/api/"
    "azure.messaging.eventhubs.processor.partitioninitializingeventargs";

constexpr std::array azure_event_hubs_key_list{
    SettingKey{"DefaultStartingPosition", "EventPosition.Earliest",
               "EventPosition.Earliest, EventPosition.Latest, an offset or a time", starting},
    SettingKey{"MaximumRetries", "3", "0 to 100", retries},
    SettingKey{"PartitionKey", "", "a string, hashed to a partition", sending},
    SettingKey{"PrefetchCount", "300", "0 or more", options},
    SettingKey{"UpdateCheckpointAsync", "", "a call; before or after processing",
               azure_event_hubs_processor},
    SettingKey{"consumerGroup", "$Default", "20, 100 or 1,000 a hub by tier",
               azure_event_hubs_quotas},
    SettingKey{"partitionCount", "", "1 to 1024; 32 in the Standard tier, 100 in Premium",
               azure_event_hubs_quotas},
    SettingKey{"retentionDescription.cleanupPolicy", "Delete", "Delete or Compact", hub},
    SettingKey{"retentionDescription.retentionTimeInHours", "",
               "1 to 2160 hours; 168 in the Standard tier", azure_event_hubs_quotas},
    SettingKey{"sku.capacity", "1", "1 or more; 40 in the Standard tier",
               azure_event_hubs_name_space},
    SettingKey{"sku.name", "", "Basic, Standard or Premium", azure_event_hubs_name_space},
};

}  // namespace

extern const std::span<const SettingKey> azure_event_hubs_keys;
constinit const std::span<const SettingKey> azure_event_hubs_keys{azure_event_hubs_key_list};

}  // namespace eventarch::assembly
