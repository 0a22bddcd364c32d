#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialect.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool stream(const DesignInput& input) { return input.mode.id == "stream"; }
bool quorum(const DesignInput& input) { return input.mode.id == "quorum_queue"; }
/// Order needs one active consumer a queue, and keys spread over several queues.
bool keyed(const DesignInput& input) { return input.ordered() && !stream(input); }

bool sharded(const DesignInput& input) { return !stream(input) && input.sizing.partitions > 1; }

/// Several queues share the work of one: name.0, name.1, ...
std::string shards_of(const DesignInput& input, std::string_view name) {
  if (!sharded(input)) return std::string(name);
  return fmt::format("{}.{{0..{}}}", name, input.sizing.partitions - 1);
}

std::string queue_name(const DesignInput& input, std::string_view consumer) {
  return shards_of(input, fmt::format("{}.{}", input.context.name, group_name(consumer)));
}

std::string dead_letter_name(const DesignInput& input, std::string_view consumer) {
  return fmt::format("{}.{}.dlq", input.context.name, group_name(consumer));
}

std::string exchange_type(const DesignInput& input) {
  return input.context.use_case == UseCase::work_queue ? "direct exchange" : "topic exchange";
}

std::vector<Setting> queue_config(const DesignInput& input, std::string_view consumer) {
  Settings settings(input);
  settings.set("x-queue-type", text_value(quorum(input) ? "quorum" : "classic"),
               quorum(input) ? "replicated; confirmed when a majority has written it to disk"
                             : "fast and not replicated");
  settings.set_if(quorum(input), "x-quorum-initial-group-size",
                  whole(static_cast<double>(input.sizing.replication_factor)),
                  "copies of the queue, odd and at most the number of nodes");
  settings.set_if(keyed(input), "x-single-active-consumer", true,
                  "order needs one active consumer; the others stand by");
  if (input.at_most_once()) return settings.take();
  settings.set("dead-letter-exchange", text_value(fmt::format("{}.dlx", input.context.name)),
               "without it a message over the limit is dropped");
  settings.set("dead-letter-routing-key", text_value(group_name(consumer)),
               "each consumer has dead letters of its own");
  settings.set_if(quorum(input), "delivery-limit", whole(input.max_attempts() - 1),
                  "redeliveries after the first attempt; the default is 20");
  settings.set_if(quorum(input), "dead-letter-strategy", text_value("at-least-once"),
                  "a dead letter is not lost on its way either");
  settings.set_if(quorum(input), "overflow", text_value("reject-publish"),
                  "required by at-least-once dead-lettering");
  settings.set_if(quorum(input) && !input.ordered(), "delayed-retry-type", text_value("failed"),
                  "4.3 and later: waits before a failed message comes back");
  settings.set_if(quorum(input) && !input.ordered(), "delayed-retry-min", whole(1000),
                  "the first delay; grows linearly");
  settings.set_if(quorum(input) && !input.ordered(), "delayed-retry-max", whole(60'000),
                  "the longest delay");
  constexpr double consumer_timeout_ms = 30 * 60'000;
  settings.set_if(input.processing_ms() > consumer_timeout_ms / 2, "consumer-timeout",
                  whole(input.processing_ms() * 2), "longer than the longest processing");
  return settings.take();
}

std::vector<Setting> stream_config(const DesignInput& input) {
  const double hours = input.context.requirements.retention.hours();
  const bool days = std::fmod(hours, 24) == 0;
  return Settings(input)
      .set("x-queue-type", text_value("stream"), "a log that consumers read and re-read")
      .set("max-age", text_value(days ? fmt::format("{}D", hours / 24) : fmt::format("{}h", hours)),
           "requirements.retention; without it everything is kept until the disk is full")
      .set("stream-max-segment-size-bytes", whole(500'000'000),
           "whole segments are deleted: retention acts in such steps")
      .set("x-initial-cluster-size", whole(static_cast<double>(input.sizing.replication_factor)),
           "copies; the default is one on every node")
      .take();
}

/// Bound to the exchange that producers know; gives each message to one of the queues. One for each
/// consumer: bound to the queues of several, it would give a message to one consumer only.
Topic hash_exchange(const DesignInput& input, std::string_view name) {
  Settings settings(input);
  settings.set("durable", true, "survives a restart");
  settings.set("hash-header", text_value(input.ordered() ? input.key() : "event_id"),
               input.ordered() ? "messages of one key go to one queue"
                               : "messages spread evenly over the queues");
  return {.name = std::string(name),
          .kind = "exchange",
          .resource = "x-consistent-hash exchange",
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = input.ordered() ? input.key() : "event_id",
          .purpose = "spreads the messages over the queues below",
          .config = settings.take()};
}

Topic queue(const DesignInput& input, std::string name, std::string kind, std::string_view consumer,
            std::string purpose) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = std::string(input.mode.name),
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = {},
          .key = input.ordered() ? input.key() : "none",
          .purpose = std::move(purpose),
          .config = queue_config(input, consumer)};
}

Topic dead_letter_queue(const DesignInput& input, std::string_view consumer) {
  constexpr double week_ms = dead_letter_retention_hours * 3'600'000;
  return {.name = dead_letter_name(input, consumer),
          .kind = "dead_letter",
          .resource = "quorum queue",
          .partitions = 1,
          .replication_factor = input.context.capacity.replication_factor.value,
          .retention_hours = dead_letter_retention_hours,
          .key = "none",
          .purpose = fmt::format("what {} could not process", group_name(consumer)),
          .config = Settings(input)
                        .set("x-queue-type", text_value("quorum"), "dead letters are evidence")
                        .set("message-ttl", whole(week_ms), "a week to look at it")
                        .take()};
}

void add_side_flows(const DesignInput& input, std::vector<Topic>& all) {
  for (const SideFlow& flow : side_flows(input.context)) {
    if (flow.compacted) continue;  // neither queues nor streams compact: snapshots need a store
    const std::string name = fmt::format("{}.{}", input.context.name, flow.suffix);
    if (sharded(input)) all.push_back(hash_exchange(input, name));
    Topic side = queue(input, shards_of(input, name), flow.kind, flow.suffix, flow.purpose);
    if (stream(input)) {
      side.resource = "quorum queue";
      side.partitions = 1;
      side.config =
          Settings(input).set("x-queue-type", text_value("quorum"), "each is handled once").take();
    }
    all.push_back(std::move(side));
  }
}

std::vector<Topic> topics(const DesignInput& input) {
  std::vector<Topic> all;
  if (stream(input)) {
    all.push_back({.name = input.context.name,
                   .kind = "event",
                   .resource = input.sizing.partitions > 1 ? "super stream" : "stream",
                   .partitions = input.sizing.partitions,
                   .replication_factor = input.sizing.replication_factor,
                   .retention_hours = input.context.requirements.retention.hours(),
                   .key = input.ordered() ? input.key() : "none",
                   .purpose = "the events",
                   .config = stream_config(input)});
  } else {
    all.push_back({.name = input.context.name,
                   .kind = "exchange",
                   .resource = exchange_type(input),
                   .partitions = 0,
                   .replication_factor = 0,
                   .retention_hours = {},
                   .key = "event type",
                   .purpose = "where producers publish",
                   .config = Settings(input).set("durable", true, "survives a restart").take()});
    for (const std::string& consumer : input.context.consumers) {
      if (sharded(input)) {
        all.push_back(
            hash_exchange(input, fmt::format("{}.{}", input.context.name, group_name(consumer))));
      }
      all.push_back(queue(input, queue_name(input, consumer), "event", group_name(consumer),
                          fmt::format("the events, for {}", group_name(consumer))));
    }
  }
  add_side_flows(input, all);
  if (input.at_most_once()) return all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back(dead_letter_queue(input, consumer));
  }
  return all;
}

std::vector<GroupResources> groups(const DesignInput& input) {
  std::vector<GroupResources> all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back({consumer, stream(input) ? input.context.name : queue_name(input, consumer),
                   input.at_most_once() ? std::string{} : dead_letter_name(input, consumer)});
  }
  return all;
}

std::vector<Setting> producer(const DesignInput& input) {
  return Settings(input)
      .set("publisher confirms", !input.at_most_once(),
           input.at_most_once() ? "at most once: nobody waits for a confirmation"
                                : "a message counts as sent when a majority has it")
      .set_if(!stream(input), "delivery_mode", whole(input.at_most_once() ? 1 : 2),
              input.at_most_once() ? "kept in memory" : "written to disk")
      .set_if(!stream(input), "mandatory", true,
              "an event that no queue is bound for comes back instead of vanishing")
      .set("publisher-confirm timeout", text_value("10 s"),
           "then publish again: consumers recognise what they have seen")
      .take();
}

/// (deliver + acknowledge + process) / process, so that a consumer never waits for the next
/// message.
double prefetch(const DesignInput& input) {
  // While a long job runs there is time enough to fetch the next one; a second one in hand would
  // only wait where another consumer is free.
  constexpr double long_job_ms = 50;
  if (input.processing_ms() >= long_job_ms) return 1;
  constexpr double round_trip_ms = 2;
  constexpr double advised_most = 300;
  return std::clamp(std::ceil((round_trip_ms + input.processing_ms()) / input.processing_ms()), 1.0,
                    advised_most);
}

std::vector<Setting> consumer(const DesignInput& input) {
  return Settings(input)
      .set("acknowledgement", text_value(input.at_most_once() ? "automatic" : "manual"),
           input.at_most_once() ? "a message counts as consumed when it is sent"
                                : "after processing: nothing is lost")
      .set("prefetch", whole(prefetch(input)),
           prefetch(input) == 1
               ? std::string("one job at a time: nothing waits behind a slow one")
               : fmt::format(
                     "(round trip of 2 ms + {}) / {}: keeps a consumer busy without hoarding",
                     notation::duration(input.context.workload.processing_time),
                     notation::duration(input.context.workload.processing_time)))
      .set_if(stream(input), "x-stream-offset", text_value("first"),
              "a new consumer starts with what is there; the default skips it")
      .set_if(stream(input), "single active consumer", true,
              "one active consumer per partition and group keeps order")
      .take();
}

RetryPolicy retry(const DesignInput& input) {
  if (stream(input) || (input.ordered() && !input.at_most_once())) {
    RetryPolicy policy = retry_policy(input, "blocking", {});
    policy.why = fmt::format(
        "the consumer retries in place, so that order is kept; a message that "
        "fails every time holds its {} up for {}",
        stream(input) ? "partition" : "queue", retry_span(policy));
    return policy;
  }
  return retry_policy(input, "broker_redelivery",
                      quorum(input) ? "a rejected message comes back after a delay that the "
                                      "broker lets grow linearly, not by the factor: 1, 2, 3 and "
                                      "4 s (delayed-retry-*, 4.3 and later); where the schedule "
                                      "above matters, the consumer waits before it rejects"
                                    : "a rejected message comes back at once: classic queues know "
                                      "no delay, so the consumer waits before it rejects");
}

std::string dead_letter_mechanism(const DesignInput& input) {
  if (stream(input)) {
    return "streams have no dead letters: the consumer publishes to the dead-letter queue, waits "
           "for the confirmation, then stores its offset";
  }
  return quorum(input) ? "the broker moves it after delivery-limit, or when it is rejected without "
                         "requeue"
                       : "the broker moves it when it is rejected without requeue; classic queues "
                         "count no deliveries, so the consumer must";
}

std::string group_strategy(const DesignInput& input) {
  if (stream(input)) {
    return fmt::format(
        "one consumer name per consumer, single active consumer on each of {} "
        "partitions",
        input.sizing.partitions);
  }
  if (keyed(input)) {
    return fmt::format("{} queues per consumer by hash of the key, one active consumer each",
                       input.sizing.partitions);
  }
  return "one queue per consumer, competing instances on it";
}

std::string pause(const DesignInput& input) {
  if (input.mode.id == "stream") {
    return "stop granting credit, or cancel the consumer, and subscribe again at the stored offset "
           "with the trial call";
  }
  return "cancel the consumer (basic.cancel) and keep the channel: messages that were prefetched "
         "stay unacknowledged in hand; a requeue could count as a delivery";
}

std::string first_command(const DesignInput& input) {
  return stream(input)
             ? fmt::format("rabbitmqctl list_stream_consumers --stream {}", input.context.name)
             : "rabbitmqctl list_queues name messages_ready messages_unacknowledged "
               "consumers";
}

}  // namespace

Dialect rabbitmq_dialect() {
  return {.broker = "rabbitmq",
          .topics = topics,
          .groups = groups,
          .producer = producer,
          .consumer = consumer,
          .retry = retry,
          .dead_letter_mechanism = dead_letter_mechanism,
          .group_strategy = group_strategy,
          .first_command = first_command,
          .pause = pause};
}

}  // namespace eventarch::assembly
