#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view duplicates =
    "https://learn.microsoft.com/azure/service-bus-messaging/duplicate-detection";
constexpr std::string_view message =
    "https://learn.microsoft.com/dotnet/api/azure.messaging.servicebus.servicebusmessage";
constexpr std::string_view azure_service_bus_name_space =
    "https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces";
constexpr std::string_view azure_service_bus_processor =
    "https://learn.microsoft.com/dotnet/api/azure.messaging.servicebus.servicebusprocessoroptions";
constexpr std::string_view performance =
    "https://learn.microsoft.com/azure/service-bus-messaging/"
    "service-bus-performance-improvements";
constexpr std::string_view queue =
    "https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces/queues";
constexpr std::string_view azure_service_bus_quotas =
    "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas";

constexpr std::array azure_service_bus_key_list{
    SettingKey{"AutoCompleteMessages", "true", "true or false", azure_service_bus_processor},
    SettingKey{"MaxAutoLockRenewalDuration", "PT5M", "PT0S or more", azure_service_bus_processor},
    SettingKey{"MessageId", "", "unique within the window of duplicate detection", duplicates},
    SettingKey{"PrefetchCount", "0", "0 or more", performance},
    SettingKey{"ReceiveMode", "PeekLock", "PeekLock or ReceiveAndDelete", performance},
    SettingKey{"ScheduledEnqueueTime", "", "a time", message},
    SettingKey{"SessionId", "", "a string", message},
    SettingKey{"deadLetteringOnMessageExpiration", "false", "true or false", queue},
    SettingKey{"defaultMessageTimeToLive", "unlimited", "an ISO 8601 duration", queue},
    SettingKey{"duplicateDetectionHistoryTimeWindow", "PT10M", "PT20S to P7D", duplicates},
    SettingKey{"enablePartitioning", "false", "true or false", queue},
    SettingKey{"lockDuration", "PT1M", "PT1S to PT5M", queue},
    SettingKey{"maxDeliveryCount", "10", "1 or more", queue},
    SettingKey{"maxMessageSizeInKilobytes", "1024", "1024 to 102400 KB; Premium tier",
               azure_service_bus_quotas},
    SettingKey{"maxSizeInMegabytes", "1024", "1024 to 81920 MB; 5120 in the Standard tier",
               azure_service_bus_quotas},
    SettingKey{"requiresDuplicateDetection", "false", "true or false", queue},
    SettingKey{"requiresSession", "false", "true or false", queue},
    SettingKey{"sku.capacity", "1", "1 or more messaging units", azure_service_bus_name_space},
    SettingKey{"sku.name", "", "Basic, Standard or Premium", azure_service_bus_name_space},
};

}  // namespace

extern const std::span<const SettingKey> azure_service_bus_keys;
constinit const std::span<const SettingKey> azure_service_bus_keys{azure_service_bus_key_list};

}  // namespace eventarch::assembly
