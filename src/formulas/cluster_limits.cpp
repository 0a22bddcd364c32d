/// Bytes through a cluster of log brokers: what it writes and reads, in all and for each broker.

#include <algorithm>

#include "formulas/arithmetic.hpp"
#include "formulas/formula.hpp"

namespace eventarch::formulas {
namespace {

constexpr FormulaInput compressed_ingress_input{
    "ingress", Dimension::byte_rate, "what producers write, after compression", any_amount};
constexpr FormulaInput replication_factor_input{"replication_factor", Dimension::count,
                                                "copies of each partition", one_or_more};
constexpr FormulaInput consumer_groups_input{"consumer_groups", Dimension::count,
                                             "that each read everything", any_amount};
constexpr FormulaInput brokers_input{"brokers", Dimension::count, "that share the load evenly",
                                     one_or_more};

/// How often each byte is read: by every group, and by every follower.
double readers(double groups, double replication_factor) {
  return finite(groups + replication_factor - 1);
}

constexpr std::array write_limit_inputs{
    FormulaInput{"storage", Dimension::byte_rate, "that the volumes of one broker sustain",
                 above_zero},
    FormulaInput{"storage_network", Dimension::byte_rate,
                 "between one broker and its volumes, where these are attached by network",
                 above_zero},
    FormulaInput{"network", Dimension::byte_rate, "that one broker sustains in one direction",
                 above_zero},
    brokers_input,
    replication_factor_input,
    FormulaInput{"consumer_groups", Dimension::count, "that each read everything", one_or_more},
};

Result evaluate_write_limit(Values v) {
  const double to_disk = std::min(v[0], v[1]) / v[4] * v[3];
  const double to_readers = v[2] / readers(v[5], v[4]) * v[3];
  return finite(std::min(to_disk, to_readers));
}

constexpr std::array total_writes_inputs{compressed_ingress_input, replication_factor_input};

Result evaluate_total_writes(Values v) { return finite(v[0] * v[1]); }

constexpr std::array total_reads_inputs{compressed_ingress_input, replication_factor_input,
                                        consumer_groups_input};

Result evaluate_total_reads(Values v) { return finite(v[0] * readers(v[2], v[1])); }

constexpr std::array disk_traffic_inputs{
    compressed_ingress_input,
    replication_factor_input,
    FormulaInput{"lagging_groups", Dimension::count,
                 "consumer groups so far behind that what they read has left the page cache",
                 any_amount},
};

Result evaluate_disk_traffic(Values v) { return finite(v[0] * finite(v[1] + v[2])); }

constexpr std::array broker_inbound_inputs{compressed_ingress_input, replication_factor_input,
                                           brokers_input};

Result evaluate_broker_inbound(Values v) { return finite(v[0] * v[1]) / v[2]; }

constexpr std::array broker_outbound_inputs{compressed_ingress_input, replication_factor_input,
                                            consumer_groups_input, brokers_input};

Result evaluate_broker_outbound(Values v) { return finite(v[0] * readers(v[2], v[1])) / v[3]; }

constexpr std::array link_inputs{
    FormulaInput{"gigabits", Dimension::number, "speed of the link in Gbit/s, 10^9 bits a second",
                 above_zero},
};

Result evaluate_link(Values v) { return finite(v[0] / 8 * 1e9); }

}  // namespace

constinit const Formula cluster_write_limit{
    .name = "cluster_write_limit",
    .summary = "The most that producers can write to a cluster, by disks and networks",
    .expression =
        "min(storage * brokers / replication_factor, storage_network * brokers / "
        "replication_factor, network * brokers / (consumer_groups + replication_factor - "
        "1))",
    .inputs = write_limit_inputs,
    .result = Dimension::byte_rate,
    .source =
        R"(AWS Big Data Blog, "Best practices for right-sizing your Apache Kafka clusters to )"
        R"(optimize performance and cost", equation 1)",
    .holds =
        "an upper bound: load is even, consumers read from memory, at least one group reads; "
        "leave headroom for the loss of a broker",
    .example = {R"(storage="250 MB/s" storage_network="500 MB/s" network="600 MB/s" brokers=3 )"
                "replication_factor=3 consumer_groups=2",
                250e6,
                {}},
    .evaluate = evaluate_write_limit,
};

constinit const Formula total_writes{
    .name = "total_writes",
    .summary = "What all brokers together receive and write, replicas included",
    .expression = "ingress * replication_factor",
    .inputs = total_writes_inputs,
    .result = Dimension::byte_rate,
    .source = R"(every byte is written once for each replica; Cloudera, "Kafka Cluster Sizing"; )"
              R"(Google Cloud, "Plan the size of your Managed Service for Apache Kafka cluster")",
    .example = {R"(ingress="75 MB/s" replication_factor=3)", 225e6,
                R"(Redpanda, "Sizing Guidelines")"},
    .evaluate = evaluate_total_writes,
};

constinit const Formula total_reads{
    .name = "total_reads",
    .summary = "What all brokers together send, to followers and to consumers",
    .expression = "ingress * (replication_factor + consumer_groups - 1)",
    .inputs = total_reads_inputs,
    .result = Dimension::byte_rate,
    .source = R"(every byte goes to each follower and to each consumer group; Cloudera, "Kafka )"
              R"(Cluster Sizing")",
    .holds = "every group reads every byte",
    .example = {R"(ingress="75 MB/s" replication_factor=3 consumer_groups=1)", 225e6,
                R"(Redpanda, "Sizing Guidelines")"},
    .evaluate = evaluate_total_reads,
};

constinit const Formula disk_traffic{
    .name = "disk_traffic",
    .summary = "What the disks of a cluster write and read",
    .expression = "ingress * replication_factor + ingress * lagging_groups",
    .inputs = disk_traffic_inputs,
    .result = Dimension::byte_rate,
    .source = R"(Cloudera, "Kafka Cluster Sizing"; Oracle, "OCNADD Benchmarking Guide", disk )"
              "throughput requirements",
    .holds = "readers that keep up, followers among them, are served from the page cache",
    .example = {R"(ingress="50 MB/s" replication_factor=3 lagging_groups=2)", 250e6, {}},
    .evaluate = evaluate_disk_traffic,
};

constinit const Formula broker_inbound{
    .name = "broker_inbound",
    .summary = "What one broker receives, from producers and as a follower",
    .expression = "ingress * replication_factor / brokers",
    .inputs = broker_inbound_inputs,
    .result = Dimension::byte_rate,
    .source = "an even share of total_writes",
    .holds =
        "load is even; an interface is full duplex, so inbound and outbound do not add up "
        "unless the provider counts both",
    .example = {R"(ingress="75 MB/s" replication_factor=3 brokers=3)", 75e6, {}},
    .evaluate = evaluate_broker_inbound,
};

constinit const Formula broker_outbound{
    .name = "broker_outbound",
    .summary = "What one broker sends, to followers and to consumers",
    .expression = "ingress * (replication_factor - 1 + consumer_groups) / brokers",
    .inputs = broker_outbound_inputs,
    .result = Dimension::byte_rate,
    .source = "an even share of total_reads",
    .holds =
        "load is even and every group reads every byte; tiered storage uploads count as one "
        "more group",
    .example = {R"(ingress="75 MB/s" replication_factor=3 consumer_groups=1 brokers=3)", 75e6, {}},
    .evaluate = evaluate_broker_outbound,
};

constinit const Formula link_bytes{
    .name = "link_bytes",
    .summary = "The bytes a second that a network link of so many Gbit/s carries",
    .expression = "gigabits * 10^9 / 8",
    .inputs = link_inputs,
    .result = Dimension::byte_rate,
    .source = "eight bits are a byte; links are sold in powers of 1000",
    .holds = "an upper bound: frame and protocol headers take some percent of it",
    .example = {"gigabits=10", 1.25e9, {}},
    .evaluate = evaluate_link,
};

}  // namespace eventarch::formulas
