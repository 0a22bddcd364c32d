#include "report/measurements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "eventarch/catalogue.hpp"
#include "eventarch/decision.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

/// A way to measure. Names are those of the tools and metrics that brokers come with.
struct Way {
  std::string_view field;
  std::string_view broker;  ///< catalogue id; empty: every other one
  std::string_view text;
};
constexpr std::string_view kafka_producer_test =
    "kafka-producer-perf-test.sh (--throughput -1, --record-size as yours, acks as designed) "
    "against a topic with one partition";
constexpr std::string_view kafka_consumer_test =
    "kafka-consumer-perf-test.sh against a topic with one partition";
constexpr std::string_view one_unit_load =
    "a load test against one partition or queue, with your message size, until its rate no longer "
    "grows";

constexpr std::array ways{
    Way{"capacity.partition_read", "kafka", kafka_consumer_test},
    Way{"capacity.partition_read", "nats_jetstream", "nats bench against one stream, reading"},
    Way{"capacity.partition_read", "pulsar", "pulsar-perf consume against one partition"},
    Way{"capacity.partition_read", "rabbitmq", "PerfTest against one queue, consumers alone"},
    Way{"capacity.partition_read", "redpanda", kafka_consumer_test},
    Way{"capacity.partition_read", "", one_unit_load},
    Way{"capacity.partition_throughput", "kafka", kafka_producer_test},
    Way{"capacity.partition_throughput", "nats_jetstream",
        "nats bench against one stream, publishing, with your message size"},
    Way{"capacity.partition_throughput", "pulsar",
        "pulsar-perf produce against one partition, with your message size"},
    Way{"capacity.partition_throughput", "rabbitmq",
        "PerfTest against one queue of the designed type, with your message size"},
    Way{"capacity.partition_throughput", "redpanda", kafka_producer_test},
    Way{"capacity.partition_throughput", "", one_unit_load},
    Way{"workload.compression_ratio", "kafka",
        "1 over compression-rate-avg of the producers' metrics, with real messages and the "
        "designed compression.type"},
    Way{"workload.compression_ratio", "redpanda",
        "1 over compression-rate-avg of the producers' metrics, with real messages and the "
        "designed compression.type"},
    Way{"workload.compression_ratio", "",
        "a thousand real messages compressed together: bytes before over bytes after"},
    Way{"workload.hot_key_share", "kafka",
        "kafka-console-consumer.sh with print.key=true over 100,000 records: the most frequent "
        "key over all"},
    Way{"workload.hot_key_share", "",
        "keys counted in a day of messages: the most frequent over all"},
    Way{"workload.message_size", "kafka", "record-size-avg of the producers' metrics, over a day"},
    Way{"workload.message_size", "kinesis", "IncomingBytes over IncomingRecords of CloudWatch"},
    Way{"workload.message_size", "pulsar", "averageMsgSize of pulsar-admin topics stats"},
    Way{"workload.message_size", "rabbitmq",
        "rabbitmqctl list_queues name messages message_bytes, of a queue that holds some: bytes "
        "over messages"},
    Way{"workload.message_size", "redpanda",
        "record-size-avg of the producers' metrics, over a day"},
    Way{"workload.message_size", "sqs", "SentMessageSize of CloudWatch, its average"},
    Way{"workload.message_size", "",
        "a day of real messages, envelope included: bytes over messages"},
    Way{"workload.outage", "",
        "the longest time of the last year for which consumers stood still, from the log of "
        "incidents and deployments"},
    Way{"workload.peak_factor", "azure_event_hubs",
        "the busiest minute of a week over its mean, by IncomingMessages of Azure Monitor"},
    Way{"workload.peak_factor", "azure_service_bus",
        "the busiest minute of a week over its mean, by IncomingMessages of Azure Monitor"},
    Way{"workload.peak_factor", "kafka",
        "the busiest minute of a week over its mean, by MessagesInPerSec of the brokers "
        "(kafka.server:type=BrokerTopicMetrics)"},
    Way{"workload.peak_factor", "kinesis",
        "the busiest minute of a week over its mean, by IncomingRecords of CloudWatch"},
    Way{"workload.peak_factor", "pulsar",
        "the busiest minute of a week over its mean, by pulsar_rate_in of the brokers"},
    Way{"workload.peak_factor", "sqs",
        "the busiest minute of a week over its mean, by NumberOfMessagesSent of CloudWatch"},
    Way{"workload.peak_factor", "",
        "the busiest minute of a week over its mean, by rate(messages_produced_total[1m])"},
    Way{"workload.processing_time", "",
        "sum over count of message_processing_duration_seconds in one instance, with real "
        "dependencies and a thousand messages or more"},
};

/// "at 1.6: partitions 30 -> 24"
std::string measured_text(const SensitivityChange& change) {
  return fmt::format("{}: {}", change.value.empty() ? change.step : "at " + change.value,
                     change.effect);
}

/// What the catalogue plans with where the file states no measured value.
std::string planned_capacity(const Mode& mode, std::string_view field) {
  if (field == "capacity.partition_throughput") {
    return notation::rate(MessageRate{mode.number(FactKey::unit_message_rate)});
  }
  const double writes = mode.number(FactKey::unit_byte_rate);
  return notation::rate(ByteRate{field == "capacity.partition_read" ? 2 * writes : writes});
}

std::string assumed_text(const Advice& advice, std::string_view field) {
  const Assumption* found = advice.context->assumption(field);
  if (found != nullptr) return "assumed " + found->value;
  return fmt::format("planned with {}, an estimate of the catalogue",
                     planned_capacity(*advice.decision->winner()->mode, field));
}

/// From which value on another broker wins; empty where the search found none.
std::string decision_text(const Decision& decision, std::string_view field) {
  const auto flip = std::ranges::find(decision.flips, field, &Flip::field);
  if (flip == decision.flips.end()) return {};
  if (flip->technology.empty()) {
    return fmt::format("; at {}: {}", flip->to,
                       flip->shortfalls.empty() ? "nothing qualifies any more"
                                                : "the design would miss its targets");
  }
  return fmt::format("; at {}: the choice becomes {}{}", flip->to, flip->technology,
                     flip->shortfalls.empty() ? "" : ", whose design falls short");
}

}  // namespace

std::string_view way_to_measure(std::string_view field, std::string_view broker) {
  // One test tells messages and bytes.
  if (field == "capacity.partition_write") field = "capacity.partition_throughput";
  const auto* const row = std::ranges::find_if(ways, [&](const Way& one) {
    return one.field == field && (one.broker.empty() || one.broker == broker);
  });
  return row == ways.end() ? std::string_view{} : row->text;
}

std::vector<std::string> steps_of(const Sensitivity& one) {
  std::vector<std::string> steps;
  steps.reserve(one.changes.size());
  for (const SensitivityChange& change : one.changes) {
    steps.push_back(fmt::format("{}: {}", change.step, change.effect));
  }
  return steps;
}

std::vector<Measurement> measurements(const Advice& advice) {
  constexpr std::size_t most = 3;
  const std::string_view broker = advice.decision->winner()->broker->id;
  std::vector<Measurement> all;
  for (const Sensitivity& one : advice.design->sizing.sensitivity) {
    if (one.measured || !one.measurable || all.size() == most) continue;
    std::vector<std::string> changes;
    changes.reserve(one.changes.size());
    for (const SensitivityChange& change : one.changes) changes.push_back(measured_text(change));
    const std::string_view way = way_to_measure(one.field, broker);
    all.push_back({one.field,
                   fmt::format("{}; {}{}{}{}", assumed_text(advice, one.field),
                               fmt::join(changes, "; "), decision_text(*advice.decision, one.field),
                               way.empty() ? "" : ". How: ", way)});
  }
  return all;
}

}  // namespace eventarch::report
