/// Dead letters of Kafka and Redpanda: written by the consumer; of share groups, by the broker.

#include <fmt/format.h>

#include "assembly/dialects/kafka_family.hpp"
#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

/// Share groups hold a record until it is accepted, and may reject it before that.
bool written_by_broker(const DesignInput& input) {
  return kafka_family::share_group(input) && !kafka_family::commits_before(input);
}

std::vector<std::string> kafka_triggers(const DesignInput& input) {
  if (!written_by_broker(input)) return {};
  return {"a record that the consumer rejects (REJECT)",
          "a record whose lock ran out, or that was released, at the last delivery that "
          "share.delivery.count.limit allows: crashes count"};
}

/// What the broker writes by itself (4.4 and later).
std::vector<MessageHeader> share_headers() {
  return {{"__dlq.errors.topic", "where the record was read"},
          {"__dlq.errors.partition", "its partition there"},
          {"__dlq.errors.offset", "its offset there"},
          {"__dlq.errors.group", "the share group that gave up"},
          {"__dlq.errors.delivery.count", "deliveries made"},
          {"__dlq.errors.message",
           "rejected by the client, or over the limit; the error itself is "
           "in the consumer's log, under event_id"}};
}

std::vector<MessageHeader> kafka_headers(const DesignInput& input) {
  if (written_by_broker(input)) return share_headers();
  return own_headers(
      {{"x-original-partition", "its partition there"}, {"x-original-offset", "its offset there"}});
}

std::string look_into(const DesignInput& input, const std::string& topic) {
  return kafka_family::redpanda(input)
             ? fmt::format("look into it: rpk topic consume {} --offset start", topic)
             : fmt::format(
                   "look into it: kafka-console-consumer.sh --bootstrap-server \"$BROKER\" "
                   "--topic {} --from-beginning --property print.headers=true",
                   topic);
}

std::vector<std::string> kafka_replay(const DesignInput& input, const GroupResources& group) {
  std::vector<std::string> steps{look_into(input, group.dead_letter)};
  if (kafka_family::retry_topics(input)) {
    steps.push_back(fmt::format(
        "copy the records to {}, which only {} reads, with x-replay-of = "
        "their topic, partition and offset",
        kafka_family::retry_name(input, group_name(group.group)), group_name(group.group)));
  } else {
    steps.push_back(fmt::format(
        "run the handler of {} once on {} with a consumer group of its own, {}-replay: a copy in "
        "{} would reach every group",
        group_name(group.group), group.dead_letter, group_name(group.group), input.context.name));
  }
  steps.push_back(fmt::format(
      "when all took effect, delete them up to the last replayed offset ({})",
      kafka_family::redpanda(input) ? "rpk topic trim-prefix" : "kafka-delete-records.sh"));
  return steps;
}

}  // namespace

DeadLetterUnit kafka_dead_letters() {
  return {.broker = "kafka",
          .triggers = kafka_triggers,
          .headers = kafka_headers,
          .replay = kafka_replay,
          .retention_note = nullptr};
}

}  // namespace eventarch::assembly
