#pragma once

/// Designs that no reviewer would let pass, over all brokers and use cases: what rules are read by.

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::testing_support {

inline constexpr std::array<std::string_view, 11> every_broker{
    "kafka",        "rabbitmq", "sqs",        "pulsar",           "nats_jetstream",
    "redpanda",     "kinesis",  "gcp_pubsub", "azure_event_hubs", "azure_service_bus",
    "redis_streams"};

/// What is asked for, with `{}` where the broker stands.
inline constexpr std::array<std::string_view, 10> shapes_of_trouble{
    // Too few keys, one of them hot, and everything that guards messages turned off.
    "use_case: pub_sub, requirements: {throughput: 2K msg/s, latency: 2 s, ordering: partition, "
    "delivery: at_least_once, retention: 24 hours}, producers: [shop], consumers: [billing], "
    "workload: {message_size: 2 KB, peak_factor: 2, processing_time: 10 ms, distinct_keys: 8, "
    "hot_key_share: 20 %, growth_factor: 2}, decisions: {broker: @, producer_acks: leader, "
    "idempotent_consumers: false, dead_letter_queue: false}",
    // Exactly once, and nothing done for it.
    "use_case: saga, requirements: {throughput: 100 msg/s, latency: 2 s, ordering: partition, "
    "delivery: exactly_once, retention: 24 hours}, producers: [shop], consumers: [billing, stock], "
    "workload: {message_size: 900 KB, peak_factor: 2, processing_time: 10 ms}, decisions: {broker: "
    "@, "
    "producer_acks: none, idempotent_consumers: false, max_attempts: 1, replication_factor: 2, "
    "min_in_sync_replicas: 2}",
    // Large and slow jobs on one partition.
    "use_case: work_queue, requirements: {throughput: 10 msg/s, latency: 600 s, ordering: none, "
    "delivery: at_least_once, retention: 3 days}, producers: [shop], consumers: [render], "
    "workload: "
    "{message_size: 20 MB, peak_factor: 3, processing_time: 400 s}, decisions: {broker: @, "
    "partitions: "
    "1}",
    // Slow jobs, as many partitions as it takes.
    "use_case: pub_sub, requirements: {throughput: 10 msg/s, latency: 3600 s, ordering: partition, "
    "delivery: at_least_once, retention: 24 hours}, producers: [shop], consumers: [render], "
    "workload: "
    "{message_size: 10 KB, peak_factor: 3, processing_time: 100 s}, decisions: {broker: @}",
    // One order for all, and everything that breaks it.
    "use_case: event_sourcing, requirements: {throughput: 20K msg/s, latency: 100ms, ordering: "
    "global, "
    "delivery: at_most_once, retention: 3 days}, producers: [shop], consumers: [shop], workload: "
    "{message_size: 1 KB, processing_time: 5 ms}, constraints: {geo_replication: true, replay: "
    "false, "
    "priority: true}, decisions: {broker: @, partitions: 3, producer_acks: all, offset_commit: "
    "auto, "
    "max_attempts: 3, dead_letter_queue: true}",
    // One of everything.
    "use_case: pub_sub, requirements: {throughput: 1 msg/s, latency: 30 s, ordering: partition, "
    "delivery: at_least_once, retention: 1 hour}, producers: [shop], consumers: [mail], workload: "
    "{message_size: 3 MB, peak_factor: 1, processing_time: 200 ms, distinct_keys: 1, "
    "hot_key_share: 100 "
    "%}, capacity: {replication_factor: 1, availability_zones: 1}, decisions: {broker: @, "
    "partitions: 1, "
    "replication_factor: 1}",
    // A target that the work alone misses.
    "use_case: cqrs, requirements: {throughput: 3K msg/s, latency: 20ms, ordering: partition, "
    "delivery: "
    "at_least_once, retention: 3 days}, producers: [shop], consumers: [view, search, audit], "
    "workload: "
    "{message_size: 300 KB, peak_factor: 2, processing_time: 8 ms}, decisions: {broker: @, "
    "partitions: "
    "12}",
    // Pinned for today, with growth planned and a long outage.
    "use_case: work_queue, requirements: {throughput: 1K msg/s, latency: 1 s, ordering: none, "
    "delivery: "
    "at_least_once, retention: 2 days}, producers: [shop], consumers: [mail], workload: "
    "{message_size: 4 "
    "KB, peak_factor: 2, processing_time: 5 ms, growth_factor: 3, outage: 8 hours, recover_within: "
    "10 "
    "min}, decisions: {broker: @, partitions: 12, lag_monitoring: false, dlq_alerts: false}",
    // More partitions than anybody needs, and copies that protect nothing.
    "use_case: pub_sub, requirements: {throughput: 200 msg/s, latency: 1 s, ordering: none, "
    "delivery: "
    "at_least_once, retention: 7 days}, producers: [shop], consumers: [billing, search], workload: "
    "{message_size: 1 KB, peak_factor: 2, processing_time: 2 ms}, capacity: {utilization_target: "
    "96 %}, "
    "decisions: {broker: @, partitions: 96, replication_factor: 3, min_in_sync_replicas: 1, "
    "max_attempts: 40, schema_registry: false}",
    // A busy key on an otherwise sound design.
    "use_case: pub_sub, requirements: {throughput: 10K msg/s, latency: 2 s, ordering: partition, "
    "delivery: at_least_once, retention: 24 hours}, producers: [shop], consumers: [billing], "
    "workload: "
    "{message_size: 1 KB, peak_factor: 2, processing_time: 2 ms, hot_key_share: 1 %, "
    "distinct_keys: "
    "300}, decisions: {broker: @}"};

/// Each shape on each broker.
inline std::vector<std::string> odd_designs() {
  std::vector<std::string> designs;
  for (const std::string_view shape : shapes_of_trouble) {
    for (const std::string_view broker : every_broker) {
      std::string text(shape);
      text.replace(text.find('@'), 1, broker);
      designs.push_back(fmt::format("event_context: {{name: odd, {}}}", text));
    }
  }
  return designs;
}

}  // namespace eventarch::testing_support
