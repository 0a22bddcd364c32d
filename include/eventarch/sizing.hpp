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
#include "eventarch/formulas.hpp"

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

/// A need that no number of partitions meets, or none that is worth it: the design is sized to come
/// near, and misses it.
struct UnreachableNeed {
  std::string name;
  std::string formula;      ///< name of the formula that says how near it comes
  std::string substituted;  ///< with the numbers
  std::string reason;
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

/// Commands and replies of a saga, which flow beside the events. In storage, network, memory and
/// brokers, where each has one reader; not in partitions, consumers, latency and recovery.
struct FurtherFlows {
  double messages_per_event = 0;  ///< 0: there are none, or nothing tells their rate
  std::uint64_t topics = 0;       ///< of a log: how many carry them
  MessageRate average;
  ByteRate average_bytes;
  ByteRate peak_bytes;
  std::string basis;  ///< what the count rests on, or what is left out; empty without further flows
};

/// With the planned growth. Empty `provisioned` fields mean that the service stores without being
/// sized.
struct Storage {
  ByteSize per_replica;
  ByteSize segment_slack;  ///< of one copy: whole segments are deleted
  ByteSize total;
  /// What queues may hold until they refuse more, all copies; 0 where no length limits them.
  ByteSize admitted;
  ByteSize provisioned;
  std::string formula;
};

/// At the peak, with the planned growth.
struct Network {
  ByteRate ingress;
  ByteRate replication;
  ByteRate egress;
  std::string formula;
};

/// What one resource asks for.
struct BrokerNeed {
  std::string name;
  std::uint64_t brokers = 0;
  std::string formula;
  std::string substituted;
};

/// count == 0 means that a service runs the brokers.
struct BrokerCount {
  std::uint64_t count = 0;  ///< a multiple of the zones that copies are spread over
  std::string binding_constraint;
  std::string substituted;
  std::vector<BrokerNeed> needs;
  /// Of the busiest resource, with one broker lost; empty with one broker alone.
  std::optional<double> utilization_after_loss;
};

/// What the loss of nodes does; sentences for one and for two of them.
struct Replication {
  std::uint64_t losses_writes_survive = 0;  ///< factor - min in-sync
  std::uint64_t losses_data_survives = 0;   ///< of nodes that confirmed: min in-sync - 1
  std::string after_one_loss;
  std::string after_two_losses;
};

struct ConsumerGroup {
  std::string group;
  std::uint64_t instances = 0;
  std::string binding_constraint;
  double utilization = 0;  ///< of the busiest instance at peak; above 1 it falls behind
  std::uint64_t idle = 0;  ///< instances that the load needs and no partition can feed
  std::uint64_t for_stability = 0;
  std::uint64_t for_latency = 0;  ///< for LatencyBudget::sized_for_ms
  std::uint64_t for_recovery = 0;
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
  /// What queueing and processing together may take at the 99th percentile: the rest of the target,
  /// or the nearest to it that consumers are worth. Partitions and consumers are counted for it.
  double sized_for_ms = 0;
  /// `sized_for_ms` is within the target. Where it is not, `met` is what other needs bring about.
  bool attainable = true;
  bool met = false;
  std::vector<LatencyTerm> terms;
};

/// Without a drain time the consumers cannot catch up at all.
struct Recovery {
  double outage_seconds = 0;
  double backlog_messages = 0;  ///< that wait at its end: what expired by then is not among them
  std::optional<double> drain_seconds;
  bool within_target = false;
  double retention_margin_seconds = 0;
  /// What waits unread is gone after a time: the retention of a log, the time to live in a queue.
  /// Pulsar keeps it, since its retention counts for acknowledged messages only.
  bool deletes_unread = false;
  double capacity_needed_per_second = 0;  ///< msg/s that would meet the target

  /// That time. Requires: deletes_unread.
  [[nodiscard]] double unread_kept_seconds() const {
    return retention_margin_seconds + outage_seconds + drain_seconds.value_or(0);
  }
};

/// A limit of the platform that the design comes near, or not.
struct PlatformLimit {
  std::string name;
  double value = 0;
  double limit = 0;
  Dimension dimension = Dimension::count;
  std::string source;

  [[nodiscard]] double share() const { return value / limit; }
};

/// What changes where an input is a fifth lower or higher.
struct SensitivityChange {
  std::string step;    ///< "-20 %"
  std::string value;   ///< of the input then, as a design file writes it; may be empty
  std::string effect;  ///< "partitions 24 -> 18"
};

struct Sensitivity {
  std::string field;
  bool measured = false;                   ///< stands in the file
  bool measurable = true;                  ///< a fact about the flow, and no choice of the team
  std::vector<SensitivityChange> changes;  ///< one a direction, where anything changes
  double weight = 0;                       ///< relative changes added up; orders the list
};

struct Sizing {
  std::string unit;  ///< what is counted: partition | queue | stream | shard | subscription
  std::uint64_t partitions = 0;
  bool partitions_pinned = false;  ///< `decisions.partitions` stands in for the calculated count
  std::uint64_t replication_factor = 0;
  std::uint64_t min_in_sync_replicas = 0;
  std::string replication_note;  ///< what the factor and the quorum mean on this broker
  Replication replication;
  /// Keys that must be busy at once, where each key is worked on by one consumer.
  std::optional<std::uint64_t> keys_needed;
  Duration batch_wait;  ///< how long a producer waits for a batch
  /// Messages that a consumer has in hand at most, the one in work included. Settings follow it.
  std::uint64_t taken_at_once = 1;
  /// Messages that one queue may hold before it refuses more; 0 where none has such a limit.
  std::uint64_t queue_length = 0;
  std::string binding_constraint;
  std::vector<PartitionNeed> needs;
  std::vector<UnreachableNeed> unreachable;
  Rounding rounding;
  /// Under global order: what the single unit carries, as a share that the peak takes of it.
  std::optional<double> single_unit_utilization;
  Traffic traffic;  ///< of the events, before growth
  /// Planned growth. In what is laid out once: partitions, storage, network, memory and brokers.
  Factor growth{1};
  FurtherFlows further;
  Storage storage;
  Network network;
  ByteSize page_cache;  ///< memory over all brokers that keeps reading from disks; 0 for queues
  BrokerCount brokers;
  /// Storage nodes of a broker that keeps messages on machines of their own; 0 of them where the
  /// brokers store, or a service does.
  BrokerCount bookies;
  std::vector<ConsumerGroup> consumers;
  LatencyBudget latency;
  Recovery recovery;
  std::vector<PlatformLimit> limits;
  std::vector<Sensitivity> sensitivity;  ///< heaviest first
  std::vector<Figure> figures;           ///< how each number was calculated
  std::vector<std::string> unmeasured;   ///< inputs of the figures that are defaults or estimates
};

/// Sizes a context for a candidate. Pure.
[[nodiscard]] Sizing size_design(const EventContext& context, const Candidate& chosen);

}  // namespace eventarch
