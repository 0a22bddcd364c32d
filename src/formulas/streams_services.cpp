/// Managed streams: Kinesis, Event Hubs, Pub/Sub. Quotas drift: those that accounts may raise are
/// inputs, those that define a unit stand in the formula.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"
#include "formulas/inputs.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array shards_inputs{
    ingress_input,
    FormulaInput{"records", Dimension::message_rate, "that producers write", any_amount},
    FormulaInput{"polling_applications", Dimension::count,
                 "applications that share the reads of a shard, without enhanced fan-out",
                 any_amount, 1},
};

Result evaluate_shards(Values v) {
  const double read = finite(v[0] * v[2]);
  return std::max({1.0, whole(v[0] / 1e6), whole(v[1] / 1000), whole(read / 2e6)});
}

constexpr std::array lambda_inputs{
    FormulaInput{"shards", Dimension::count, "of the stream", one_or_more},
    FormulaInput{"parallelization_factor", Dimension::count, "batches in flight for each shard",
                 Range{.least = 1, .most = 10}, 1},
};

Result evaluate_lambda(Values v) { return whole(finite(v[0] * v[1])); }

constexpr std::array throughput_units_inputs{
    ingress_input,
    FormulaInput{"events_in", Dimension::message_rate, "that producers write", any_amount},
    FormulaInput{"egress", Dimension::byte_rate, "what all consumers read together", any_amount},
    FormulaInput{"events_out", Dimension::message_rate, "that all consumers read together",
                 any_amount},
};

Result evaluate_throughput_units(Values v) {
  return std::max(
      {1.0, whole(v[0] / 1e6), whole(v[1] / 1000), whole(v[2] / 2e6), whole(v[3] / 4096)});
}

constexpr std::array ordering_keys_inputs{
    ingress_input,
    FormulaInput{"per_key", Dimension::byte_rate, "that one ordering key may carry", above_zero,
                 1e6},
};

Result evaluate_ordering_keys(Values v) { return std::max(1.0, whole(v[0] / v[1])); }

}  // namespace

constinit const Formula kinesis_shards{
    .name = "kinesis_shards",
    .summary = "Shards that a Kinesis data stream needs",
    .expression =
        "max(1, ceil(ingress / 1 MB/s), ceil(records / 1000 msg/s), ceil(ingress * "
        "polling_applications / 2 MB/s))",
    .inputs = shards_inputs,
    .result = Dimension::count,
    .source =
        R"(AWS, "Amazon Kinesis Data Streams FAQs" and Developer Guide, "Create and manage )"
        R"(Kinesis data streams": a shard takes 1 MB/s and 1,000 records/s, and gives 2 MB/s )"
        "to all that poll it",
    .holds =
        "partition keys spread evenly; AWS counts a megabyte both as 10^6 and as 2^20 bytes, "
        "this takes the smaller; an application with enhanced fan-out has 2 MB/s of its own "
        "and is not counted",
    .example = {R"(ingress="10 MB/s" records="5K msg/s" polling_applications=3)", 15, {}},
    .evaluate = evaluate_shards,
};

constinit const Formula lambda_concurrency{
    .name = "lambda_concurrency",
    .summary = "Lambda functions that work on a Kinesis stream at the same time",
    .expression = "shards * parallelization_factor",
    .inputs = lambda_inputs,
    .result = Dimension::count,
    .source = "AWS Lambda Developer Guide, Kinesis event sources: ParallelizationFactor, 1 to 10",
    .holds = "the account's concurrency allows it; records with one partition key stay in order",
    .example = {"shards=100 parallelization_factor=2", 200, {}},
    .evaluate = evaluate_lambda,
};

constinit const Formula event_hubs_throughput_units{
    .name = "event_hubs_throughput_units",
    .summary = "Throughput units that an Event Hubs namespace of the standard tier needs",
    .expression =
        "max(1, ceil(ingress / 1 MB/s), ceil(events_in / 1000 msg/s), ceil(egress / 2 "
        "MB/s), ceil(events_out / 4096 msg/s))",
    .inputs = throughput_units_inputs,
    .result = Dimension::count,
    .source = R"(Microsoft, "Scaling with Event Hubs": a unit takes 1 MB/s or 1,000 events/s and )"
              "gives 2 MB/s or 4,096 events/s",
    .holds = "all event hubs of the namespace together",
    .example = {R"(ingress="5 MB/s" events_in="3K msg/s" egress="15 MB/s" events_out="9K )"
                R"(msg/s")",
                8,
                {}},
    .evaluate = evaluate_throughput_units,
};

constinit const Formula pubsub_ordering_keys{
    .name = "pubsub_ordering_keys",
    .summary = "The fewest ordering keys over which a Pub/Sub topic must spread its messages",
    .expression = "max(1, ceil(ingress / per_key))",
    .inputs = ordering_keys_inputs,
    .result = Dimension::count,
    .source = R"(Google Cloud Pub/Sub documentation, "Order messages": 1 MB/s for each ordering )"
              "key",
    .holds = "keys carry the same; what counts is the busiest one",
    .example = {R"(ingress="25 MB/s")", 25, {}},
    .evaluate = evaluate_ordering_keys,
};

}  // namespace eventarch::formulas
