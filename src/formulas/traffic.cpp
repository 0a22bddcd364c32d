/// What flows in, at the mean and at the peak, in messages and in bytes.

#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array peak_rate_inputs{
    FormulaInput{"rate",
                 Dimension::message_rate,
                 "declared mean rate, all producers together",
                 any_amount,
                 {}},
    FormulaInput{"peak_factor", Dimension::number, "peak over mean", one_or_more, {}},
};

Result evaluate_peak_rate(Values v) { return v[0] * v[1]; }

constexpr std::array byte_rate_inputs{
    FormulaInput{"rate", Dimension::message_rate, "rate of messages", any_amount, {}},
    FormulaInput{"message_size", Dimension::bytes, "mean size of a message", above_zero, {}},
    FormulaInput{"compression_ratio", Dimension::number, "uncompressed over compressed size",
                 one_or_more, 1.0},
};

Result evaluate_byte_rate(Values v) { return v[0] * v[1] / v[2]; }

constexpr std::array replication_bytes_inputs{
    FormulaInput{"ingress", Dimension::byte_rate, "bytes that producers send", any_amount, {}},
    FormulaInput{"replication_factor", Dimension::count, "copies of each message", one_or_more, {}},
};

Result evaluate_replication_bytes(Values v) { return v[0] * (v[1] - 1); }

constexpr std::array egress_bytes_inputs{
    FormulaInput{"ingress", Dimension::byte_rate, "bytes that producers send", any_amount, {}},
    FormulaInput{"groups",
                 Dimension::count,
                 "consumer groups, each of which reads everything",
                 any_amount,
                 {}},
};

Result evaluate_egress_bytes(Values v) { return v[0] * v[1]; }

constexpr std::array planned_ingress_inputs{
    FormulaInput{"events", Dimension::byte_rate, "bytes of events at the peak", any_amount, {}},
    FormulaInput{"further", Dimension::byte_rate, "bytes of commands and replies at the peak",
                 any_amount, 0.0},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
};

Result evaluate_planned_ingress(Values v) { return (v[0] + v[1]) * v[2]; }

constexpr std::array planned_egress_inputs{
    FormulaInput{"events", Dimension::byte_rate, "bytes of events at the peak", any_amount, {}},
    FormulaInput{"groups",
                 Dimension::count,
                 "consumer groups, each of which reads every event",
                 any_amount,
                 {}},
    FormulaInput{"further", Dimension::byte_rate, "bytes of commands and replies, read once each",
                 any_amount, 0.0},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
};

Result evaluate_planned_egress(Values v) { return (v[0] * v[1] + v[2]) * v[3]; }

constexpr FormulaInput peak_messages_input{
    "events", Dimension::message_rate, "events at the peak", any_amount, {}};
constexpr FormulaInput peak_bytes_input = planned_ingress_inputs[0];
constexpr FormulaInput growth_input = planned_ingress_inputs[2];
constexpr FormulaInput copied_groups_input{
    "groups", Dimension::count, "consumer groups, each with queues of its own", any_amount, {}};

constexpr std::array messages_into_queues_inputs{
    peak_messages_input,
    copied_groups_input,
    FormulaInput{"further", Dimension::message_rate, "commands and replies, each in one queue",
                 any_amount, 0.0},
};

constexpr std::array bytes_into_queues_inputs{peak_bytes_input, copied_groups_input,
                                              planned_ingress_inputs[1]};

Result evaluate_into_queues(Values v) { return v[0] * v[1] + v[2]; }

constexpr std::array messages_in_and_out_inputs{
    peak_messages_input,
    planned_egress_inputs[1],
    FormulaInput{"further", Dimension::message_rate, "commands and replies, read once each",
                 any_amount, 0.0},
};

constexpr std::array bytes_in_and_out_inputs{peak_bytes_input, planned_egress_inputs[1],
                                             planned_egress_inputs[2]};

Result evaluate_in_and_out(Values v) { return v[0] * (1 + v[1]) + 2 * v[2]; }

constexpr FormulaInput output_ratio_input{
    "ratio", Dimension::number, "that a unit gives for each one that it takes", above_zero, 2.0};

constexpr std::array messages_in_or_out_inputs{peak_messages_input, planned_egress_inputs[1],
                                               messages_in_and_out_inputs[2], output_ratio_input};

constexpr std::array bytes_in_or_out_inputs{peak_bytes_input, planned_egress_inputs[1],
                                            planned_egress_inputs[2], output_ratio_input};

Result evaluate_in_or_out(Values v) {
  return std::max(v[0] + v[2], finite(v[0] * v[1] + v[2]) / v[3]);
}

constexpr std::array queue_replication_inputs{
    peak_bytes_input,
    copied_groups_input,
    planned_ingress_inputs[1],
    growth_input,
    FormulaInput{"replication_factor", Dimension::count, "copies of each queue", one_or_more, {}},
};

Result evaluate_queue_replication(Values v) { return (v[0] * v[1] + v[2]) * v[3] * (v[4] - 1); }

constexpr std::array further_rate_inputs{
    FormulaInput{"rate", Dimension::message_rate, "rate of events", any_amount, {}},
    FormulaInput{
        "per_event", Dimension::number, "commands and replies for each event", any_amount, {}},
};

Result evaluate_further_rate(Values v) { return v[0] * v[1]; }

}  // namespace

constinit const Formula peak_rate{
    .name = "peak_rate",
    .summary = "The rate at the peak, which capacity must hold",
    .expression = "rate x peak_factor",
    .inputs = peak_rate_inputs,
    .result = Dimension::message_rate,
    .source = "definition of the peak factor",
    .holds = "",
    .unbounded = "",
    .example = {R"(rate="10K msg/s" peak_factor=3)", 30000, ""},
    .evaluate = evaluate_peak_rate,
};

constinit const Formula byte_rate{
    .name = "byte_rate",
    .summary = "Bytes a second that a rate of messages brings",
    .expression = "rate x message_size / compression_ratio",
    .inputs = byte_rate_inputs,
    .result = Dimension::byte_rate,
    .source = "definition; compression is never assumed better than what was measured",
    .holds =
        "sizes are means; overhead of batches and records is left out, at most 21 B a record and "
        "61 B a batch on Kafka",
    .unbounded = "",
    .example = {R"(rate="10K msg/s" message_size="1 KB")", 1e7, ""},
    .evaluate = evaluate_byte_rate,
};

constinit const Formula replication_bytes{
    .name = "replication_bytes",
    .summary = "Bytes a second that brokers send each other to keep copies",
    .expression = "ingress x (replication_factor - 1)",
    .inputs = replication_bytes_inputs,
    .result = Dimension::byte_rate,
    .source =
        "every further copy is sent once; Cloudera, Apache Kafka sizing (tune sizing calculations)",
    .holds = "",
    .unbounded = "",
    .example = {R"(ingress="75 MB/s" replication_factor=3)", 1.5e8,
                "Redpanda, sizing guide: 75 MB/s with 3 copies"},
    .evaluate = evaluate_replication_bytes,
};

constinit const Formula egress_bytes{
    .name = "egress_bytes",
    .summary = "Bytes a second that consumer groups read",
    .expression = "ingress x groups",
    .inputs = egress_bytes_inputs,
    .result = Dimension::byte_rate,
    .source = "each group reads every message once",
    .holds = "",
    .unbounded = "",
    .example = {R"(ingress="20 MB/s" groups=2)", 4e7, ""},
    .evaluate = evaluate_egress_bytes,
};

constinit const Formula planned_ingress{
    .name = "planned_ingress",
    .summary = "Bytes a second that are sent to the brokers once traffic has grown as planned",
    .expression = "(events + further) x growth",
    .inputs = planned_ingress_inputs,
    .result = Dimension::byte_rate,
    .source = "sum of what is sent; growth as for partitions and storage",
    .holds = "",
    .unbounded = "",
    .example = {R"(events="20 MB/s" growth=2)", 4e7, ""},
    .evaluate = evaluate_planned_ingress,
};

constinit const Formula planned_egress{
    .name = "planned_egress",
    .summary = "Bytes a second that are read from the brokers once traffic has grown as planned",
    .expression = "(events x groups + further) x growth",
    .inputs = planned_egress_inputs,
    .result = Dimension::byte_rate,
    .source = "each group reads every event once, each command and reply has one reader",
    .holds = "",
    .unbounded = "",
    .example = {R"(events="20 MB/s" groups=2 further="10 MB/s" growth=2)", 1e8, ""},
    .evaluate = evaluate_planned_egress,
};

constinit const Formula messages_into_queues{
    .name = "messages_into_queues",
    .summary = "Messages that enter queues where each consumer group has queues of its own",
    .expression = "events x groups + further",
    .inputs = messages_into_queues_inputs,
    .result = Dimension::message_rate,
    .source = "an exchange puts a message into one queue of each group that is bound to it",
    .holds = "every group is bound to every event",
    .unbounded = "",
    .example = {R"(events="10K msg/s" groups=8)", 80000, ""},
    .evaluate = evaluate_into_queues,
};

constinit const Formula bytes_into_queues{
    .name = "bytes_into_queues",
    .summary = "Bytes a second that enter queues where each consumer group has queues of its own",
    .expression = "events x groups + further",
    .inputs = bytes_into_queues_inputs,
    .result = Dimension::byte_rate,
    .source = "an exchange puts a message into one queue of each group that is bound to it",
    .holds = "every group is bound to every event",
    .unbounded = "",
    .example = {R"(events="100 MB/s" groups=8)", 8e8, ""},
    .evaluate = evaluate_into_queues,
};

constinit const Formula messages_in_and_out{
    .name = "messages_in_and_out",
    .summary = "Messages sent and received, where a service counts both against one limit",
    .expression = "events x (1 + groups) + 2 x further",
    .inputs = messages_in_and_out_inputs,
    .result = Dimension::message_rate,
    .source = "each event is sent once and received by each group; a command or reply by one",
    .holds = "",
    .unbounded = "",
    .example = {R"(events="1K msg/s" groups=1)", 2000, ""},
    .evaluate = evaluate_in_and_out,
};

constinit const Formula bytes_in_and_out{
    .name = "bytes_in_and_out",
    .summary = "Bytes a second in and out, where a service counts both against one limit",
    .expression = "events x (1 + groups) + 2 x further",
    .inputs = bytes_in_and_out_inputs,
    .result = Dimension::byte_rate,
    .source = "each event is sent once and received by each group; a command or reply by one",
    .holds = "",
    .unbounded = "",
    .example = {R"(events="48 MB/s" groups=1)", 9.6e7, ""},
    .evaluate = evaluate_in_and_out,
};

constinit const Formula messages_in_or_out{
    .name = "messages_in_or_out",
    .summary = "Messages that a service is paid for by, where a unit gives more than it takes",
    .expression = "max(events + further, (events x groups + further) / ratio)",
    .inputs = messages_in_or_out_inputs,
    .result = Dimension::message_rate,
    .source =
        "Microsoft, Azure Event Hubs scalability guide: a throughput unit takes 1,000 events a "
        "second and gives 4,096, to all consumer groups together",
    .holds = "every group reads every event",
    .unbounded = "",
    .example = {R"(events="1K msg/s" groups=8 ratio=4.096)", 1953.125, ""},
    .evaluate = evaluate_in_or_out,
};

constinit const Formula bytes_in_or_out{
    .name = "bytes_in_or_out",
    .summary =
        "Bytes a second that a service is paid for by, where a unit gives more than it takes",
    .expression = "max(events + further, (events x groups + further) / ratio)",
    .inputs = bytes_in_or_out_inputs,
    .result = Dimension::byte_rate,
    .source =
        "Microsoft, Azure Event Hubs scalability guide: a throughput unit takes 1 MB/s and gives 2 "
        "MB/s, to all consumer groups together",
    .holds = "every group reads every event",
    .unbounded = "",
    .example = {R"(events="20 MB/s" groups=5)", 5e7, ""},
    .evaluate = evaluate_in_or_out,
};

constinit const Formula queue_replication_bytes{
    .name = "queue_replication_bytes",
    .summary = "Bytes a second that brokers send each other to keep copies of the queues of groups",
    .expression = "(events x groups + further) x growth x (replication_factor - 1)",
    .inputs = queue_replication_inputs,
    .result = Dimension::byte_rate,
    .source = "every further copy of a queue is sent what enters the queue; bytes_into_queues",
    .holds =
        "clients publish to the leader of the queue: what another node passes on to it is "
        "left out",
    .unbounded = "",
    .example = {R"(events="100 MB/s" groups=8 replication_factor=3)", 1.6e9, ""},
    .evaluate = evaluate_queue_replication,
};

constinit const Formula further_rate{
    .name = "further_rate",
    .summary = "Commands and replies of a saga that flow beside its events",
    .expression = "rate x per_event",
    .inputs = further_rate_inputs,
    .result = Dimension::message_rate,
    .source = "definition; a participant is sent one command and answers once",
    .holds = "each event starts a saga",
    .unbounded = "",
    .example = {R"(rate="150 msg/s" per_event=6)", 900, ""},
    .evaluate = evaluate_further_rate,
};

}  // namespace eventarch::formulas
