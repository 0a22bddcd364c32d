/// How many partitions, queues or shards a load needs.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array partitions_for_rate_inputs{
    FormulaInput{"peak_rate", Dimension::message_rate, "rate at the peak", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{
        "unit_rate", Dimension::message_rate, "what one partition carries", above_zero, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
};

Result evaluate_partitions_for_rate(Values v) { return ceiling(v[0] * v[1] / (v[2] * v[3])); }

constexpr std::array partitions_for_bytes_inputs{
    FormulaInput{"peak_bytes", Dimension::byte_rate, "bytes a second at the peak", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{"unit_bytes", Dimension::byte_rate, "what one partition carries", above_zero, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
};

Result evaluate_partitions_for_bytes(Values v) { return ceiling(v[0] * v[1] / (v[2] * v[3])); }

constexpr std::array partitions_for_processing_inputs{
    FormulaInput{"peak_rate", Dimension::message_rate, "rate at the peak", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{
        "processing_time", Dimension::duration, "of one message on one consumer", any_amount, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
};

Result evaluate_partitions_for_processing(Values v) { return ceiling(v[0] * v[1] * v[2] / v[3]); }

constexpr std::array partitions_for_recovery_inputs{
    FormulaInput{"rate", Dimension::message_rate, "mean rate", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{"outage", Dimension::duration, "consumers are down for so long", any_amount, {}},
    FormulaInput{"recover_within",
                 Dimension::duration,
                 "and must be caught up after so long",
                 above_zero,
                 {}},
    FormulaInput{
        "processing_time", Dimension::duration, "of one message on one consumer", any_amount, {}},
};

Result evaluate_partitions_for_recovery(Values v) {
  return ceiling(v[0] * v[1] * (1 + v[2] / v[3]) * v[4]);
}

constexpr std::array queues_for_rate_inputs{
    FormulaInput{"peak_rate", Dimension::message_rate, "rate at the peak", any_amount, {}},
    FormulaInput{"growth", Dimension::number, "planned growth over the lifetime", one_or_more, 1.0},
    FormulaInput{"queue_rate", Dimension::message_rate, "quota of one queue", above_zero, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
};

Result evaluate_queues_for_rate(Values v) { return ceiling(v[0] * v[1] / (v[2] * v[3])); }

constexpr std::array keys_for_rate_inputs{
    FormulaInput{"peak_rate", Dimension::message_rate, "rate at the peak", any_amount, {}},
    FormulaInput{"key_rate",
                 Dimension::message_rate,
                 "what one message group, session or ordering key carries",
                 above_zero,
                 {}},
    FormulaInput{
        "processing_time", Dimension::duration, "of one message on one consumer", any_amount, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
};

Result evaluate_keys_for_rate(Values v) {
  return ceiling(std::max(v[0] / (v[1] * v[3]), v[0] * v[2] / v[3]));
}

constexpr std::array partitions_for_hot_key_inputs{
    FormulaInput{"load",
                 Dimension::number,
                 "consumers that the peak keeps busy: rate x processing time",
                 above_zero,
                 {}},
    FormulaInput{"hot_key_share", Dimension::share, "of the busiest key", zero_to_one, {}},
    FormulaInput{"limit", Dimension::share, "how busy the consumer of the busiest partition may be",
                 portion, 0.9},
};

Result evaluate_partitions_for_hot_key(Values v) {
  const double spare = v[2] / v[0] - v[1];
  if (spare <= 0) return std::nullopt;
  return std::max(1.0, ceiling((1 - v[1]) / spare));
}

constexpr std::array round_up_to_multiple_inputs{
    FormulaInput{"count", Dimension::count, "at least so many", any_amount, {}},
    FormulaInput{
        "multiple", Dimension::count, "of which the result is a multiple", one_or_more, {}},
};

Result evaluate_round_up_to_multiple(Values v) { return std::ceil(v[0] / v[1]) * v[1]; }

}  // namespace

constinit const Formula partitions_for_rate{
    .name = "partitions_for_rate",
    .summary = "Partitions that the rate of messages needs",
    .expression = "ceil(peak_rate x growth / (unit_rate x utilization))",
    .inputs = partitions_for_rate_inputs,
    .result = Dimension::count,
    .source = "T/p of max(T/p, T/c): Confluent, How to choose the number of topics and partitions",
    .holds = "",
    .unbounded = "",
    .example = {R"(peak_rate="250 msg/s" unit_rate="50 msg/s" utilization="100 %")", 5, ""},
    .evaluate = evaluate_partitions_for_rate,
};

constinit const Formula partitions_for_bytes{
    .name = "partitions_for_bytes",
    .summary = "Partitions that the bytes need",
    .expression = "ceil(peak_bytes x growth / (unit_bytes x utilization))",
    .inputs = partitions_for_bytes_inputs,
    .result = Dimension::count,
    .source =
        "T/p of max(T/p, T/c), in bytes: Confluent, How to choose the number of topics and "
        "partitions",
    .holds = "",
    .unbounded = "",
    .example = {R"(peak_bytes="1000 MB/s" unit_bytes="100 MB/s" utilization="100 %")", 10,
                "Conduktor, partition count decision guide: 1 GB/s at 100 MB/s a partition"},
    .evaluate = evaluate_partitions_for_bytes,
};

constinit const Formula partitions_for_processing{
    .name = "partitions_for_processing",
    .summary = "Partitions that give every consumer needed one to read",
    .expression = "ceil(peak_rate x growth x processing_time / utilization)",
    .inputs = partitions_for_processing_inputs,
    .result = Dimension::count,
    .source =
        "Little's law: rate x processing time are busy at once; one consumer of a group reads a "
        "partition",
    .holds = "",
    .unbounded = "",
    .example = {R"(peak_rate="500 msg/s" processing_time="50 ms" utilization="100 %")", 25,
                "the load of the Kadeck topic calculator for which it names 2 partitions"},
    .evaluate = evaluate_partitions_for_processing,
};

constinit const Formula partitions_for_recovery{
    .name = "partitions_for_recovery",
    .summary = "Partitions that let consumers catch up in time after an outage",
    .expression = "ceil(rate x growth x (1 + outage / recover_within) x processing_time)",
    .inputs = partitions_for_recovery_inputs,
    .result = Dimension::count,
    .source =
        "fluid model: an outage D is made up for within R by a capacity of rate x (1 + D / R)",
    .holds = "the load is at its mean while consumers catch up",
    .unbounded = "",
    .example = {R"(rate="10K msg/s" outage="30 min" recover_within="60 min" )"
                R"(processing_time="0.7 ms")",
                11, ""},
    .evaluate = evaluate_partitions_for_recovery,
};

constinit const Formula queues_for_rate{
    .name = "queues_for_rate",
    .summary = "Queues that the rate needs where a queue has a quota",
    .expression = "ceil(peak_rate x growth / (queue_rate x utilization))",
    .inputs = queues_for_rate_inputs,
    .result = Dimension::count,
    .source = "quota of the service; the headroom of the utilization target",
    .holds = "",
    .unbounded = "",
    .example = {R"(peak_rate="9K msg/s" queue_rate="3K msg/s" utilization="100 %")", 3, ""},
    .evaluate = evaluate_queues_for_rate,
};

constinit const Formula keys_for_rate{
    .name = "keys_for_rate",
    .summary = "Keys that must be busy at once where each key is worked on by one consumer",
    .expression =
        "ceil(max(peak_rate / (key_rate x utilization), peak_rate x processing_time / "
        "utilization))",
    .inputs = keys_for_rate_inputs,
    .result = Dimension::count,
    .source =
        "one batch of a key is in flight at a time; Little's law for how many keys that takes",
    .holds = "",
    .unbounded = "",
    .example = {R"(peak_rate="1K msg/s" key_rate="3K msg/s" processing_time="20 ms" )"
                R"(utilization="100 %")",
                20, ""},
    .evaluate = evaluate_keys_for_rate,
};

constinit const Formula partitions_for_hot_key{
    .name = "partitions_for_hot_key",
    .summary = "Partitions that keep the one with the busiest key within a limit",
    .expression = "max(1, ceil((1 - hot_key_share) / (limit / load - hot_key_share)))",
    .inputs = partitions_for_hot_key_inputs,
    .result = Dimension::count,
    .source = "the busiest partition gets hot_key_share + (1 - hot_key_share) / P of the traffic",
    .holds = "all other keys spread evenly",
    .unbounded = "the busiest key alone takes the whole limit: no number of partitions helps",
    .example = {R"(load=120 hot_key_share="0.2 %" limit="90 %")", 182, ""},
    .evaluate = evaluate_partitions_for_hot_key,
};

constinit const Formula round_up_to_multiple{
    .name = "round_up_to_multiple",
    .summary = "The next multiple, so that what is counted spreads evenly",
    .expression = "ceil(count / multiple) x multiple",
    .inputs = round_up_to_multiple_inputs,
    .result = Dimension::count,
    .source = "definition",
    .holds = "",
    .unbounded = "",
    .example = {"count=21 multiple=6", 24,
                "codingace, Kafka partition calculator: 21 on 6 brokers"},
    .evaluate = evaluate_round_up_to_multiple,
};

}  // namespace eventarch::formulas
