#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array nats_jetstream_first_commands{
    FirstCommand{consumer_lag, "", "nats consumer info {topic} {group}"},
    FirstCommand{message_loss, "", "nats stream info {topic}"},
    FirstCommand{duplicates, "", "nats stream info {topic}"},
    FirstCommand{ordering_issues, "", "nats consumer info {topic} {group}"},
    FirstCommand{dlq_overflow, "", "nats stream info {dead_letter}"},
    FirstCommand{rebalance_storms, "", "nats consumer info {topic} {group}"},
};

}  // namespace

extern const std::span<const FirstCommand> nats_jetstream_commands;
constinit const std::span<const FirstCommand> nats_jetstream_commands{
    nats_jetstream_first_commands};

}  // namespace eventarch::assembly
