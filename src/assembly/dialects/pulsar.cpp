#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialect.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool shared(const DesignInput& input) { return input.mode.id == "shared"; }
/// Shared and Key_Shared dead-letter in the client library; the others leave it to the application.
bool client_dead_letters(const DesignInput& input) {
  return shared(input) || input.mode.id == "key_shared";
}

std::string subscription_type(const DesignInput& input) {
  if (shared(input)) return "Shared";
  if (input.mode.id == "key_shared") return "Key_Shared";
  return input.mode.id == "failover" ? "Failover" : "Exclusive";
}

std::string full_name(std::string_view name) {
  return fmt::format("persistent://public/default/{}", name);
}

std::string dead_letter_name(const DesignInput& input, std::string_view consumer) {
  return full_name(fmt::format("{}.{}.dlq", input.context.name, group_name(consumer)));
}

std::vector<Setting> topic_config(const DesignInput& input, double hours) {
  return Settings(input)
      .set("set-retention --time", text_value(fmt::format("{}h", hours)),
           "acknowledged messages are deleted at once unless a retention is set")
      .set("set-retention --size", text_value("-1"), "time alone decides")
      .set("set-persistence --bookkeeper-ensemble",
           whole(static_cast<double>(input.sizing.replication_factor)),
           "the default of 2 leaves no spare bookie")
      .set("set-persistence --bookkeeper-write-quorum",
           whole(static_cast<double>(input.sizing.replication_factor)), "copies of each message")
      .set("set-persistence --bookkeeper-ack-quorum",
           whole(static_cast<double>(input.sizing.min_in_sync_replicas)),
           "copies that confirm before a message counts as written")
      .take();
}

Topic topic(const DesignInput& input, std::string name, std::string kind, std::string purpose,
            double hours) {
  // One unit of order is a topic without partitions: create-partitioned-topic would add a level.
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = input.sizing.partitions == 1 ? "non-partitioned topic" : "partitioned topic",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = hours,
          .key = input.ordered() ? input.key() : "none: spread evenly",
          .purpose = std::move(purpose),
          .config = topic_config(input, hours)};
}

std::vector<Topic> topics(const DesignInput& input) {
  const double hours = input.context.requirements.retention.hours();
  std::vector<Topic> all;
  all.push_back(topic(input, full_name(input.context.name), "event", "the events", hours));
  for (const SideFlow& flow : side_flows(input.context)) {
    Topic side = topic(input, full_name(fmt::format("{}.{}", input.context.name, flow.suffix)),
                       flow.kind, flow.purpose, hours);
    if (flow.compacted) {
      side.config = Settings(input)
                        .set("set-compaction-threshold", text_value("100M"),
                             "the latest message of a key is all that is needed")
                        .take();
      side.retention_hours.reset();
    }
    all.push_back(std::move(side));
  }
  if (input.at_most_once()) return all;
  for (const std::string& consumer : input.context.consumers) {
    if (shared(input)) {
      all.push_back(topic(
          input, full_name(fmt::format("{}.{}.retry", input.context.name, group_name(consumer))),
          "retry", "failed once, waiting for the next attempt", hours));
    }
    all.push_back(topic(input, dead_letter_name(input, consumer), "dead_letter",
                        fmt::format("what {} could not process", group_name(consumer)),
                        dead_letter_retention_hours));
  }
  return all;
}

std::vector<GroupResources> groups(const DesignInput& input) {
  std::vector<GroupResources> all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back(
        {consumer,
         fmt::format("{}, subscription {}", full_name(input.context.name), group_name(consumer)),
         input.at_most_once() ? std::string{} : dead_letter_name(input, consumer)});
  }
  return all;
}

std::vector<Setting> producer(const DesignInput& input) {
  return Settings(input)
      .set("blockIfQueueFull", true, "back-pressure instead of lost sends")
      .set("sendTimeout", text_value(input.exactly_once() ? "0" : "30s"),
           input.exactly_once() ? "transactions require sends that never time out"
                                : "then the send fails and the caller must know")
      .set("enableBatching", true, "throughput; off for delayed messages and chunks")
      .set_if(input.mode.id == "key_shared", "batcherBuilder", text_value("KEY_BASED"),
              "a batch of mixed keys would go to one consumer whole")
      .set_if(input.exactly_once(), "enableTransaction", true,
              "publishing and acknowledging become one step; the broker needs "
              "transactionCoordinatorEnabled=true")
      .set_if(!input.at_most_once(), "set-deduplication --enable", true,
              "the broker drops what a producer's retry repeats; off by default")
      .take();
}

std::vector<Setting> consumer(const DesignInput& input) {
  return Settings(input)
      .set("subscriptionName", text_value("<consumer group>"), "one subscription per consumer")
      .set("subscriptionType", text_value(subscription_type(input)),
           input.mode.id == "key_shared" ? "order per key with any number of consumers"
           : shared(input)               ? "messages are shared out one by one, without order"
                                         : "one active consumer per partition keeps order")
      .set("subscriptionInitialPosition", text_value("Earliest"),
           "a new subscription starts with what is there; the default skips it")
      .set("receiverQueueSize",
           whole(std::clamp(2000 / std::max(input.processing_ms(), 1.0), 10.0, 1000.0)),
           "about two seconds of work in hand")
      .set_if(client_dead_letters(input), "deadLetterPolicy.maxRedeliverCount",
              whole(input.max_attempts() - 1), "redeliveries after the first attempt")
      .set_if(client_dead_letters(input), "deadLetterPolicy.initialSubscriptionName",
              text_value("dlq-keeper"), "without a subscription dead letters are deleted at once")
      .set_if(client_dead_letters(input), "negativeAckRedeliveryBackoff",
              text_value("multiplier: 1 s to 60 s, factor 2"), "the retry schedule of this design")
      .take();
}

RetryPolicy retry(const DesignInput& input) {
  if (shared(input)) {
    return retry_policy(input, "retry_topic",
                        "the client re-publishes to the retry topic (enableRetry); order is not "
                        "required");
  }
  if (input.mode.id == "key_shared") {
    return retry_policy(input, "broker_redelivery",
                        "a negative acknowledgement brings the message back; order of a key is "
                        "kept among what is not yet acknowledged");
  }
  RetryPolicy policy = retry_policy(input, "blocking", {});
  policy.why = fmt::format(
      "the partition waits, so that order is kept; a message that fails every "
      "time holds it up for {}",
      retry_span(policy));
  return policy;
}

std::string dead_letter_mechanism(const DesignInput& input) {
  return client_dead_letters(input)
             ? "the client library publishes it after maxRedeliverCount (deadLetterPolicy)"
             : "the consumer publishes to the dead-letter topic, waits for the confirmation, then "
               "acknowledges: this subscription type has no dead-letter policy";
}

std::string group_strategy(const DesignInput& input) {
  return fmt::format(
      "one {} subscription per consumer; {}", subscription_type(input),
      client_dead_letters(input)
          ? "any number of instances"
          : fmt::format("each of the {} partitions feeds one instance", input.sizing.partitions));
}

std::string first_command(const DesignInput& input) {
  return fmt::format("pulsar-admin topics {} {}",
                     input.sizing.partitions == 1 ? "stats" : "partitioned-stats",
                     full_name(input.context.name));
}

}  // namespace

Dialect pulsar_dialect() {
  return {.broker = "pulsar",
          .topics = topics,
          .groups = groups,
          .producer = producer,
          .consumer = consumer,
          .retry = retry,
          .dead_letter_mechanism = dead_letter_mechanism,
          .group_strategy = group_strategy,
          .first_command = first_command};
}

}  // namespace eventarch::assembly
