/// Services with few settings: Event Hubs, Service Bus, Pub/Sub, Kinesis.

#include <fmt/format.h>

#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// Whether one message is done before the service gives it to somebody else.
Verdict processed_within(const Watched& watched, Duration lock, Duration longest,
                         std::string_view what) {
  const Duration work = watched.input.context.workload.processing_time;
  const bool within = work.milliseconds < lock.milliseconds;
  return {
      within ? satisfied : unknown,
      fmt::format("{} a message; {} is {} by default and {} at most{}", notation::duration(work),
                  what, notation::duration(lock), notation::duration(longest),
                  within ? "" : ", so that consumers must renew it")};
}

Verdict dead_letters_by_consumer(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: failed messages are dropped"};
  }
  if (!watched.design.consumer.dead_letter.enabled) {
    return {not_applicable, "decisions.dead_letter_queue is false: there are no dead letters"};
  }
  return {unknown,
          fmt::format("the service has no dead letters: each of {} publishes its own after {}",
                      counted(watched.input.sizing.consumers.size(), "consumer group"),
                      counted(watched.input.max_attempts(), "attempt"))};
}

Verdict readers_per_shard(const Watched& watched) {
  constexpr std::size_t shared_readers = 5;
  const std::size_t groups = watched.input.sizing.consumers.size();
  const std::string counted_groups = counted(groups, "consumer group");
  if (is_set(watched.design.consumer.settings, "ConsumerName")) {
    return {satisfied, fmt::format("{} registered for enhanced fan-out (ConsumerName of the "
                                   "consumer settings): 2 MB/s of a shard for each",
                                   counted_groups)};
  }
  return {groups <= shared_readers ? satisfied : missing,
          fmt::format("{}; {} readers share the throughput of a shard", counted_groups,
                      shared_readers)};
}

Verdict cloud_services_acknowledged_in_time(const Watched& watched) {
  return processed_within(watched, seconds(10), minutes(10), "ack_deadline_seconds");
}

Verdict dead_letter_permissions(const Watched& watched) {
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: there is no dead-letter topic"};
  }
  if (!watched.design.consumer.dead_letter.enabled) {
    return {not_applicable, "decisions.dead_letter_queue is false: there are no dead letters"};
  }
  return {unknown, fmt::format("{} needs a subscription, and the service agent needs permission to "
                               "publish there and to acknowledge here",
                               watched.design.consumer.groups.front().dead_letter)};
}

Verdict lock_covers_processing(const Watched& watched) {
  return processed_within(watched, minutes(1), minutes(5), "lockDuration");
}

constexpr std::string_view kinesis_guide =
    "https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html";
constexpr std::string_view pubsub_guide = "https://cloud.google.com/pubsub/docs/handling-failures";

constexpr std::array event_hubs{
    CheckUnit{
        .name = "event_hubs_dead_letters",
        .item = "Consumers write dead letters themselves",
        .why =
            "The service has no dead letters: a message that fails every time holds its partition "
            "up, or is skipped and gone.",
        .remedy = "publish to the dead-letter hub, wait for the confirmation, then checkpoint",
        .source = "https://learn.microsoft.com/azure/event-hubs/event-hubs-features",
        .verdict = dead_letters_by_consumer,
    },
};

constexpr std::array service_bus{
    CheckUnit{
        .name = "lock_covers_processing",
        .item = "Lock covers the processing of a message",
        .why = "When the lock ends first, the message is given to somebody else and counted as an "
               "attempt.",
        .remedy = "renew the lock while working, or raise lockDuration to at most 5 min",
        .source = "https://learn.microsoft.com/azure/service-bus-messaging/"
                  "message-transfers-locks-settlement",
        .verdict = lock_covers_processing,
    },
};

constexpr std::array pubsub{
    CheckUnit{
        .name = "acknowledged_within_deadline",
        .item = "Acknowledged within the deadline",
        .why =
            "After the deadline the message is delivered again while the first is still at work.",
        .remedy = "let the client library extend the deadline, or raise ack_deadline_seconds",
        .source = "https://cloud.google.com/pubsub/docs/lease-management",
        .verdict = cloud_services_acknowledged_in_time,
    },
    CheckUnit{
        .name = "dead_letter_permissions",
        .item = "Dead-letter topic has a subscription and permissions",
        .why =
            "Without a subscription dead letters are lost; without the permissions they are never "
            "forwarded.",
        .remedy = "create the subscription, and grant the service agent publisher on the topic and "
                  "subscriber on the subscription",
        .source = pubsub_guide,
        .verdict = dead_letter_permissions,
    },
};

constexpr std::array kinesis{
    CheckUnit{
        .name = "readers_per_shard",
        .item = "Readers per shard within the limits",
        .why = "Readers without enhanced fan-out share 2 MB/s of a shard and slow each other down.",
        .remedy = "register consumers for enhanced fan-out: 20 per stream, 50 in the On-demand "
                  "Advantage mode; more groups need a second stream",
        .source = kinesis_guide,
        .verdict = readers_per_shard,
    },
    CheckUnit{
        .name = "kinesis_dead_letters",
        .item = "Consumers write dead letters themselves",
        .why = "The stream has no dead letters: a record that fails every time holds its shard up.",
        .remedy = "publish to the dead-letter stream, wait for the confirmation, then checkpoint",
        .source = "https://docs.aws.amazon.com/streams/latest/dev/building-consumers.html",
        .verdict = dead_letters_by_consumer,
    },
};

}  // namespace

extern const std::span<const CheckUnit> cloud_service_checks_event_hubs;
constinit const std::span<const CheckUnit> cloud_service_checks_event_hubs{event_hubs};
extern const std::span<const CheckUnit> cloud_service_checks_service_bus;
constinit const std::span<const CheckUnit> cloud_service_checks_service_bus{service_bus};
extern const std::span<const CheckUnit> cloud_service_checks_pubsub;
constinit const std::span<const CheckUnit> cloud_service_checks_pubsub{pubsub};
extern const std::span<const CheckUnit> cloud_service_checks_kinesis;
constinit const std::span<const CheckUnit> cloud_service_checks_kinesis{kinesis};

}  // namespace eventarch::assembly
