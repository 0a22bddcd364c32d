#pragma once

/// How a broker says it: its resources, names and configuration keys. One file a broker, one row
/// each in the table; a broker of the user's own gets the general dialect.

#include <string>
#include <vector>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

struct GroupResources {
  std::string group;
  std::string subscribes_to;
  std::string dead_letter;
};

struct Dialect {
  std::string_view broker;  ///< catalogue id
  /// The resources in the order in which they are created: main ones, retry, dead letters.
  std::vector<Topic> (*topics)(const DesignInput&);
  std::vector<GroupResources> (*groups)(const DesignInput&);
  std::vector<Setting> (*producer)(const DesignInput&);
  std::vector<Setting> (*consumer)(const DesignInput&);
  /// Who retries: blocking | retry_topic | broker_redelivery, with the reason.
  RetryPolicy (*retry)(const DesignInput&);
  std::string (*dead_letter_mechanism)(const DesignInput&);
  std::string (*group_strategy)(const DesignInput&);
  /// How a consumer takes no messages for a while and stays what it is.
  std::string (*pause)(const DesignInput&);
};

[[nodiscard]] const Dialect& dialect_for(const Broker& broker);

[[nodiscard]] Dialect general_dialect();
[[nodiscard]] Dialect azure_event_hubs_dialect();
[[nodiscard]] Dialect azure_service_bus_dialect();
[[nodiscard]] Dialect gcp_pubsub_dialect();
[[nodiscard]] Dialect kafka_dialect();
[[nodiscard]] Dialect kinesis_dialect();
[[nodiscard]] Dialect nats_jetstream_dialect();
[[nodiscard]] Dialect pulsar_dialect();
[[nodiscard]] Dialect rabbitmq_dialect();
[[nodiscard]] Dialect redis_streams_dialect();
[[nodiscard]] Dialect redpanda_dialect();
[[nodiscard]] Dialect sqs_dialect();

// Shared by the dialects of partitioned logs.

/// A further flow that the use case needs beside the events.
struct SideFlow {
  std::string suffix;
  std::string kind;
  std::string purpose;
  bool compacted = false;
};
[[nodiscard]] std::vector<SideFlow> side_flows(const EventContext& context);
/// The same on queues, which give each message to one consumer: participants of a saga that shared
/// one queue of commands would take each other's, so each has its own.
[[nodiscard]] std::vector<SideFlow> queue_flows(const EventContext& context);
/// Who is sent commands in a saga: all participants where one leads them; otherwise those whose
/// step may have to be undone, which is the producer's own before a single pivot.
[[nodiscard]] std::vector<std::string> commanded(const EventContext& context);

[[nodiscard]] std::string group_name(std::string_view consumer);
[[nodiscard]] RetryPolicy retry_policy(const DesignInput& input, std::string mode, std::string why);
/// "12 s to 18 s": the bounds of all delays together, jitter included.
[[nodiscard]] std::string retry_span(const RetryPolicy& policy);
/// Partitions for retries or dead letters of a log: a tenth, an estimate. More than a tenth of all
/// messages fails only where a dependency is down, and then the circuit breaker holds them back.
[[nodiscard]] std::uint64_t side_partitions(const DesignInput& input);
[[nodiscard]] double retention_ms(const DesignInput& input);
/// Name of the consumer group where there is one, otherwise a placeholder for each of them.
[[nodiscard]] std::string each_group(const DesignInput& input);
/// Two significant digits, for amounts that rest on rates: "4.2 KB".
[[nodiscard]] std::string about_size(double bytes);

inline constexpr double dead_letter_retention_hours = 7 * 24;

}  // namespace eventarch::assembly
