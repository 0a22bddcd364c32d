#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array redis_streams_first_commands{
    FirstCommand{consumer_lag, "", "redis-cli XINFO GROUPS {topic}"},
    FirstCommand{message_loss, "", "redis-cli XINFO STREAM {topic}"},
    FirstCommand{duplicates, "", "redis-cli XPENDING {topic} {group}"},
    FirstCommand{ordering_issues, "", "redis-cli XINFO CONSUMERS {topic} {group}"},
    FirstCommand{dlq_overflow, "", "redis-cli XRANGE {dead_letter} - + COUNT 10"},
    FirstCommand{rebalance_storms, "", "redis-cli XINFO CONSUMERS {topic} {group}"},
};

}  // namespace

extern const std::span<const FirstCommand> redis_streams_commands;
constinit const std::span<const FirstCommand> redis_streams_commands{redis_streams_first_commands};

}  // namespace eventarch::assembly
