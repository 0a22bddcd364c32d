#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array azure_service_bus_first_commands{
    FirstCommand{consumer_lag, "",
                 "az servicebus topic subscription show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --topic-name {topic} --name {group} --query "
                 "countDetails"},
    FirstCommand{message_loss, "",
                 "az servicebus topic subscription show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --topic-name {topic} --name {group}"},
    FirstCommand{duplicates, "",
                 "az servicebus topic show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --name {topic}"},
    FirstCommand{ordering_issues, "",
                 "az servicebus topic subscription show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --topic-name {topic} --name {group} --query "
                 "requiresSession"},
    FirstCommand{dlq_overflow, "",
                 "az servicebus topic subscription show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --topic-name {topic} --name {group} --query "
                 "countDetails.deadLetterMessageCount"},
    FirstCommand{rebalance_storms, "",
                 "az servicebus topic subscription show --resource-group \"$RESOURCE_GROUP\" "
                 "--namespace-name \"$NAMESPACE\" --topic-name {topic} --name {group} --query "
                 "lockDuration"},
};

}  // namespace

extern const std::span<const FirstCommand> azure_service_bus_commands;
constinit const std::span<const FirstCommand> azure_service_bus_commands{
    azure_service_bus_first_commands};

}  // namespace eventarch::assembly
