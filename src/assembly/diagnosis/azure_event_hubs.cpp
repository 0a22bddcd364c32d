#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array azure_event_hubs_first_commands{
    FirstCommand{consumer_lag, "",
                 "az eventhubs eventhub show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --name {topic}"},
    FirstCommand{message_loss, "",
                 "az eventhubs eventhub show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --name {topic}"},
    FirstCommand{duplicates, "",
                 "az eventhubs eventhub consumer-group list --resource-group "
                 "\"$RESOURCE_GROUP\" --namespace-name \"$NAMESPACE\" --eventhub-name {topic}"},
    FirstCommand{ordering_issues, "",
                 "az eventhubs eventhub show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --name {topic} --query partitionIds"},
    FirstCommand{dlq_overflow, "",
                 "az eventhubs eventhub show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --name {dead_letter}"},
    FirstCommand{rebalance_storms, "",
                 "az eventhubs eventhub consumer-group list --resource-group "
                 "\"$RESOURCE_GROUP\" --namespace-name \"$NAMESPACE\" --eventhub-name {topic}"},
};

}  // namespace

extern const std::span<const FirstCommand> azure_event_hubs_commands;
constinit const std::span<const FirstCommand> azure_event_hubs_commands{
    azure_event_hubs_first_commands};

}  // namespace eventarch::assembly
