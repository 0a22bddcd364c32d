/// Processors and memory of log brokers.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr std::array cached_inputs{
    FormulaInput{"memory", Dimension::bytes, "of all brokers that is free to cache data",
                 any_amount},
    FormulaInput{"ingress", Dimension::byte_rate, "what producers write, after compression",
                 above_zero},
    FormulaInput{"replication_factor", Dimension::count, "copies of each partition", one_or_more},
};

Result evaluate_cached(Values v) { return finite(v[0] / v[1]) / v[2]; }

constexpr std::array cores_inputs{
    FormulaInput{"writes", Dimension::byte_rate, "of all brokers, replicas included", any_amount},
    FormulaInput{"reads", Dimension::byte_rate, "of all brokers, by followers and consumers",
                 any_amount},
    FormulaInput{"per_core", Dimension::byte_rate, "writes that keep one core fully busy",
                 above_zero, 20e6},
    FormulaInput{"utilization", Dimension::share, "of the cores that is planned for", portion, 0.5},
};

Result evaluate_cores(Values v) {
  const double writes = finite(v[0] + v[1] / 4);
  return std::max(3.0, whole(finite(writes / v[2]) / v[3]));
}

constexpr std::array redpanda_inputs{
    FormulaInput{"cores", Dimension::count, "of all brokers", one_or_more},
    FormulaInput{"replicas", Dimension::count, "of all partitions", any_amount},
    FormulaInput{"per_core", Dimension::bytes, "the least for one core", any_amount, 2e9},
    FormulaInput{"per_replica", Dimension::bytes, "the least for one replica", any_amount, 2e6},
};

Result evaluate_redpanda(Values v) { return finite(std::max(v[0] * v[2], v[1] * v[3])); }

}  // namespace

constinit const Formula seconds_cached{
    .name = "seconds_cached",
    .summary = "How far consumers may fall behind and still read from memory",
    .expression = "memory / (ingress * replication_factor)",
    .inputs = cached_inputs,
    .result = Dimension::duration,
    .source = R"(memory over the rate at which the cluster fills it; Cloudera, "Kafka Cluster )"
              R"(Sizing")",
    .holds = "the page cache keeps what was written last and nothing else competes for it",
    .example = {R"(memory="32000 MB" ingress="50 MB/s" replication_factor=1)", 640,
                R"(Cloudera, "Kafka Cluster Sizing": about 10 minutes for one broker with 32 GB )"
                "that writes 50 MB/s"},
    .evaluate = evaluate_cached,
};

constinit const Formula cpu_cores_write_equivalent{
    .name = "cpu_cores_write_equivalent",
    .summary = "Cores that a Kafka cluster needs, a read counted as a quarter of a write",
    .expression = "max(3, ceil((writes + reads / 4) / per_core / utilization))",
    .inputs = cores_inputs,
    .result = Dimension::count,
    .source = R"(Google Cloud, "Plan the size of your Managed Service for Apache Kafka cluster")",
    .holds = "batches of 10 KB and more; smaller ones cost more",
    // Producers write 100 MB/s to three replicas, three groups read: 300 written, 500 read.
    .example = {R"(writes="300 MB/s" reads="500 MB/s")", 43, {}},
    .evaluate = evaluate_cores,
};

constinit const Formula redpanda_memory{
    .name = "redpanda_memory",
    .summary = "The least memory that the brokers of a Redpanda cluster need together",
    .expression = "max(cores * per_core, replicas * per_replica)",
    .inputs = redpanda_inputs,
    .result = Dimension::bytes,
    .source = R"(Redpanda, "Sizing Guidelines": at least 2 GB a core, and at least 2 MB a replica)",
    .holds = "brokers are alike; up to release 24.2 the guide asked for 4 MB a replica",
    .example =
        {"cores=24 replicas=30K", 60e9,
         R"(Redpanda, "Sizing Guidelines": 60 GB for 10,000 partitions with three replicas)"},
    .evaluate = evaluate_redpanda,
};

}  // namespace eventarch::formulas
