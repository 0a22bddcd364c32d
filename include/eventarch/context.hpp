#pragma once

/// The requirements of one event flow: first as the file declares them, each value with its place
/// (`Declaration`), then complete, with what was assumed stated (`EventContext`).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"
#include "eventarch/units.hpp"

namespace eventarch {

enum class UseCase : std::uint8_t { cqrs, event_sourcing, pub_sub, saga, work_queue };
enum class Ordering : std::uint8_t { none, partition, global };  ///< from weakest to strongest
enum class Delivery : std::uint8_t { at_most_once, at_least_once, exactly_once };
enum class Cloud : std::uint8_t { any, aws, azure, gcp, on_premises };
enum class Deployment : std::uint8_t { any, managed, self_managed, serverless };
enum class OperationsCapacity : std::uint8_t { small, medium, large };
enum class ProducerAcks : std::uint8_t { none, leader, all };
enum class OffsetCommit : std::uint8_t { after_processing, automatic, before_processing };

/// The spelling of the design file and of the JSON report.
[[nodiscard]] std::string_view name_of(UseCase value);
[[nodiscard]] std::string_view name_of(Ordering value);
[[nodiscard]] std::string_view name_of(Delivery value);
[[nodiscard]] std::string_view name_of(Cloud value);
[[nodiscard]] std::string_view name_of(Deployment value);
[[nodiscard]] std::string_view name_of(OperationsCapacity value);
[[nodiscard]] std::string_view name_of(ProducerAcks value);
[[nodiscard]] std::string_view name_of(OffsetCommit value);

/// A value that stands in the file: what it means, how it was written, where.
template <class T>
struct Given {
  T value{};
  std::string text;  ///< as written; raw input, to be escaped before it is shown
  SourceSpan where;
};

template <class T>
using Declared = std::optional<Given<T>>;

/// A field of an event's payload. In the file: `note?: string` is optional, `placed | paid` an
/// enum, `[string]` a list, a mapping a nested object.
struct PayloadField {
  Given<std::string> name;  ///< without the `?` that marks an optional field
  /// string | integer | number | boolean | timestamp | uuid | bytes, or: enum | object
  Given<std::string> type;
  bool optional = false;
  bool list = false;                 ///< a list of what `type` says
  std::vector<std::string> symbols;  ///< of an enum: at least two, no two alike
  std::vector<PayloadField> fields;  ///< of an object: at least one
};

struct MessageType {
  Declared<std::string> type;  ///< the event type, such as OrderPlaced
  Declared<std::string> key;   ///< the payload field whose value is the partition key
  std::vector<PayloadField> payload;
  SourceSpan where;
};

struct DeclaredRequirements {
  Declared<MessageRate> throughput;
  Declared<Duration> latency;
  Declared<Ordering> ordering;
  Declared<Delivery> delivery;
  Declared<Duration> retention;
};

struct DeclaredWorkload {
  Declared<ByteSize> message_size;
  Declared<Factor> peak_factor;
  Declared<Factor> growth_factor;
  Declared<Duration> processing_time;
  Declared<Count> distinct_keys;
  Declared<Share> hot_key_share;
  Declared<Factor> compression_ratio;
  Declared<Duration> outage;
  Declared<Duration> recover_within;
};

struct DeclaredCapacity {
  Declared<ByteRate> partition_write;
  Declared<ByteRate> partition_read;
  Declared<MessageRate> partition_throughput;
  Declared<Share> utilization_target;
  Declared<Count> availability_zones;
  Declared<Count> replication_factor;
};

struct DeclaredConstraints {
  std::vector<Given<std::string>> allowed_brokers;
  std::vector<Given<std::string>> forbidden_brokers;
  Declared<Cloud> cloud;
  Declared<Deployment> deployment;
  Declared<OperationsCapacity> operations_capacity;
  Declared<bool> replay;
  Declared<bool> priority;
  Declared<bool> delayed_delivery;
  Declared<bool> complex_routing;
  Declared<bool> request_reply;
  Declared<bool> multi_tenancy;
  Declared<bool> geo_replication;
};

/// Choices that are already made, to be checked against what the requirements need.
struct Decisions {
  Declared<std::string> broker;
  Declared<Count> partitions;
  Declared<Count> replication_factor;
  Declared<Count> min_in_sync_replicas;
  Declared<ProducerAcks> producer_acks;
  Declared<OffsetCommit> offset_commit;
  Declared<bool> idempotent_consumers;
  Declared<bool> dead_letter_queue;
  Declared<Count> max_attempts;
  Declared<bool> dlq_alerts;
  Declared<bool> lag_monitoring;
  Declared<bool> schema_registry;
};

/// What one document of a design file says. Anything may be missing: rules run on what is there.
struct Declaration {
  SourceSpan where;  ///< the `event_context` key
  Declared<UseCase> use_case;
  Declared<std::string> name;
  Declared<std::string> description;
  DeclaredRequirements requirements;
  std::vector<Given<std::string>> producers;
  std::vector<Given<std::string>> consumers;
  DeclaredWorkload workload;
  DeclaredCapacity capacity;
  DeclaredConstraints constraints;
  std::vector<MessageType> messages;
  Decisions decisions;
};

/// A value that the file left out and the design rests on.
struct Assumption {
  std::string field;  ///< path below event_context, such as requirements.latency
  std::string value;  ///< in the notation of the design file
  std::string reason;
};

struct Requirements {
  MessageRate throughput;  ///< declared average, all producers together
  Duration latency;        ///< end to end, 99th percentile, produce to processed
  Ordering ordering = Ordering::partition;
  Delivery delivery = Delivery::at_least_once;
  Duration retention;
};

struct Workload {
  ByteSize message_size;
  Factor peak_factor;
  bool size_declared = false;
  bool peak_declared = false;  ///< the factor stands in the file, and is no assumption
  Factor growth_factor;
  Duration processing_time;  ///< one message on one consumer thread
  bool processing_declared = false;
  std::optional<Count> distinct_keys;
  std::optional<Share> hot_key_share;
  Factor compression_ratio;
  Duration outage;
  Duration recover_within;
};

struct Capacity {
  std::optional<ByteRate> partition_write;
  std::optional<ByteRate> partition_read;
  std::optional<MessageRate> partition_throughput;
  Share utilization_target;
  Count availability_zones;
  Count replication_factor;
};

struct Constraints {
  std::vector<std::string> allowed_brokers;    ///< catalogue ids; empty: the default set
  std::vector<std::string> forbidden_brokers;  ///< catalogue ids
  Cloud cloud = Cloud::any;
  Deployment deployment = Deployment::any;
  std::optional<OperationsCapacity> operations_capacity;
  bool replay = false;
  bool priority = false;
  bool delayed_delivery = false;
  bool complex_routing = false;
  bool request_reply = false;
  bool multi_tenancy = false;
  bool geo_replication = false;
};

/// The complete, consistent context that the stages after validation work on.
struct EventContext {
  std::string name;
  std::string description;
  UseCase use_case = UseCase::pub_sub;
  Requirements requirements;
  std::vector<std::string> producers;
  std::vector<std::string> consumers;  ///< each is one consumer group; never empty
  Workload workload;
  Capacity capacity;
  Constraints constraints;
  std::vector<MessageType> messages;
  Decisions decisions;
  std::vector<Assumption> assumptions;  ///< in the order of the design file's keys

  [[nodiscard]] MessageRate peak_rate() const {
    return requirements.throughput * workload.peak_factor;
  }
  /// The rate that a broker must be able to carry to be considered: the peak where the file states
  /// one, otherwise the declared rate. An assumption of ours sizes a design but rules nothing out.
  [[nodiscard]] MessageRate required_rate() const {
    return workload.peak_declared ? peak_rate() : requirements.throughput;
  }
  /// What was assumed of a field; null where the file states it, or need not.
  [[nodiscard]] const Assumption* assumption(std::string_view field) const;
  /// Event sourcing rebuilds its state by reading history again; the others only where asked to: a
  /// CQRS system may keep its history in an event store beside the broker.
  [[nodiscard]] bool needs_replay() const;
  /// Messages that cannot be processed are put aside.
  [[nodiscard]] bool keeps_dead_letters() const;
  /// A saga of three participants or more has one place that knows how far each is; below that each
  /// reacts to the events of the other. A judgement: with two there is one message to follow.
  [[nodiscard]] bool orchestrated() const;
};

}  // namespace eventarch
