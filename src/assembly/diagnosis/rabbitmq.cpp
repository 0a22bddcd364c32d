#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array rabbitmq_first_commands{
    FirstCommand{consumer_lag, "stream",
                 "rabbitmq-streams list_stream_consumers stream offset offset_lag active"},
    FirstCommand{consumer_lag, "",
                 "rabbitmqctl list_queues name messages_ready messages_unacknowledged "
                 "consumers"},
    FirstCommand{message_loss, "stream", "rabbitmqctl list_queues name type policy arguments"},
    FirstCommand{message_loss, "",
                 "rabbitmqctl list_bindings source_name routing_key destination_name"},
    FirstCommand{duplicates, "stream", "rabbitmq-streams list_stream_publishers"},
    FirstCommand{duplicates, "",
                 "rabbitmqctl list_channels name confirm prefetch_count "
                 "messages_unacknowledged"},
    FirstCommand{ordering_issues, "stream",
                 "rabbitmq-streams list_stream_consumers stream offset active"},
    FirstCommand{ordering_issues, "",
                 "rabbitmqctl list_consumers queue_name consumer_tag ack_required active"},
    FirstCommand{dlq_overflow, "",
                 "rabbitmqadmin get messages --queue {dead_letter} --count 10 --ack-mode "
                 "ack_requeue_true"},
    FirstCommand{rebalance_storms, "stream", "rabbitmq-streams list_stream_connections"},
    FirstCommand{rebalance_storms, "", "rabbitmqctl list_connections name user state connected_at"},
};

}  // namespace

extern const std::span<const FirstCommand> rabbitmq_commands;
constinit const std::span<const FirstCommand> rabbitmq_commands{rabbitmq_first_commands};

}  // namespace eventarch::assembly
