#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array kinesis_first_commands{
    FirstCommand{consumer_lag, "", "aws kinesis describe-stream-summary --stream-name {topic}"},
    FirstCommand{message_loss, "", "aws kinesis describe-stream-summary --stream-name {topic}"},
    FirstCommand{duplicates, "", "aws kinesis list-shards --stream-name {topic}"},
    FirstCommand{ordering_issues, "", "aws kinesis list-shards --stream-name {topic}"},
    FirstCommand{dlq_overflow, "",
                 "aws kinesis get-shard-iterator --stream-name {dead_letter} --shard-id "
                 "shardId-000000000000 --shard-iterator-type TRIM_HORIZON"},
    FirstCommand{rebalance_storms, "", "aws kinesis list-shards --stream-name {topic}"},
};

}  // namespace

extern const std::span<const FirstCommand> kinesis_commands;
constinit const std::span<const FirstCommand> kinesis_commands{kinesis_first_commands};

}  // namespace eventarch::assembly
