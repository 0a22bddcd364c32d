#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array kafka_first_commands{
    FirstCommand{consumer_lag, "share_group",
                 "kafka-share-groups.sh --bootstrap-server localhost:9092 --describe --group "
                 "{group}"},
    FirstCommand{consumer_lag, "",
                 "kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe "
                 "--group {group}"},
    FirstCommand{message_loss, "",
                 "kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic "
                 "{topic}"},
    FirstCommand{duplicates, "",
                 "kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic {topic} "
                 "--time latest"},
    FirstCommand{ordering_issues, "",
                 "kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic "
                 "{topic}"},
    FirstCommand{dlq_overflow, "",
                 "kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic "
                 "{dead_letter} --from-beginning --max-messages 10 --timeout-ms 10000 "
                 "--property print.headers=true"},
    FirstCommand{rebalance_storms, "share_group",
                 "kafka-share-groups.sh --bootstrap-server localhost:9092 --describe --group "
                 "{group} --members"},
    FirstCommand{rebalance_storms, "",
                 "kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe "
                 "--group {group} --state"},
};

}  // namespace

extern const std::span<const FirstCommand> kafka_commands;
constinit const std::span<const FirstCommand> kafka_commands{kafka_first_commands};

}  // namespace eventarch::assembly
