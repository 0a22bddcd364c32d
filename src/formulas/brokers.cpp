/// Brokers by each resource, also with one of them lost.

#include <algorithm>
#include <cmath>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array brokers_for_load_inputs{
    FormulaInput{
        "load", Dimension::number, "what all brokers carry together, in any unit", any_amount, {}},
    FormulaInput{"capacity", Dimension::number, "of one broker, in the same unit", above_zero, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
};

Result evaluate_brokers_for_load(Values v) { return ceiling(v[0] / (v[1] * v[2])); }

constexpr FormulaInput stored_input{
    "stored", Dimension::bytes, "bytes of one copy of all partitions", any_amount, {}};
constexpr FormulaInput partitions_input{
    "partitions", Dimension::count, "partitions that share these bytes", one_or_more, {}};
constexpr FormulaInput copies_input{
    "copies", Dimension::count, "of each partition: replication factor", one_or_more, {}};
constexpr FormulaInput capacity_input{
    "capacity",
    Dimension::bytes,
    "disk of one broker, or its memory where messages are kept there",
    above_zero,
    {}};
constexpr FormulaInput utilization_input{
    "utilization", Dimension::share, "share of the capacity that may be used", portion, {}};
constexpr FormulaInput slack_input{
    "slack", Dimension::bytes,
    "of one copy, shared evenly among the partitions: segments not yet deleted", any_amount, 0.0};

constexpr std::array brokers_for_storage_inputs{stored_input,   partitions_input,  copies_input,
                                                capacity_input, utilization_input, slack_input};

Result evaluate_brokers_for_storage(Values v) {
  const double all = finite(v[1] * v[2]);
  return ceiling(all / fitting(v[3] * v[4], finite(v[0] + v[5]) / v[1], all));
}

constexpr std::array brokers_for_uneven_storage_inputs{
    stored_input,
    partitions_input,
    copies_input,
    capacity_input,
    utilization_input,
    slack_input,
    FormulaInput{"hot_key_share",
                 Dimension::share,
                 "share of the bytes that have the busiest key",
                 zero_to_one,
                 {}}};

Result evaluate_brokers_for_uneven_storage(Values v) {
  const double partitions = v[1];
  const double copies = v[2];
  const double all = finite(partitions * copies);
  const double room = v[3] * v[4];
  const double other = finite(v[0] * (1 - v[6]) + v[5]) / partitions;
  const double with_hot = fitting(room - v[0] * v[6], other, all);
  if (partitions <= with_hot) return ceiling(all / with_hot);
  const double rest = finite((partitions - with_hot) * copies);
  return ceiling(copies + std::ceil(rest / fitting(room, other, partitions - 1)));
}

constexpr std::array brokers_in_zones_inputs{
    FormulaInput{"count", Dimension::count, "what the largest need asks for", any_amount, {}},
    FormulaInput{
        "zones", Dimension::count, "zones that the brokers are spread over", one_or_more, {}},
    FormulaInput{
        "copies", Dimension::count, "copies of partitions, each on one broker", one_or_more, {}},
};

Result evaluate_brokers_in_zones(Values v) {
  return std::min(std::ceil(v[0] / v[1]) * v[1], std::max(v[0], v[2]));
}

constexpr std::array brokers_after_loss_inputs{
    FormulaInput{
        "load", Dimension::number, "what all brokers carry together, in any unit", any_amount, {}},
    FormulaInput{"capacity", Dimension::number, "of one broker, in the same unit", above_zero, {}},
    FormulaInput{"limit", Dimension::share,
                 "share of a broker that may be used while one is missing", portion, 0.9},
};

Result evaluate_brokers_after_loss(Values v) { return 1 + ceiling(v[0] / (v[1] * v[2])); }

constexpr std::array utilization_after_loss_inputs{
    FormulaInput{"utilization", Dimension::share, "of each broker before", any_amount, {}},
    FormulaInput{"brokers", Dimension::count, "before one is lost", Range{.least = 2}, {}},
};

Result evaluate_utilization_after_loss(Values v) { return v[0] * v[1] / (v[1] - 1); }

constexpr std::array replicas_inputs{
    FormulaInput{
        "partitions", Dimension::count, "partitions or queues of the design", any_amount, {}},
    FormulaInput{"replication_factor", Dimension::count, "copies of each", one_or_more, {}},
};

Result evaluate_replicas(Values v) { return v[0] * v[1]; }

}  // namespace

constinit const Formula brokers_for_load{
    .name = "brokers_for_load",
    .summary = "Brokers that a resource needs",
    .expression = "ceil(load / (capacity x utilization))",
    .inputs = brokers_for_load_inputs,
    .result = Dimension::count,
    .source = "each constraint alone, the largest binds; AWS, right-sizing Apache Kafka clusters",
    .holds = "",
    .unbounded = "",
    .example = {R"(load=45360 capacity=1 utilization="100 %")", 45360, ""},
    .evaluate = evaluate_brokers_for_load,
};

constinit const Formula brokers_for_storage{
    .name = "brokers_for_storage",
    .summary = "Brokers that what is stored needs, in whole copies of partitions",
    .expression =
        "ceil(partitions x copies / max(1, floor(capacity x utilization x partitions / "
        "(stored + slack))))",
    .inputs = brokers_for_storage_inputs,
    .result = Dimension::count,
    .source =
        "a copy of a partition is never split over brokers, and each broker has as many: Apache "
        "Kafka documentation, replica management; Redpanda documentation, cluster balancing",
    .holds =
        "messages spread evenly over the partitions. A copy that does not fit has a broker of "
        "its own, which needs more room; more brokers than copies hold nothing",
    .unbounded = "",
    .example = {R"(stored="13.8 TB" partitions=6 copies=3 capacity="4 TB" utilization="70 %")", 18,
                ""},
    .evaluate = evaluate_brokers_for_storage,
};

constinit const Formula brokers_for_uneven_storage{
    .name = "brokers_for_uneven_storage",
    .summary = "The same where one key has a large part of the messages",
    .expression =
        "ceil(partitions x copies / with_hot) where partitions <= with_hot, else copies + "
        "ceil((partitions - with_hot) x copies / fitting); with_hot = max(1, floor((capacity x "
        "utilization - stored x hot_key_share) / other)), fitting = min(partitions - 1, max(1, "
        "floor(capacity x utilization / other))), other = (stored x (1 - hot_key_share) + slack) / "
        "partitions",
    .inputs = brokers_for_uneven_storage_inputs,
    .result = Dimension::count,
    .source =
        "brokers_for_storage, with hottest_partition_share; copies of one partition lie on "
        "different brokers",
    .holds =
        "with_hot: copies on a broker that has one of the busiest key, that one included; fitting: "
        "on one of the others. Brokers are dealt copies by number, so what fills those beside the "
        "busiest key less is placed by hand, or by a tool that knows sizes",
    .unbounded = "",
    .example = {R"(stored="10 TB" partitions=6 copies=3 capacity="4 TB" utilization="70 %" )"
                R"(hot_key_share="20 %")",
                11, ""},
    .evaluate = evaluate_brokers_for_uneven_storage,
};

constinit const Formula brokers_in_zones{
    .name = "brokers_in_zones",
    .summary = "As many brokers in each zone, unless some of them would hold nothing",
    .expression = "min(ceil(count / zones) x zones, max(count, copies))",
    .inputs = brokers_in_zones_inputs,
    .result = Dimension::count,
    .source = "a broker beyond the number of copies holds none of them",
    .holds = "",
    .unbounded = "",
    .example = {"count=10 zones=3 copies=10", 10, ""},
    .evaluate = evaluate_brokers_in_zones,
};

constinit const Formula brokers_after_loss{
    .name = "brokers_after_loss",
    .summary = "Brokers that still carry a resource with one of them lost",
    .expression = "1 + ceil(load / (capacity x limit))",
    .inputs = brokers_after_loss_inputs,
    .result = Dimension::count,
    .source =
        "after a loss each of b brokers carries b / (b - 1) as much; AWS sizes for a lost zone the "
        "same way",
    .holds = "",
    .unbounded = "",
    .example = {R"(load=180 capacity=100 limit="90 %")", 3, ""},
    .evaluate = evaluate_brokers_after_loss,
};

constinit const Formula utilization_after_loss{
    .name = "utilization_after_loss",
    .summary = "How busy the remaining brokers are with one lost",
    .expression = "utilization x brokers / (brokers - 1)",
    .inputs = utilization_after_loss_inputs,
    .result = Dimension::share,
    .source = "the same load on one broker fewer",
    .holds = "",
    .unbounded = "",
    .example = {R"(utilization="60 %" brokers=3)", 0.9, ""},
    .evaluate = evaluate_utilization_after_loss,
};

constinit const Formula replicas{
    .name = "replicas",
    .summary = "Copies of partitions that brokers hold",
    .expression = "partitions x replication_factor",
    .inputs = replicas_inputs,
    .result = Dimension::count,
    .source = "definition",
    .holds = "",
    .unbounded = "",
    .example = {"partitions=24 replication_factor=3", 72, ""},
    .evaluate = evaluate_replicas,
};

}  // namespace eventarch::formulas
