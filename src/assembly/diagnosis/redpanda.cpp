#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array redpanda_first_commands{
    FirstCommand{consumer_lag, "", "rpk group describe {group}"},
    FirstCommand{message_loss, "", "rpk topic describe {topic} --print-partitions"},
    FirstCommand{duplicates, "", "rpk topic describe {topic} --print-partitions"},
    FirstCommand{ordering_issues, "", "rpk topic describe {topic} --print-partitions"},
    FirstCommand{dlq_overflow, "", "rpk topic consume {dead_letter} --offset start --num 10"},
    FirstCommand{rebalance_storms, "", "rpk group describe {group}"},
};

}  // namespace

extern const std::span<const FirstCommand> redpanda_commands;
constinit const std::span<const FirstCommand> redpanda_commands{redpanda_first_commands};

}  // namespace eventarch::assembly
