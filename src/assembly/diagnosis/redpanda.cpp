#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array commands{
    FirstCommand{consumer_lag, "", "rpk group describe {group}"},
    FirstCommand{message_loss, "", "rpk topic describe {topic} --print-partitions"},
    FirstCommand{duplicates, "", "rpk topic describe {topic} --print-partitions"},
    FirstCommand{ordering_issues, "", "rpk topic describe {topic} --print-partitions"},
    FirstCommand{dlq_overflow, "", "rpk topic consume {dead_letter} --offset start --num 10"},
    FirstCommand{rebalance_storms, "", "rpk group describe {group}"},
};

}  // namespace

extern const std::span<const FirstCommand> redpanda_commands;
constinit const std::span<const FirstCommand> redpanda_commands{commands};

}  // namespace eventarch::assembly
