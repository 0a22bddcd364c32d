#include <fmt/format.h>

#include <vector>

#include "assembly/alert.hpp"
#include "assembly/check_unit.hpp"
#include "assembly/dialect.hpp"

namespace eventarch::assembly {
namespace {

/// kafka_exporter knows the members of classic groups alone, and reports 0 for those of
/// group.protocol=consumer: there it would never ring.
bool rebalance_storm_applies(const Watched& watched) {
  const bool kafka = watched.input.broker.id == "kafka" || watched.input.broker.id == "redpanda";
  return kafka && is_set(watched.design.consumer.settings, "group.protocol", "classic");
}

AlertText rebalance_storm_text(const Watched& watched) {
  std::vector<std::string> groups;
  groups.reserve(watched.design.consumer.groups.size());
  for (const ConsumerGroupConfig& group : watched.design.consumer.groups) {
    groups.push_back(group_name(group.group));
  }
  const bool redpanda = watched.input.broker.id == "redpanda";
  const std::string members =
      redpanda ? fmt::format("redpanda_kafka_consumer_group_consumers{{{}}}",
                             matcher("redpanda_group", groups))
               : fmt::format("kafka_consumergroup_members{{{}}}", matcher("consumergroup", groups));
  const std::uint64_t instances = watched.group().instances;
  return {
      .expression = fmt::format("changes({}[30m]) > {}", members, 2 * instances),
      .hold = "0m",
      .why = fmt::format(
          "a rolling deployment of {} changes the membership at most {}, once to leave and once "
          "to join; more are members that come and go. The metric is {}",
          counted(instances, "instance"), counted(2 * instances, "time"),
          redpanda ? "Redpanda's own (/public_metrics; enable_consumer_group_metrics with "
                     "`group`, the default)"
                   : "that of kafka_exporter")};
}

}  // namespace

extern const AlertUnit rebalance_storm;
constinit const AlertUnit rebalance_storm{
    .name = "RebalanceStorm",
    .severity = "warning",
    .leads_to = "Rebalance storms",
    .meaning =
        "Members join and leave the group more often than a deployment explains: each time "
        "partitions move and work is done twice.",
    .action = "Look for instances that are killed (memory, probes) or that poll too late.",
    .source =
        "redpanda_kafka_consumer_group_consumers of Redpanda's /public_metrics; for Kafka with "
        "group.protocol=classic, kafka_consumergroup_members of danielqsj/kafka_exporter, which "
        "reports 0 members for groups of the newer protocol: watch rebalance-total of the clients "
        "there",
    .applies = rebalance_storm_applies,
    .text = rebalance_storm_text,
};

}  // namespace eventarch::assembly
