/// Bytes that are kept, and the memory that keeps reading cheap.

#include <algorithm>
#include <cmath>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array stored_bytes_inputs{
    FormulaInput{
        "byte_rate", Dimension::byte_rate, "mean bytes a second, as stored", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{"kept",
                 Dimension::duration,
                 "retention, or the outage that a queue must bridge",
                 any_amount,
                 {}},
    FormulaInput{"groups", Dimension::count, "queues that each keep their own copy; 1 for a log",
                 one_or_more, 1.0},
    FormulaInput{"further", Dimension::byte_rate,
                 "mean bytes a second of commands and replies, kept once", any_amount, 0.0},
};

Result evaluate_stored_bytes(Values v) { return (v[0] * v[3] + v[4]) * v[1] * v[2]; }

constexpr std::array segment_slack_inputs{
    FormulaInput{"partitions", Dimension::count, "partitions or streams", any_amount, {}},
    FormulaInput{"segment_size", Dimension::bytes, "size of a log segment", any_amount, {}},
    FormulaInput{"byte_rate",
                 Dimension::byte_rate,
                 "mean bytes a second of one topic, as stored",
                 any_amount,
                 {}},
    FormulaInput{"closed_after", Dimension::duration,
                 "a segment is closed after this time, full or not", any_amount, 604800.0},
    FormulaInput{"topics", Dimension::count, "topics with as many partitions each", one_or_more,
                 1.0},
};

Result evaluate_segment_slack(Values v) { return std::min(v[0] * v[1], v[2] * v[3]) * v[4]; }

constexpr std::array stored_bytes_all_copies_inputs{
    FormulaInput{"stored", Dimension::bytes, "bytes of one copy", any_amount, {}},
    FormulaInput{"slack", Dimension::bytes, "segment slack of one copy", any_amount, 0.0},
    FormulaInput{"copies", Dimension::count, "replication factor", one_or_more, {}},
};

Result evaluate_stored_bytes_all_copies(Values v) { return (v[0] + v[1]) * v[2]; }

constexpr std::array provisioned_bytes_inputs{
    FormulaInput{"stored", Dimension::bytes, "bytes of all copies", any_amount, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the disks that may be full", portion, {}},
};

Result evaluate_provisioned_bytes(Values v) { return v[0] / v[1]; }

constexpr std::array partitions_for_memory_inputs{
    FormulaInput{"byte_rate", Dimension::byte_rate, "what is written on average", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{"kept", Dimension::duration, "for how long it stays", any_amount, {}},
    FormulaInput{"memory", Dimension::bytes, "of one node", above_zero, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the memory that may be full", portion, {}},
};

Result evaluate_partitions_for_memory(Values v) {
  return std::max(1.0, whole(finite(v[0] * v[1] * v[2]) / (v[3] * v[4])));
}

constexpr std::array admitted_inputs{
    FormulaInput{"length", Dimension::count, "messages that a queue may hold", any_amount, {}},
    FormulaInput{"queues", Dimension::count, "queues of that length", any_amount, {}},
    FormulaInput{"delayed", Dimension::count, "messages that may wait for their time beside them",
                 any_amount, 0.0},
    FormulaInput{"message_size", Dimension::bytes, "of one message", any_amount, {}},
    FormulaInput{"copies", Dimension::count, "replication factor", one_or_more, {}},
    FormulaInput{"disks", Dimension::bytes, "that the brokers may fill", any_amount, {}},
};

Result evaluate_admitted(Values v) {
  return std::min(std::round((v[0] * v[1] + v[2]) * v[3] * v[4]), v[5]);
}

constexpr std::array provisioned_for_limits_inputs{
    FormulaInput{"stored", Dimension::bytes, "bytes of all copies as planned", any_amount, {}},
    FormulaInput{
        "admitted", Dimension::bytes, "bytes of all copies that limits admit", any_amount, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the disks that may be full", portion, {}},
};

Result evaluate_provisioned_for_limits(Values v) { return std::max(v[0], v[1]) / v[2]; }

constexpr std::array page_cache_inputs{
    FormulaInput{
        "written", Dimension::byte_rate, "bytes a second written on all brokers", any_amount, {}},
    FormulaInput{"seconds_kept", Dimension::duration, "how long what is written stays in memory",
                 any_amount, 30.0},
};

Result evaluate_page_cache(Values v) { return v[0] * v[1]; }

}  // namespace

constinit const Formula stored_bytes{
    .name = "stored_bytes",
    .summary = "Bytes of one copy",
    .expression = "(byte_rate x groups + further) x growth x kept",
    .inputs = stored_bytes_inputs,
    .result = Dimension::bytes,
    .source = "definition of retention; Oracle, Kafka storage sizing",
    .holds = "",
    .unbounded = "",
    .example = {R"(byte_rate="10 MB/s" kept="7 days")", 6.048e12, ""},
    .evaluate = evaluate_stored_bytes,
};

constinit const Formula segment_slack{
    .name = "segment_slack",
    .summary = "Bytes that stay beyond retention, since whole segments are deleted",
    .expression = "min(partitions x segment_size, byte_rate x closed_after) x topics",
    .inputs = segment_slack_inputs,
    .result = Dimension::bytes,
    .source =
        "a segment is deleted once its last message is old enough, and closed when it is full or "
        "segment.ms (7 days by default) old; Apache Kafka configuration, RabbitMQ documentation on "
        "streams, whose segments are closed by size alone",
    .holds = "an upper bound: on average half of it",
    .unbounded = "",
    .example = {R"(partitions=24 segment_size="1 GiB" byte_rate="10 MB/s")", 25769803776.0, ""},
    .evaluate = evaluate_segment_slack,
};

constinit const Formula stored_bytes_all_copies{
    .name = "stored_bytes_all_copies",
    .summary = "Bytes of all copies",
    .expression = "(stored + slack) x copies",
    .inputs = stored_bytes_all_copies_inputs,
    .result = Dimension::bytes,
    .source = "every copy is kept in full; Cloudera, Apache Kafka sizing",
    .holds = "",
    .unbounded = "",
    .example = {R"(stored="6 TB" copies=3)", 1.8e13, ""},
    .evaluate = evaluate_stored_bytes_all_copies,
};

constinit const Formula provisioned_bytes{
    .name = "provisioned_bytes",
    .summary = "Disk to provide, so that it never fills beyond the target",
    .expression = "stored / utilization",
    .inputs = provisioned_bytes_inputs,
    .result = Dimension::bytes,
    .source = "headroom of the utilization target; Cruise Control alerts at 80 % by default",
    .holds = "",
    .unbounded = "",
    .example = {R"(stored="7 TB" utilization="70 %")", 1e13, ""},
    .evaluate = evaluate_provisioned_bytes,
};

constinit const Formula partitions_for_memory{
    .name = "partitions_for_memory",
    .summary = "Streams kept in memory, so that a copy of each fits into one node",
    .expression = "max(1, ceil(byte_rate x growth x kept / (memory x utilization)))",
    .inputs = partitions_for_memory_inputs,
    .result = Dimension::count,
    .source = "stored_bytes of one copy over the memory of a node",
    .holds = "messages spread evenly over the streams; what the broker adds to each is left out",
    .unbounded = "",
    .example = {R"(byte_rate="1 MB/s" kept="1 day" memory="32 GB" utilization="70 %")", 4, ""},
    .evaluate = evaluate_partitions_for_memory,
};

constinit const Formula admitted_bytes{
    .name = "admitted_bytes",
    .summary = "Bytes that queues may hold before they refuse more",
    .expression = "min((length x queues + delayed) x message_size x copies, disks)",
    .inputs = admitted_inputs,
    .result = Dimension::bytes,
    .source = "every copy is kept in full; RabbitMQ documentation, queue length limit",
    .holds =
        "all queues full at once, and no longer than the disks hold; headers and indexes come on "
        "top",
    .unbounded = "",
    .example = {R"(length=864K queues=1 delayed=482500 message_size="20 KB" copies=3 disks="8 TB")",
                8.079e10, ""},
    .evaluate = evaluate_admitted,
};

constinit const Formula provisioned_for_limits{
    .name = "provisioned_for_limits",
    .summary = "Disk to provide, so that full queues leave it below the target",
    .expression = "max(stored, admitted) / utilization",
    .inputs = provisioned_for_limits_inputs,
    .result = Dimension::bytes,
    .source =
        "headroom of the utilization target; RabbitMQ blocks all publishers of a cluster while one "
        "node is short of disk",
    .holds = "",
    .unbounded = "",
    .example = {R"(stored="5 TB" admitted="7 TB" utilization="70 %")", 1e13, ""},
    .evaluate = evaluate_provisioned_for_limits,
};

constinit const Formula page_cache{
    .name = "page_cache",
    .summary = "Memory that lets consumers which keep up read without touching a disk",
    .expression = "written x seconds_kept",
    .inputs = page_cache_inputs,
    .result = Dimension::bytes,
    .source = "Apache Kafka operations guide: buffer for 30 seconds, write throughput x 30",
    .holds = "",
    .unbounded = "",
    .example = {R"(written="60 MB/s")", 1.8e9, ""},
    .evaluate = evaluate_page_cache,
};

}  // namespace eventarch::formulas
