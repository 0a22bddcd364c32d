#include <fmt/format.h>

#include <vector>

#include "assembly/alert.hpp"
#include "assembly/dialect.hpp"

namespace eventarch::assembly {
namespace {

bool applies(const Watched& watched) {
  return watched.input.broker.id == "kafka" && watched.input.mode.id != "share_group";
}

AlertText text(const Watched& watched) {
  std::vector<std::string> groups;
  groups.reserve(watched.design.consumer.groups.size());
  for (const ConsumerGroupConfig& group : watched.design.consumer.groups) {
    groups.push_back(group_name(group.group));
  }
  const std::uint64_t instances = watched.group().instances;
  return {.expression = fmt::format("changes(kafka_consumergroup_members{{{}}}[30m]) > {}",
                                    matcher("consumergroup", groups), 2 * instances),
          .hold = "0m",
          .why = fmt::format("a rolling deployment of {} changes the membership at most {} times, "
                             "once to leave and once to join; more are members that come and go. "
                             "The metric is that of kafka_exporter",
                             counted(instances, "instance"), 2 * instances)};
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
    .source = "kafka_consumergroup_members of danielqsj/kafka_exporter",
    .applies = applies,
    .text = text,
};

}  // namespace eventarch::assembly
