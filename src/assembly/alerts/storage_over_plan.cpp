#include <fmt/format.h>

#include "assembly/alert.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool storage_over_plan_applies(const Watched& watched) {
  if (watched.input.broker.id == "rabbitmq") return true;
  return (watched.is_kafka() || watched.input.broker.id == "pulsar") &&
         watched.input.sizing.storage.total.bytes >= 1;
}

AlertText storage_over_plan_text(const Watched& watched) {
  const ByteSize total = watched.input.sizing.storage.total;
  if (watched.input.broker.id == "rabbitmq") {
    return {.expression =
                "max by (instance) (rabbitmq_alarms_free_disk_space_watermark) > 0 or max "
                "by (instance) (rabbitmq_alarms_memory_used_watermark) > 0",
            .hold = "1m",
            .why =
                "with an alarm on one node the whole cluster blocks publishers until it clears; "
                "the metrics are those of the plugin rabbitmq_prometheus"};
  }
  const std::string why = fmt::format(
      "retention, growth and copies come to {} on all brokers; more than that means larger "
      "messages, "
      "more of them, or deletion that lags",
      notation::size(total));
  if (watched.is_kafka()) {
    return {.expression = fmt::format("sum (kafka_log_log_size{{{}}}) > {}",
                                      event_topics(watched.design), plain_number(total.bytes)),
            .hold = "30m",
            .why = why +
                   ". The metric is kafka.log:type=Log,name=Size as the JMX exporter names it "
                   "in lower case; its rules decide the name"};
  }
  return {.expression =
              fmt::format(R"(sum (pulsar_storage_size{{topic=~"{}(-partition-[0-9]+)?"}}) > {})",
                          promql_pattern(watched.design.topology.topics.front().name),
                          plain_number(total.bytes)),
          .hold = "30m",
          .why = why + ". The metric is the brokers' own (/metrics), with the copies of bookies"};
}

}  // namespace

extern const AlertUnit storage_over_plan;
constinit const AlertUnit storage_over_plan{
    .name = "StorageOverPlan",
    .severity = "critical",
    .leads_to = "Message loss",
    .meaning =
        "More is stored than the design has planned for, or a node is about to refuse "
        "writes for want of disk or memory.",
    .action =
        "Shorten the retention or add disks before they are full: full disks stop a broker, "
        "and with it every topic on it.",
    .source =
        "kafka_log_log_size of the JMX exporter; rabbitmq_alarms_* of rabbitmq_prometheus; "
        "pulsar_storage_size of Pulsar's brokers",
    .applies = storage_over_plan_applies,
    .text = storage_over_plan_text,
};

}  // namespace eventarch::assembly
