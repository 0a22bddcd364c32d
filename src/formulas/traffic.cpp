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
