#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"
#include "assembly/dialects/rabbitmq_settings.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

using rabbitmq::keyed;
using rabbitmq::quorum;
using rabbitmq::sharded;
using rabbitmq::stream;

constexpr std::string_view default_exchange =
    "; sent to the default exchange under the queue's name";

std::string rabbitmq_shards_of(const DesignInput& input, std::string_view name) {
  if (!sharded(input)) return std::string(name);
  return fmt::format("{}.{{0..{}}}", name, input.sizing.partitions - 1);
}

std::string queue_name(const DesignInput& input, std::string_view consumer) {
  return rabbitmq_shards_of(input, fmt::format("{}.{}", input.context.name, group_name(consumer)));
}

std::string rabbitmq_dead_letter_name(const DesignInput& input, std::string_view owner) {
  return fmt::format("{}.{}.dlq", input.context.name, group_name(owner));
}

Topic exchange(const DesignInput& input, std::string name, std::string_view type, std::string key,
               std::string purpose) {
  Settings settings(input);
  settings.set("exchange.declare type", text_value(type),
               type == "topic" ? "consumers bind to the types of events they want"
                               : "a message goes where its routing key is bound");
  settings.set("exchange.declare durable", true, "survives a restart of the node");
  return {.name = std::move(name),
          .kind = "exchange",
          .resource = fmt::format("{} exchange", type),
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = std::move(key),
          .purpose = std::move(purpose),
          .config = settings.take()};
}

/// Bound to the exchange that producers know; gives each message to one of the queues. One for each
/// consumer: bound to the queues of several, it would give a message to one consumer only.
Topic hash_exchange(const DesignInput& input, std::string_view name, std::string_view binding) {
  const std::string key = input.ordered() ? input.key() : "event_id";
  Settings settings(input);
  settings.set("exchange.declare type", text_value("x-consistent-hash"),
               "plugin rabbitmq_consistent_hash_exchange, enabled on every node");
  settings.set("exchange.declare durable", true, "survives a restart of the node");
  settings.set_if(!binding.empty(), "exchange.bind routing-key", text_value(binding),
                  "to the exchange that producers know: the consumer gets everything from there");
  const std::string of_each = input.ordered() ? input.keys() : key;
  settings.set("hash-header", text_value(key),
               !input.ordered() ? std::string("messages spread evenly over the queues")
               : of_each == key
                   ? std::string("messages of one key go to one queue")
                   : fmt::format("messages of one key go to one queue; producers set the header to "
                                 "the key of the type: {}",
                                 of_each));
  return {.name = std::string(name),
          .kind = "exchange",
          .resource = "x-consistent-hash exchange",
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = of_each,
          .purpose = "spreads the messages over the queues below",
          .config = settings.take()};
}

Topic rabbitmq_queue(const DesignInput& input, std::string name, std::string kind,
                     std::string purpose, std::vector<Setting> config) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = std::string(input.mode.name),
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = {},
          .key = input.ordered() ? input.keys() : "none",
          .purpose = std::move(purpose),
          .config = std::move(config)};
}

Topic rabbitmq_dead_letter_queue(const DesignInput& input, std::string_view owner) {
  return {.name = rabbitmq_dead_letter_name(input, owner),
          .kind = "dead_letter",
          .resource = "quorum queue",
          .partitions = 1,
          .replication_factor = rabbitmq::quorum_copies(input),
          .retention_hours = dead_letter_retention_hours,
          .key = "none",
          .purpose = unprocessed_by(owner),
          .config = rabbitmq::dead_letter_settings(input, owner)};
}

void add_side_flows(const DesignInput& input, std::vector<Topic>& all) {
  for (const SideFlow& flow : queue_flows(input.context)) {
    if (flow.compacted) continue;  // neither queues nor streams compact: snapshots need a store
    const std::string name = fmt::format("{}.{}", input.context.name, flow.suffix);
    if (stream(input)) {
      Topic side = rabbitmq_queue(input, name, flow.kind,
                                  fmt::format("{}{}", flow.purpose, default_exchange),
                                  rabbitmq::side_queue_settings(input, flow.suffix));
      side.resource = "quorum queue";
      side.partitions = 1;
      all.push_back(std::move(side));
      continue;
    }
    if (sharded(input)) all.push_back(hash_exchange(input, name, ""));
    all.push_back(rabbitmq_queue(
        input, rabbitmq_shards_of(input, name), flow.kind,
        sharded(input) ? flow.purpose : fmt::format("{}{}", flow.purpose, default_exchange),
        rabbitmq::queue_settings(input, flow.suffix, sharded(input) ? "1" : "")));
  }
}

Topic event_stream(const DesignInput& input) {
  return {.name = input.context.name,
          .kind = "event",
          .resource = input.sizing.partitions > 1 ? "super stream" : "stream",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = input.context.requirements.retention.hours(),
          .key = input.ordered() ? input.keys() : "none",
          .purpose = "the events",
          .config = rabbitmq::stream_settings(input)};
}

void add_queues(const DesignInput& input, std::vector<Topic>& all) {
  const bool one_key = rabbitmq::one_routing_key(input);
  all.push_back(exchange(input, input.context.name, one_key ? "direct" : "topic",
                         one_key ? input.context.name : "event type", "where producers publish"));
  const std::string unsharded = one_key ? input.context.name : "#";
  const std::string binding = sharded(input) ? "1" : unsharded;
  for (const std::string& consumer : input.context.consumers) {
    const std::string group = group_name(consumer);
    if (sharded(input)) {
      all.push_back(
          hash_exchange(input, fmt::format("{}.{}", input.context.name, group), unsharded));
    }
    all.push_back(rabbitmq_queue(input, queue_name(input, consumer), "event",
                                 fmt::format("the events, for {}", group),
                                 rabbitmq::queue_settings(input, group, binding)));
  }
}

std::vector<Topic> rabbitmq_topics(const DesignInput& input) {
  std::vector<Topic> all;
  if (stream(input)) {
    all.push_back(event_stream(input));
  } else {
    add_queues(input, all);
  }
  add_side_flows(input, all);
  for (Topic& waiting : rabbitmq::waiting_queues(input)) all.push_back(std::move(waiting));
  const auto owners = queue_dead_letter_owners(input);
  if (!owners.empty()) {
    Topic dead = exchange(input, fmt::format("{}.dlx", input.context.name), "direct",
                          "name of the consumer", "where failed messages go");
    dead.kind = "dead_letter_exchange";
    all.push_back(std::move(dead));
  }
  for (const std::string& owner : owners) all.push_back(rabbitmq_dead_letter_queue(input, owner));
  return all;
}

std::vector<GroupResources> rabbitmq_groups(const DesignInput& input) {
  return groups_of(
      input,
      [&](const std::string& consumer) {
        return stream(input) ? input.context.name : queue_name(input, consumer);
      },
      [&](const std::string& consumer) { return rabbitmq_dead_letter_name(input, consumer); });
}

std::string rabbitmq_fate(const DesignInput& input) {
  if (stream(input)) return "is skipped: the consumer logs it and stores its offset";
  return quorum(input) ? fmt::format("is dropped without a trace after {}",
                                     counted(input.max_attempts(), "attempt"))
                       : "is dropped when the consumer rejects it without requeue; one that kills "
                         "its consumer comes back for ever, classic queues count no deliveries";
}

std::string blocking_reason(const DesignInput& input, const RetryPolicy& policy) {
  if (stream(input)) {
    return fmt::format(
        "the consumer retries in place: a stream hands nothing out again; a message that fails "
        "every time holds its partition up for {}",
        retry_span(policy));
  }
  if (input.ordered()) {
    return fmt::format(
        "the consumer retries in place, so that order is kept; a message that fails every time "
        "holds its queue up for {}",
        retry_span(policy));
  }
  return fmt::format(
      "classic queues neither count deliveries nor delay them, so the consumer retries in place "
      "and rejects after the last attempt; a message that fails every time holds one consumer for "
      "{}, the others go on; one that kills its consumer comes back at once and without end",
      retry_span(policy));
}

RetryPolicy rabbitmq_retry(const DesignInput& input) {
  if (acknowledges_first(input) && !stream(input)) return retry_after_letting_go(input);
  if (rabbitmq::broker_retries(input)) {
    RetryPolicy policy = retry_policy(
        input, "broker_redelivery",
        fmt::format("basic.reject with requeue: the message comes back after a delay that quorum "
                    "queues let grow linearly (delayed-retry-*, 4.3 and later; before, it comes "
                    "back at once, and the consumer has to wait before it rejects){}",
                    without_dead_letters(input, rabbitmq_fate(input))));
    policy.linear = true;
    policy.multiplier = 1;
    policy.jitter_factor = 0;
    return policy;
  }
  RetryPolicy policy = retry_policy(input, "blocking", {});
  policy.why = blocking_reason(input, policy) + without_dead_letters(input, rabbitmq_fate(input));
  return policy;
}

std::string rabbitmq_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return fmt::format("none: a message that fails every time {}", rabbitmq_fate(input));
  }
  if (stream(input)) {
    return fmt::format(
        "streams have no dead letters: the consumer publishes to {}.dlx, waits for the "
        "confirmation, then {}",
        input.context.name,
        commits_automatically(input) ? "returns from its handler" : "stores its offset");
  }
  if (acknowledges_first(input)) {
    return fmt::format(
        "the consumer publishes it to {}.dlx under its own name after the last attempt and waits "
        "for the confirmation: the broker no longer has the message; what only waited too long, "
        "the broker moves",
        input.context.name);
  }
  return quorum(input)
             ? "the broker moves it after delivery-limit, when it is rejected without requeue, or "
               "when it expires; at-least-once: it leaves its queue once the dead-letter queue "
               "has confirmed it"
             : "the broker moves it when it is rejected without requeue or expires; classic queues "
               "count no deliveries, so the consumer must, and a dead letter can be lost on its "
               "way (at-most-once is their only strategy)";
}

/// Nothing spreads the active consumers: the instance that is first would be active everywhere.
std::string shares(const DesignInput& input) {
  return quorum(input)
             ? "every instance consumes all of them, an equal share of its own with x-priority = "
               "1, the others as a standby with 0"
             : "every instance consumes its own equal share of them first and the others once all "
               "instances have done so: on classic queues the first to consume stays active";
}

std::string rabbitmq_group_strategy(const DesignInput& input) {
  if (stream(input)) {
    return fmt::format("one consumer name per consumer, single active consumer on {}",
                       input.sizing.partitions == 1
                           ? "the stream"
                           : fmt::format("each of {} partitions", input.sizing.partitions));
  }
  if (keyed(input)) {
    return sharded(input) ? fmt::format(
                                "{} queues per consumer by hash of the key, one active "
                                "consumer each; {}",
                                input.sizing.partitions, shares(input))
                          : "one queue per consumer, one active consumer, the others stand by";
  }
  return sharded(input) ? fmt::format("{} queues per consumer, competing instances on each",
                                      input.sizing.partitions)
                        : "one queue per consumer, competing instances on it";
}

std::string rabbitmq_pause(const DesignInput& input) {
  if (input.mode.id == "stream") {
    return "stop granting credit, or cancel the consumer, and subscribe again at the stored offset "
           "with the trial call";
  }
  return "cancel the consumer (basic.cancel) and keep the channel: messages that were prefetched "
         "stay unacknowledged in hand; a requeue could count as a delivery";
}

}  // namespace

Dialect rabbitmq_dialect() {
  return {.broker = "rabbitmq",
          .topics = rabbitmq_topics,
          .groups = rabbitmq_groups,
          .producer = rabbitmq::producer_settings,
          .consumer = rabbitmq::consumer_settings,
          .retry = rabbitmq_retry,
          .dead_letter_mechanism = rabbitmq_dead_letter_mechanism,
          .group_strategy = rabbitmq_group_strategy,
          .pause = rabbitmq_pause};
}

}  // namespace eventarch::assembly
