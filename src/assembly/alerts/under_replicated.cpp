#include <fmt/format.h>

#include "assembly/alert.hpp"

namespace eventarch::assembly {
namespace {

bool under_replicated_applies(const Watched& watched) {
  return (watched.is_kafka() || watched.input.broker.id == "redpanda") &&
         watched.input.sizing.replication_factor > 1;
}

AlertText under_replicated_text(const Watched& watched) {
  const std::uint64_t factor = watched.input.sizing.replication_factor;
  if (!watched.is_kafka()) {
    return {.expression = fmt::format(
                "max by (redpanda_topic) (redpanda_kafka_under_replicated_replicas{{{}}}) > 0",
                event_topics(watched.design, "redpanda_topic")),
            .hold = "5m",
            .why = fmt::format("a partition has fewer than its {} up to date; the metric is "
                               "Redpanda's own (/public_metrics)",
                               counted(factor, "copy"))};
  }
  return {
      .expression = fmt::format("min by (topic) (kafka_topic_partition_in_sync_replica{{{}}}) < {}",
                                event_topics(watched.design), factor),
      .hold = "5m",
      .why = fmt::format("each partition has {}; with fewer in sync, the next lost broker "
                         "costs more than planned. The metric is that of kafka_exporter",
                         counted(factor, "copy"))};
}

}  // namespace

extern const AlertUnit under_replicated;
constinit const AlertUnit under_replicated{
    .name = "UnderReplicatedPartitions",
    .severity = "warning",
    .leads_to = "Message loss",
    .meaning =
        "A partition has fewer copies in sync than the replication factor: a broker is down "
        "or cannot keep up.",
    .action =
        "Find the broker that is missing from the in-sync replicas; disk, network and pauses "
        "are the usual reasons. For five minutes during a rolling restart it is expected.",
    .source =
        "kafka_topic_partition_in_sync_replica of danielqsj/kafka_exporter; "
        "redpanda_kafka_under_replicated_replicas of Redpanda's /public_metrics",
    .applies = under_replicated_applies,
    .text = under_replicated_text,
};

}  // namespace eventarch::assembly
