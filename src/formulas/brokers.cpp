/// Brokers by each resource, also with one of them lost.

#include <algorithm>

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

constexpr std::array brokers_for_storage_inputs{
    FormulaInput{"stored", Dimension::bytes, "bytes of all copies", any_amount, {}},
    FormulaInput{"disk", Dimension::bytes, "disk of one broker", above_zero, {}},
    FormulaInput{
        "utilization", Dimension::share, "share of the capacity that may be used", portion, {}},
    FormulaInput{"replicas",
                 Dimension::count,
                 "copies of partitions: each lies on one broker",
                 one_or_more,
                 {}},
};

Result evaluate_brokers_for_storage(Values v) {
  return std::min(v[3], static_cast<double>(notation::guarded_ceil(v[0] / (v[1] * v[2]))));
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
    .summary = "Brokers that the stored bytes need",
    .expression = "min(replicas, ceil(stored / (disk x utilization)))",
    .inputs = brokers_for_storage_inputs,
    .result = Dimension::count,
    .source =
        "a copy of a partition is never split over brokers: more brokers than copies hold nothing",
    .holds = "where the copies are the smaller number, each needs a larger disk",
    .unbounded = "",
    .example = {R"(stored="18 TB" disk="4 TB" utilization="70 %" replicas=72)", 7, ""},
    .evaluate = evaluate_brokers_for_storage,
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
