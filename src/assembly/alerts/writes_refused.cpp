#include <fmt/format.h>

#include "assembly/alert.hpp"

namespace eventarch::assembly {
namespace {

/// Only producers that wait for all copies in sync are ever refused.
bool writes_refused_applies(const Watched& watched) {
  const DesignInput& input = watched.input;
  const auto& acks = input.context.decisions.producer_acks;
  const bool waits = acks ? acks->value == ProducerAcks::all : !input.at_most_once();
  return input.broker.id == "kafka" && input.sizing.min_in_sync_replicas > 1 && waits;
}

AlertText writes_refused_text(const Watched& watched) {
  const std::uint64_t least = watched.input.sizing.min_in_sync_replicas;
  return {
      .expression = fmt::format("min by (topic) (kafka_topic_partition_in_sync_replica{{{}}}) < {}",
                                event_topics(watched.design), least),
      .hold = "1m",
      .why = fmt::format("min.insync.replicas is {}: below it producers with acks=all are "
                         "refused, and their buffers fill. The metric is that of kafka_exporter",
                         least)};
}

}  // namespace

extern const AlertUnit writes_refused;
constinit const AlertUnit writes_refused{
    .name = "WritesRefused",
    .severity = "critical",
    .leads_to = "Message loss",
    .meaning =
        "A partition has fewer copies in sync than min.insync.replicas: it takes no "
        "confirmed writes.",
    .action =
        "Bring the missing brokers back. Lowering min.insync.replicas lets writes through "
        "and gives up the guarantee.",
    .source = "kafka_topic_partition_in_sync_replica of danielqsj/kafka_exporter",
    .applies = writes_refused_applies,
    .text = writes_refused_text,
};

}  // namespace eventarch::assembly
