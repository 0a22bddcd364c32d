/// Consumer instances on partitions, and how busy they are.

#include <algorithm>

#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array instances_for_partitions_inputs{
    FormulaInput{
        "partitions", Dimension::count, "that are shared among the instances", one_or_more, {}},
    FormulaInput{
        "needed", Dimension::count, "instances that the load needs at least", above_zero, {}},
};

Result evaluate_instances_for_partitions(Values v) {
  const double held = std::clamp(std::floor(v[0] / v[1] * (1 + 1e-9)), 1.0, v[0]);
  return std::ceil(v[0] / held);
}

constexpr std::array busiest_consumer_utilization_inputs{
    FormulaInput{"load",
                 Dimension::number,
                 "consumers that the peak keeps busy: rate x processing time",
                 any_amount,
                 {}},
    FormulaInput{
        "partitions", Dimension::count, "that are shared among the instances", one_or_more, {}},
    FormulaInput{"instances", Dimension::count, "of the consumer group", one_or_more, {}},
    FormulaInput{"hot_key_share", Dimension::share, "of the busiest key", zero_to_one, 0.0},
};

Result evaluate_busiest_consumer_utilization(Values v) {
  const double held = std::ceil(v[1] / v[2]);
  return v[0] * (v[3] + (1 - v[3]) * held / v[1]);
}

constexpr std::array shared_queue_utilization_inputs{
    FormulaInput{"load",
                 Dimension::number,
                 "consumers that the peak keeps busy: rate x processing time",
                 any_amount,
                 {}},
    FormulaInput{"instances", Dimension::count, "that share one queue", one_or_more, {}},
};

Result evaluate_shared_queue_utilization(Values v) { return v[0] / v[1]; }

constexpr std::array keyed_queue_utilization_inputs{
    shared_queue_utilization_inputs[0],
    shared_queue_utilization_inputs[1],
    FormulaInput{"hot_key_share",
                 Dimension::share,
                 "share of the messages that carry the most frequent key",
                 share_above_zero,
                 {}},
};

Result evaluate_keyed_queue_utilization(Values v) { return v[0] * std::max(1 / v[1], v[2]); }

}  // namespace

constinit const Formula instances_for_partitions{
    .name = "instances_for_partitions",
    .summary =
        "Instances among which partitions divide so that the fullest is not busier than needed",
    .expression = "ceil(partitions / floor(partitions / needed))",
    .inputs = instances_for_partitions_inputs,
    .result = Dimension::count,
    .source = "an instance holds whole partitions; the fullest one holds ceil(P / c)",
    .holds = "",
    .unbounded = "",
    .example = {"partitions=24 needed=20", 24, ""},
    .evaluate = evaluate_instances_for_partitions,
};

constinit const Formula busiest_consumer_utilization{
    .name = "busiest_consumer_utilization",
    .summary = "How busy the instance is that holds the most partitions and the busiest key",
    .expression =
        "load x (hot_key_share + (1 - hot_key_share) x ceil(partitions / instances) / partitions)",
    .inputs = busiest_consumer_utilization_inputs,
    .result = Dimension::number,
    .source =
        "Little's law on the share of the traffic that one instance gets; above 1 it falls behind",
    .holds = "",
    .unbounded = "",
    .example = {"load=14 partitions=24 instances=24", 0.5833333333333334, ""},
    .evaluate = evaluate_busiest_consumer_utilization,
};

constinit const Formula shared_queue_utilization{
    .name = "shared_queue_utilization",
    .summary = "How busy each of the consumers is that share one queue",
    .expression = "load / instances",
    .inputs = shared_queue_utilization_inputs,
    .result = Dimension::number,
    .source = "Little's law; above 1 the queue grows without bound",
    .holds = "",
    .unbounded = "",
    .example = {"load=14 instances=20", 0.7, ""},
    .evaluate = evaluate_shared_queue_utilization,
};

constinit const Formula keyed_queue_utilization{
    .name = "keyed_queue_utilization",
    .summary =
        "How busy consumers are that share one queue with order by key, or the busiest key where "
        "it has "
        "more to do",
    .expression = "load * max(1 / instances, hot_key_share)",
    .inputs = keyed_queue_utilization_inputs,
    .result = Dimension::number,
    .source =
        "messages of a key are processed one after the other: a key is one server; above 1 its "
        "messages wait without bound",
    .holds = "",
    .unbounded = "",
    .example = {"load=100 instances=143 hot_key_share=2%", 2, ""},
    .evaluate = evaluate_keyed_queue_utilization,
};

}  // namespace eventarch::formulas
