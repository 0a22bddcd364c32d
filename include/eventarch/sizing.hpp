#pragma once

/// Capacity: partitions, replicas, brokers, storage, network, consumers, latency, recovery.
/// Every figure carries its formula, its inputs and where it comes from.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"

namespace eventarch {

struct PartitionPlan {
  std::uint64_t partitions = 0;
  std::uint64_t raw = 0;          ///< before rounding: ceil(throughput / per partition)
  std::uint64_t multiple_of = 1;  ///< what the count was rounded up to, besides being even
};

/// Partitions for a rate: ceil(throughput / max_throughput_per_partition), rounded up to an even
/// number, and to a multiple of the replication factor where that costs at most half as much again
/// (leaders and replicas then spread evenly over that many brokers).
///
/// `max_throughput_per_partition` is taken as already safe: no further headroom is applied.
/// Under Ordering::global the answer is 1, whatever the rate.
/// Requires: throughput_per_second >= 0, max_throughput_per_partition > 0, replication_factor >= 1;
/// otherwise, and where the count would pass 10^9, the result is empty.
/// Source: max(T/W, T/R), confluent.io "How to choose the number of topics/partitions"; the three
/// defaults are those of the document that eventarch grew out of. (10000, 1000, 3) gives 12.
[[nodiscard]] std::optional<PartitionPlan> calculate_partitions(
    double throughput_per_second = 10000, double max_throughput_per_partition = 1000,
    std::uint64_t replication_factor = 3, Ordering ordering = Ordering::partition);

/// A named input of a figure, so that anyone can recompute it.
struct FigureInput {
  std::string name;  ///< carries its unit: peak_bytes_per_second
  double value = 0;
};

/// One need for partitions; the largest binds.
struct PartitionNeed {
  std::string name;
  std::uint64_t partitions = 0;
  std::string formula;      ///< name of the formula
  std::string substituted;  ///< with the numbers: ceil(20 MB/s / (10 MB/s x 0.7))
  std::vector<FigureInput> inputs;
  std::string source;
};

struct Rounding {
  std::uint64_t raw = 0;
  bool even = false;
  std::uint64_t multiple_of = 1;
  std::string reason;
};

struct Traffic {
  MessageRate average;
  MessageRate peak;
  ByteRate average_bytes;
  ByteRate peak_bytes;
};

/// Empty `provisioned` fields mean that the service stores without being sized.
struct Storage {
  ByteSize per_replica;
  ByteSize total;
  ByteSize provisioned;
  std::string formula;
};

struct Network {
  ByteRate ingress;
  ByteRate replication;
  ByteRate egress;
  std::string formula;
};

/// count == 0 means that a service runs the brokers.
struct BrokerCount {
  std::uint64_t count = 0;
  std::string binding_constraint;
  std::string substituted;
};

struct ConsumerGroup {
  std::string group;
  std::uint64_t instances = 0;
  std::string binding_constraint;
  double utilization = 0;  ///< of one instance at peak, 0 .. 1
  std::uint64_t idle = 0;  ///< instances that a partition count cannot feed
};

struct LatencyTerm {
  std::string name;
  double p50_ms = 0;
  double p99_ms = 0;
  std::string formula;
};

/// Without p50/p99 the design is unstable at peak: the queue grows without bound.
struct LatencyBudget {
  std::optional<double> p50_ms;
  std::optional<double> p99_ms;
  double target_ms = 0;
  bool met = false;
  std::vector<LatencyTerm> terms;
};

/// Without a drain time the consumers cannot catch up at all.
struct Recovery {
  double outage_seconds = 0;
  double backlog_messages = 0;
  std::optional<double> drain_seconds;
  bool within_target = false;
  double retention_margin_seconds = 0;
};

struct Sizing {
  std::string unit;  ///< partition | queue | stream | message_group
  std::uint64_t partitions = 0;
  bool partitions_pinned = false;  ///< `decisions.partitions` stands in for the calculated count
  std::uint64_t replication_factor = 0;
  std::uint64_t min_in_sync_replicas = 0;
  std::string replication_note;  ///< what the factor and the quorum mean on this broker
  std::string binding_constraint;
  std::vector<PartitionNeed> needs;
  Rounding rounding;
  /// Under global order: what the single unit carries, as a share that the peak takes of it.
  std::optional<double> single_unit_utilization;
  Traffic traffic;
  Storage storage;
  Network network;
  BrokerCount brokers;
  std::vector<ConsumerGroup> consumers;
  LatencyBudget latency;
  Recovery recovery;
  std::vector<std::string> unmeasured;  ///< inputs of the figures that are defaults or estimates
};

/// Sizes a context for a candidate. Pure.
[[nodiscard]] Sizing size_design(const EventContext& context, const Candidate& chosen);

}  // namespace eventarch
