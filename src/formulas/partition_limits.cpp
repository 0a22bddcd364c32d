/// Partitions: how many a measured rate needs, what many of them cost, and what growing moves.

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

/// Whole numbers that fit an integer.
constexpr Range partition_counts{.least = 1, .most = 1e9};

constexpr std::array measured_rate_inputs{
    FormulaInput{"target", Dimension::byte_rate, "rate that the topic must carry", above_zero},
    FormulaInput{"producer", Dimension::byte_rate, "rate measured when writing to one partition",
                 above_zero},
    FormulaInput{"consumer", Dimension::byte_rate, "rate measured when one consumer reads one",
                 above_zero},
};

Result evaluate_measured_rates(Values v) {
  return std::max({1.0, whole(v[0] / v[1]), whole(v[0] / v[2])});
}

constexpr std::array replicas_per_broker_inputs{
    FormulaInput{"partitions", Dimension::count, "of all topics", any_amount},
    FormulaInput{"replication_factor", Dimension::count, "copies of each partition", one_or_more},
    FormulaInput{"brokers", Dimension::count, "that share the replicas evenly", one_or_more},
};

Result evaluate_replicas_per_broker(Values v) { return whole(finite(v[0] * v[1]) / v[2]); }

constexpr std::array replication_latency_inputs{
    FormulaInput{"leaders", Dimension::count, "partitions that one broker leads", any_amount},
    FormulaInput{"peers", Dimension::count, "other brokers that fetch from it", one_or_more},
};

Result evaluate_replication_latency(Values v) { return 0.020 * (v[0] / 1000) / v[1]; }

constexpr std::array failover_inputs{
    FormulaInput{"leaders", Dimension::count, "partitions that the failed broker led", any_amount},
};

Result evaluate_failover(Values v) { return 0.005 * v[0]; }

constexpr std::array growth_inputs{
    FormulaInput{"before", Dimension::count, "partitions so far", partition_counts},
    FormulaInput{"after", Dimension::count, "partitions from then on", partition_counts},
};

Result evaluate_growth(Values v) {
  const auto before = static_cast<std::uint64_t>(v[0]);
  const auto after = static_cast<std::uint64_t>(v[1]);
  const auto largest = static_cast<double>(std::max(before, after));
  return 1 - static_cast<double>(std::gcd(before, after)) / largest;
}

constexpr std::array batch_inputs{
    FormulaInput{"records", Dimension::count, "in the batch", one_or_more},
    FormulaInput{"message_size", Dimension::bytes,
                 "key, value and headers of one record, with the lengths written before them",
                 any_amount},
};

Result evaluate_batch(Values v) { return finite(61 + v[0] * finite(v[1] + 21)); }

}  // namespace

constinit const Formula partitions_from_measured_rates{
    .name = "partitions_from_measured_rates",
    .summary = "Partitions that carry a rate, given what one partition was measured to take",
    .expression = "max(1, ceil(target / producer), ceil(target / consumer))",
    .inputs = measured_rate_inputs,
    .result = Dimension::count,
    .source = R"(Jun Rao, "How to Choose the Number of Topics/Partitions in a Kafka Cluster", )"
              "Confluent; rounded up",
    .holds =
        "keys spread evenly, and both rates were measured with the real message size, "
        "acknowledgements and compression",
    .example = {R"(target="1 GB/s" producer="100 MB/s" consumer="50 MB/s")", 20,
                R"(Conduktor, "Partition count decision guide")"},
    .evaluate = evaluate_measured_rates,
};

constinit const Formula replicas_per_broker{
    .name = "replicas_per_broker",
    .summary = "Replicas of partitions, leaders and followers, that the fullest broker holds",
    .expression = "ceil(partitions * replication_factor / brokers)",
    .inputs = replicas_per_broker_inputs,
    .result = Dimension::count,
    .source =
        R"(every partition has replication_factor replicas; Confluent, "Apache Kafka Supports )"
        R"(200K Partitions Per Cluster", advises up to 4,000 a broker)",
    .holds = "replicas are spread evenly",
    .example = {"partitions=50K replication_factor=2 brokers=60", 1667, {}},
    .evaluate = evaluate_replicas_per_broker,
};

constinit const Formula replication_latency{
    .name = "replication_latency",
    .summary = "Latency that replication adds when followers fetch many partitions from one leader",
    .expression = "20 ms * leaders / 1000 / peers",
    .inputs = replication_latency_inputs,
    .result = Dimension::duration,
    .source = R"(Jun Rao, "How to Choose the Number of Topics/Partitions in a Kafka Cluster", )"
              "Confluent: about 20 ms for 1,000 partitions fetched by one other broker",
    .holds =
        "one fetcher thread for each source broker (num.replica.fetchers 1), acks=all; an "
        "old rule of thumb, so a warning rather than a forecast",
    .example = {"leaders=1K peers=10", 0.002,
                R"(Confluent, the same post: "a few ms" with 10 other brokers)"},
    .evaluate = evaluate_replication_latency,
};

constinit const Formula unclean_failover_time{
    .name = "unclean_failover_time",
    .summary = "How long the partitions of a crashed broker wait for new leaders",
    .expression = "5 ms * leaders",
    .inputs = failover_inputs,
    .result = Dimension::duration,
    .source = R"(Jun Rao, "How to Choose the Number of Topics/Partitions in a Kafka Cluster", )"
              "Confluent: about 5 ms to elect one leader, one after the other",
    .holds =
        "Kafka with ZooKeeper; with KRaft read it as an upper bound; detecting the "
        "batches; detecting the failure comes on top",
    .example = {"leaders=1K", 5, "Confluent, the same post"},
    .evaluate = evaluate_failover,
};

constinit const Formula partition_growth_remapped_keys{
    .name = "partition_growth_remapped_keys",
    .summary =
        "Share of the keys that change their partition when the number of partitions changes",
    .expression = "1 - gcd(before, after) / max(before, after)",
    .inputs = growth_inputs,
    .result = Dimension::share,
    // Of lcm(P, Q) hashes in a row, min(P, Q) keep their partition: by the Chinese remainder
    // theorem the only hash with remainder r in both is r itself. Then
    // min / lcm = min * gcd / (P * Q) = gcd / max.
    .source =
        "a key stays where its hash has the same remainder for both counts, which "
        "min(before, after) of every lcm(before, after) hashes have",
    .holds =
        "the partition is the hash of the key modulo the number of partitions, as in Kafka's "
        "default partitioner, and hashes are uniform",
    .example = {"before=12 after=24", 0.5, {}},
    .evaluate = evaluate_growth,
};

constinit const Formula records_batch_bytes{
    .name = "records_batch_bytes",
    .summary = "The most bytes that one batch of records takes on the wire and on disk",
    .expression = "61 B + records * (message_size + 21 B)",
    .inputs = batch_inputs,
    .result = Dimension::bytes,
    .source =
        "Apache Kafka, DefaultRecordBatch.java (61 bytes a batch) and DefaultRecord.java (at "
        "most 21 bytes a record beside key, value and headers)",
    .holds =
        "record format 2 (Kafka 0.11 and later), before compression; small records close in "
        "time need as little as 6 bytes instead of 21",
    .example = {R"(records=500 message_size="1 KB")", 510561, {}},
    .evaluate = evaluate_batch,
};

}  // namespace eventarch::formulas
