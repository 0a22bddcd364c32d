#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/sections.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

std::vector<SchemaField> log_fields() {
  return {
      {.name = "level", .type = "string"},
      {.name = "timestamp", .type = "string", .format = "date-time"},
      {.name = "skill", .type = "string", .values = {"event-driven"}},
      {.name = "event",
       .type = "string",
       .values = {"message_produced", "message_consumed", "message_acked", "message_nacked",
                  "message_dlq", "consumer_lag", "rebalance"}},
      {.name = "context",
       .type = "object",
       .children =
           {
               {.name = "topic", .type = "string"},
               {.name = "partition", .type = "integer", .required = false},
               {.name = "offset", .type = "integer", .required = false},
               {.name = "consumer_group", .type = "string", .required = false},
               {.name = "latency_ms", .type = "number", .required = false},
           }},
  };
}

std::vector<Metric> metrics() {
  return {
      {"messages_produced_total", "counter", {"topic", "partition"}, {}, "what went in"},
      {"messages_consumed_total",
       "counter",
       {"topic", "consumer_group", "status"},
       {},
       "what came out, and how it ended"},
      {"consumer_lag", "gauge", {"topic", "consumer_group", "partition"}, {}, "messages that wait"},
      {"message_processing_duration_seconds",
       "histogram",
       {"topic", "consumer_group"},
       {0.001, 0.01, 0.1, 1, 10},
       "how long the work takes"},
      {"dlq_messages_total", "counter", {"topic", "error_type"}, {}, "what could not be processed"},
  };
}

Alert lag_alert(const DesignInput& input) {
  const ConsumerGroup& group = input.sizing.consumers.front();
  const double capacity =
      static_cast<double>(group.instances) / input.context.workload.processing_time.seconds();
  const double target = input.context.requirements.latency.seconds();
  const double threshold = std::max(1.0, std::ceil(capacity * target));
  return {"ConsumerLagHigh",
          fmt::format("sum by (topic, consumer_group) (consumer_lag) > {:.0f}", threshold),
          "warning",
          fmt::format("{} cannot work more off within the latency target of {}",
                      counted(group.instances, "instance"),
                      notation::duration(input.context.requirements.latency))};
}

Alert stalled_alert(const DesignInput& input) {
  const bool expires = !input.fact(FactKey::retention_max).unlimited() ||
                       input.fact(FactKey::retention_model).is(Word::by_time);
  return {"ConsumerStalled",
          "sum by (topic, consumer_group) (consumer_lag) > 0 and on (topic, consumer_group) "
          "sum by (topic, consumer_group) (rate(messages_consumed_total[5m])) == 0",
          "critical",
          expires ? fmt::format("messages wait and none is consumed; after {} retention loses the "
                                "first",
                                notation::duration(input.context.requirements.retention))
                  : std::string("messages wait and none is consumed; they fill the disks of the "
                                "brokers")};
}

Alert slow_alert(const DesignInput& input) {
  const ConsumerGroup& group = input.sizing.consumers.front();
  const double mean = input.context.workload.processing_time.seconds();
  return {
      "ProcessingSlow",
      fmt::format("sum by (topic, consumer_group) "
                  "(rate(message_processing_duration_seconds_sum[5m])) / sum by (topic, "
                  "consumer_group) (rate(message_processing_duration_seconds_count[5m])) > {:.6g}",
                  mean / std::max(group.utilization, 0.01)),
      "warning",
      fmt::format("the design counts on {} a message; at this mean {} would be fully busy "
                  "at peak",
                  notation::duration(input.context.workload.processing_time),
                  counted(group.instances, "instance"))};
}

}  // namespace

Observability observability(const DesignInput& input) {
  Observability out;
  out.log_fields = log_fields();
  out.metrics = metrics();
  out.alerts.push_back(lag_alert(input));
  out.alerts.push_back(stalled_alert(input));
  out.alerts.push_back(slow_alert(input));
  if (!input.at_most_once()) {
    out.alerts.push_back({"DeadLetterQueueOverflow",
                          "sum by (topic) (increase(dlq_messages_total[1h])) > 100", "critical",
                          "the alert threshold of the dead-letter policy"});
  }
  return out;
}

}  // namespace eventarch::assembly
