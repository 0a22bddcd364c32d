#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array pulsar_first_commands{
    FirstCommand{consumer_lag, "", "pulsar-admin topics {stats} {topic}"},
    FirstCommand{message_loss, "",
                 "pulsar-admin topics get-message-ttl --applied {topic} && "
                 "pulsar-admin topics get-retention --applied {topic} && "
                 "pulsar-admin topics get-persistence --applied {topic}"},
    FirstCommand{duplicates, "", "pulsar-admin topics get-deduplication {topic}"},
    FirstCommand{ordering_issues, "", "pulsar-admin topics {stats} {topic}"},
    FirstCommand{dlq_overflow, "",
                 "pulsar-admin topics peek-messages --count 10 --subscription dlq-keeper "
                 "{dead_letter_part}"},
    FirstCommand{rebalance_storms, "", "pulsar-admin topics {stats} {topic}"},
};

}  // namespace

extern const std::span<const FirstCommand> pulsar_commands;
constinit const std::span<const FirstCommand> pulsar_commands{pulsar_first_commands};

}  // namespace eventarch::assembly
