/// RabbitMQ: prefetch, and the memory that queues take.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput deliver_input{"deliver", Dimension::duration,
                                     "from the queue to the consumer", any_amount};
constexpr FormulaInput acknowledge_input{"acknowledge", Dimension::duration,
                                         "from the consumer back to the queue", any_amount};
constexpr FormulaInput prefetch_input{
    "prefetch", Dimension::count, "messages that a consumer may hold unacknowledged", one_or_more};
constexpr FormulaInput process_input{"process", Dimension::duration,
                                     "time that the consumer takes for one message", above_zero};
constexpr FormulaInput per_message_input{
    "per_message", Dimension::bytes, "of memory, whatever the size of the message", any_amount, 32};

constexpr std::array prefetch_inputs{deliver_input, acknowledge_input, process_input};

Result evaluate_prefetch(Values v) {
  // Rounded up, the round trip over the processing time is already one more than the whole
  // number below: the message in work is counted.
  return std::max(1.0, whole(finite(v[0] + v[1] + v[2]) / v[2]));
}

constexpr std::array buffer_inputs{prefetch_input, process_input};

Result evaluate_buffer(Values v) { return finite(v[0] * v[1]); }

constexpr std::array wait_inputs{prefetch_input, deliver_input, acknowledge_input, process_input};

Result evaluate_wait(Values v) {
  const double ahead = finite((v[0] - 1) * v[3]);
  return std::max(0.0, ahead - v[1] - v[2]);
}

constexpr std::array queue_memory_inputs{
    FormulaInput{"messages", Dimension::count, "in the queue", any_amount},
    per_message_input,
};

Result evaluate_queue_memory(Values v) { return finite(v[0] * v[1]); }

constexpr std::array node_memory_inputs{
    FormulaInput{"wal", Dimension::bytes,
                 "size at which the write-ahead log rolls over: raft.wal_max_size_bytes",
                 above_zero, 536870912},
    FormulaInput{"times", Dimension::number, "3, or 4 for nodes under high load", one_or_more, 3},
};

Result evaluate_node_memory(Values v) { return finite(v[0] * v[1]); }

constexpr std::array backlog_memory_inputs{
    FormulaInput{"arrival", Dimension::message_rate, "at which messages arrive", any_amount},
    FormulaInput{"outage", Dimension::duration, "during which nobody consumes", any_amount},
    per_message_input,
};

Result evaluate_backlog_memory(Values v) { return finite(finite(v[0] * v[1]) * v[2]); }

}  // namespace

constinit const Formula prefetch{
    .name = "prefetch",
    .summary = "The smallest prefetch that keeps a consumer busy",
    .expression = "max(1, ceil((deliver + acknowledge + process) / process))",
    .inputs = prefetch_inputs,
    .result = Dimension::count,
    .source = R"(RabbitMQ blog, "Some queuing theory: throughput, latency and bandwidth", 2012)",
    .holds =
        "times are steady and one message is processed after the other; more only adds "
        "latency, see prefetch_wait",
    .example = {R"(deliver="50 ms" acknowledge="50 ms" process="4 ms")", 26,
                "RabbitMQ blog, the same post"},
    .evaluate = evaluate_prefetch,
};

constinit const Formula prefetch_buffer_time{
    .name = "prefetch_buffer_time",
    .summary = "How long a consumer works on a full buffer of prefetched messages",
    .expression = "prefetch * process",
    .inputs = buffer_inputs,
    .result = Dimension::duration,
    .source = R"(RabbitMQ blog, "Some queuing theory: throughput, latency and bandwidth", 2012)",
    .holds =
        "one message is processed after the other; what waits there, other consumers cannot "
        "take",
    .example = {R"(prefetch=51 process="4 ms")", 0.204, "RabbitMQ blog, the same post"},
    .evaluate = evaluate_buffer,
};

constinit const Formula prefetch_wait{
    .name = "prefetch_wait",
    .summary = "How long a message waits in the buffer of a consumer before it is processed",
    .expression = "max(0, (prefetch - 1) * process - deliver - acknowledge)",
    .inputs = wait_inputs,
    .result = Dimension::duration,
    // A message is sent for each acknowledgement. It arrives acknowledge + deliver later, and its
    // turn comes when the prefetch - 1 messages that were there before are done.
    .source = R"(RabbitMQ blog, "Some queuing theory: throughput, latency and bandwidth", 2012)",
    .holds = "messages are always waiting in the queue, times are steady",
    .example = {R"(prefetch=51 deliver="50 ms" acknowledge="50 ms" process="4 ms")", 0.1,
                "RabbitMQ blog, the same post"},
    .evaluate = evaluate_wait,
};

constinit const Formula quorum_queue_memory{
    .name = "quorum_queue_memory",
    .summary = "Memory that the messages of a quorum queue take on each node that has a replica",
    .expression = "messages * per_message",
    .inputs = queue_memory_inputs,
    .result = Dimension::bytes,
    .source = R"(RabbitMQ documentation, "Quorum Queues": at least 32 bytes a message)",
    .holds = "a lower bound: a time to live adds to it; the write-ahead log is quorum_node_memory",
    .example = {"messages=30K", 960e3,
                "RabbitMQ documentation, the same page: 1 MB for 30,000 messages"},
    .evaluate = evaluate_queue_memory,
};

constinit const Formula quorum_node_memory{
    .name = "quorum_node_memory",
    .summary = "Memory that a RabbitMQ node should have for the log of its quorum queues",
    .expression = "times * wal",
    .inputs = node_memory_inputs,
    .result = Dimension::bytes,
    .source = R"(RabbitMQ documentation, "Quorum Queues": at least three times the size of the )"
              "write-ahead log, four times under high load",
    .holds = "all quorum queues of the node share the log; messages in queues come on top",
    .example = {R"(wal="512 MiB" times=3)", 1610612736, {}},
    .evaluate = evaluate_node_memory,
};

constinit const Formula backlog_memory{
    .name = "backlog_memory",
    .summary = "Memory that an outage of the consumers fills, on each node with a replica",
    .expression = "arrival * outage * per_message",
    .inputs = backlog_memory_inputs,
    .result = Dimension::bytes,
    .source = "quorum_queue_memory of what arrives meanwhile",
    .holds = "quorum queues; nothing is consumed during the outage",
    .example = {R"(arrival="10K msg/s" outage="60 min")", 1.152e9, {}},
    .evaluate = evaluate_backlog_memory,
};

}  // namespace eventarch::formulas
