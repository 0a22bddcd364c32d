#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "assembly/metric.hpp"
#include "assembly/watched.hpp"

namespace eventarch::assembly {
namespace {

using Labels = std::string_view;
constexpr std::array produced_labels{Labels{"topic"}, Labels{"partition"}};
constexpr std::array consumed_labels{Labels{"topic"}, Labels{"consumer_group"}, Labels{"status"}};
constexpr std::array lag_labels{Labels{"topic"}, Labels{"consumer_group"}, Labels{"partition"}};
constexpr std::array duration_labels{Labels{"topic"}, Labels{"consumer_group"}};
constexpr std::array dead_letter_labels{Labels{"topic"}, Labels{"error_type"}};
constexpr std::array duration_buckets{0.001, 0.01, 0.1, 1.0, 10.0};

constexpr std::array all_metrics{
    MetricUnit{
        .name = "messages_produced_total",
        .type = "counter",
        .labels = produced_labels,
        .buckets = {},
        .unit = "messages",
        .meaning = "messages that the broker has confirmed; counted by the producer",
        .opentelemetry = "messaging.client.sent.messages",
        .mapping = "topic = messaging.destination.name, partition = "
                   "messaging.destination.partition.id; as a Prometheus name "
                   "messaging_client_sent_messages_total",
        .trap = "rate() comes before sum(): the sum of counters drops when one process restarts",
    },
    MetricUnit{
        .name = "messages_consumed_total",
        .type = "counter",
        .labels = consumed_labels,
        .buckets = {},
        .unit = "messages",
        .meaning = "attempts that a consumer has finished, by how they ended (status: success, "
                   "retry, dead_letter, dropped)",
        .opentelemetry = "messaging.client.consumed.messages",
        .mapping = "topic = messaging.destination.name, consumer_group = "
                   "messaging.consumer.group.name, status = whether error.type is set; as a "
                   "Prometheus name messaging_client_consumed_messages_total",
        .trap = "attempts are counted and not messages: one that succeeds at its third attempt "
                "counts three times, so compare production with status=\"success\"",
    },
    MetricUnit{
        .name = "consumer_lag",
        .type = "gauge",
        .labels = lag_labels,
        .buckets = {},
        .unit = "messages",
        .meaning = "messages that a consumer group has still to finish; those in hand are included",
        .opentelemetry = {},
        .mapping =
            "no instrument in the conventions: take it from the broker, relabelled to these names",
        .trap = "a group that has stopped reports no lag where the consumer itself exports it: "
                "measure it from outside. It is a gauge: no _total, and deriv() in place of rate()",
    },
    MetricUnit{
        .name = "message_processing_duration_seconds",
        .type = "histogram",
        .labels = duration_labels,
        .buckets = duration_buckets,
        .unit = "seconds",
        .meaning = "how long one attempt takes, from hand-over to its acknowledgement",
        .opentelemetry = "messaging.process.duration",
        .mapping = "topic = messaging.destination.name, consumer_group = "
                   "messaging.consumer.group.name; as a Prometheus name "
                   "messaging_process_duration_seconds. The conventions advise other buckets "
                   "(0.005 to 10): set these explicitly",
        .trap = "buckets are decades and quantiles are interpolated within them: a 99th percentile "
                "between 0.1 and 1 s can be off by most of a decade. The share at an edge is exact",
    },
    MetricUnit{
        .name = "dlq_messages_total",
        .type = "counter",
        .labels = dead_letter_labels,
        .buckets = {},
        .unit = "messages",
        .meaning = "messages that a consumer puts among the dead letters, counted by that "
                   "consumer; topic is "
                   "the dead-letter topic or queue",
        .opentelemetry = {},
        .mapping = "no instrument in the conventions: count messaging.client.sent.messages whose "
                   "messaging.destination.name is the dead-letter topic, by error.type",
        .trap = "increase() and rate() do not see the first value of a new series: export 0 for "
                "every known error_type when the consumer starts",
    },
};

struct System {
  std::string_view broker;
  std::string_view value;
};
constexpr std::array systems{
    System{"kafka", "kafka"}, System{"rabbitmq", "rabbitmq"}, System{"pulsar", "pulsar"},
    System{"sqs", "aws_sqs"}, System{"redpanda", "kafka"},  // spoken to as Kafka
};

// One row a broker; a mode of its own comes before the others.
constexpr std::array lags{
    LagSource{"azure_event_hubs", "",
              "last enqueued sequence number of a partition less that of the checkpoint"},
    LagSource{"azure_service_bus", "",
              "ActiveMessages of Azure Monitor, where topic is the queue or subscription"},
    LagSource{"gcp_pubsub", "",
              "subscription/num_undelivered_messages of Cloud Monitoring; there are no partitions"},
    LagSource{"kafka", "share_group",
              "a share group commits no offsets, so that kafka_exporter sees none of its lag: "
              "export the share-group lag of the brokers, as kafka-share-groups.sh --describe "
              "prints it"},
    LagSource{"kafka", "",
              "kafka_consumergroup_lag of kafka_exporter, whose consumergroup is consumer_group"},
    LagSource{"kinesis", "",
              "the service gives the age of the oldest unread record "
              "(GetRecords.IteratorAgeMilliseconds) and no count: MillisBehindLatest of each "
              "reader times the rate of arrival is an estimate of it"},
    LagSource{"nats_jetstream", "",
              "num_pending + num_ack_pending of the consumer (nats consumer info)"},
    LagSource{"pulsar", "",
              "pulsar_subscription_back_log of the brokers' /metrics, whose subscription is "
              "consumer_group"},
    LagSource{"rabbitmq", "stream",
              "offset_lag, as rabbitmq-streams list_stream_consumers prints it"},
    LagSource{
        "rabbitmq", "",
        "rabbitmq_queue_messages_ready + rabbitmq_queue_messages_unacked of the plugin "
        "rabbitmq_prometheus with metrics per object; topic is the queue, and a queue has one "
        "consumer group"},
    LagSource{"redis_streams", "",
              "lag + pending of XINFO GROUPS; lag is nil after entries between were deleted"},
    LagSource{"redpanda", "",
              "redpanda_kafka_max_offset less redpanda_kafka_consumer_group_committed_offset of "
              "/public_metrics, or kafka_consumergroup_lag of kafka_exporter"},
    LagSource{"sqs", "",
              "aws_sqs_approximate_number_of_messages_visible_maximum + "
              "aws_sqs_approximate_number_of_messages_not_visible_maximum of the CloudWatch "
              "exporter; queue_name is topic, and there are no partitions"},
};

std::string lag_source(const DesignInput& input) {
  for (const LagSource& row : lags) {
    if (row.broker == input.broker.id && (row.mode.empty() || row.mode == input.mode.id)) {
      return std::string(row.source);
    }
  }
  return "where this broker says how far a group has come";
}

/// What the counter of dead letters sees on this broker.
std::string_view dead_letters_seen(const DesignInput& input) {
  if (!broker_moves_dead_letters(input)) return {};
  return "; what the broker moves by itself is not counted here, since no consumer sees it: the "
         "alert DeadLetterQueueOverflow says what does";
}

std::string mapping_of(const MetricUnit& unit, const DesignInput& input) {
  const std::string_view system = messaging_system(input.broker.id);
  if (unit.name == "consumer_lag") {
    return fmt::format("{}. Here: {}; {}", unit.mapping, lag_source(input), unit.trap);
  }
  if (unit.opentelemetry.empty() || system.empty()) {
    return fmt::format("{}; {}", unit.mapping, unit.trap);
  }
  return fmt::format("{}; messaging.system = {}; {}", unit.mapping, system, unit.trap);
}

std::string meaning_of(const MetricUnit& unit, const DesignInput& input) {
  if (unit.name != "dlq_messages_total") return std::string(unit.meaning);
  return fmt::format("{}{}", unit.meaning, dead_letters_seen(input));
}

}  // namespace

std::span<const MetricUnit> metric_units() { return all_metrics; }

std::span<const LagSource> lag_sources() { return lags; }

std::vector<double> processing_buckets(const DesignInput& input) {
  // Of an exponential distribution, as the latency budget takes it.
  const double p99_seconds = input.processing_ms() / 1000 * std::log(100);
  std::vector<double> edges(duration_buckets.begin(), duration_buckets.end());
  while (edges.back() < p99_seconds) edges.push_back(edges.back() * 10);
  return edges;
}

std::string_view messaging_system(std::string_view broker) {
  const auto* found = std::ranges::find(systems, broker, &System::broker);
  return found == systems.end() ? std::string_view{} : found->value;
}

std::vector<Metric> metrics(const DesignInput& input) {
  std::vector<Metric> out;
  out.reserve(all_metrics.size());
  for (const MetricUnit& unit : all_metrics) {
    out.push_back(
        {.name = std::string(unit.name),
         .type = std::string(unit.type),
         .labels = {unit.labels.begin(), unit.labels.end()},
         .buckets = unit.buckets.empty() ? std::vector<double>{} : processing_buckets(input),
         .meaning = meaning_of(unit, input),
         .unit = std::string(unit.unit),
         .opentelemetry = std::string(unit.opentelemetry),
         .mapping = mapping_of(unit, input)});
  }
  return out;
}

}  // namespace eventarch::assembly
