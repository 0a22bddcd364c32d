#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"
#include "assembly/dialects/largest_message.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view dead_letter_path = "$DeadLetterQueue";

bool premium(const DesignInput& input) { return input.mode.id == "premium"; }
/// One consumer needs no copies.
bool with_topic(const DesignInput& input) { return input.context.consumers.size() > 1; }

std::string entity_name(const DesignInput& input, std::string_view suffix) {
  constexpr std::size_t longest = 260;
  return fitted_name(
      suffix.empty() ? input.context.name : fmt::format("{}.{}", input.context.name, suffix),
      longest);
}

std::string azure_service_bus_subscription_name(std::string_view azure_service_bus_consumer) {
  constexpr std::size_t longest = 50;
  return fitted_name(group_name(azure_service_bus_consumer), longest);
}

std::string receives_from(const DesignInput& input, std::string_view azure_service_bus_consumer) {
  if (!with_topic(input)) return entity_name(input, "");
  return fmt::format("{}/Subscriptions/{}", entity_name(input, ""),
                     azure_service_bus_subscription_name(azure_service_bus_consumer));
}

void set_store(const DesignInput& input, Settings& settings) {
  constexpr double least_mb = 1024;
  constexpr double standard_mb = 5 * 1024;
  constexpr double premium_mb = 80 * 1024;
  constexpr double outages = 2;
  constexpr double bytes_per_mb = 1'048'576;
  const double backlog =
      input.sizing.recovery.backlog_messages * input.context.workload.message_size.bytes;
  const Fitted size = fit(std::ceil(outages * backlog / bytes_per_mb / least_mb) * least_mb,
                          least_mb, premium(input) ? premium_mb : standard_mb, "MB");
  settings.set("maxSizeInMegabytes", whole(size.value),
               fmt::format("twice the {} that an outage of {} leaves, in steps of 1,024 MB{}; a "
                           "full entity refuses to take more",
                           notation::size({backlog}),
                           notation::duration(input.context.workload.outage), size.note));
  settings.set("defaultMessageTimeToLive",
               text_value(iso_seconds(input.context.requirements.retention.seconds())),
               fmt::format("{}; what is completed is gone at once", retention_reason(input)));
  settings.set("requiresDuplicateDetection", true,
               "a MessageId that comes again within the window is dropped; only at creation");
  settings.set("duplicateDetectionHistoryTimeWindow", text_value("PT600S"),
               "the default of 10 min: longer than a producer repeats");
  settings.set("enablePartitioning", false,
               "one store keeps order and transactions together; only at creation");
  const double largest = largest_message(input);
  if (premium(input) && largest > bytes_per_mb) {
    constexpr double kib = 1024;
    constexpr double most_kb = 102'400;
    settings.set("maxMessageSizeInKilobytes", whole(std::min(std::ceil(largest / kib), most_kb)),
                 fmt::format("{}; a claim check serves better",
                             largest_message_reason(input, most_kb * kib)));
  }
}

void set_delivery(const DesignInput& input, Settings& settings) {
  constexpr double default_s = 60;
  constexpr double most_s = 300;
  const double wanted = std::max(default_s, std::ceil(input.processing_ms() * 2 / 1000));
  const Fitted lock = fit(wanted, 1, most_s, "s");
  settings.set(
      "lockDuration", text_value(iso_seconds(lock.value)),
      fmt::format("twice the {} that processing takes, at least the default of a minute{}",
                  notation::duration(input.context.workload.processing_time),
                  lock.note.empty() ? "" : lock.note + "; the client renews it meanwhile"));
  settings.set("maxDeliveryCount", whole(std::max(1U, input.max_attempts())),
               attempts_reason(input));
  settings.set_if(input.ordered(), "requiresSession", true,
                  "messages of one session go to one receiver, in order; only at creation");
  settings.set_if(input.dead_letters(), "deadLetteringOnMessageExpiration", true,
                  "what expires unread is kept; by default it is deleted");
}

Topic azure_service_bus_make(const DesignInput& input, std::string name, std::string kind,
                             std::string_view resource, std::string purpose,
                             std::vector<Setting> config) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = std::string(resource),
          .partitions = input.sizing.partitions,
          .replication_factor = 0,
          .retention_hours = input.context.requirements.retention.hours(),
          .key = input.ordered() ? fmt::format("SessionId = {}", input.keys()) : "none",
          .purpose = std::move(purpose),
          .config = std::move(config)};
}

Topic azure_service_bus_queue(const DesignInput& input, std::string name, std::string kind,
                              std::string purpose) {
  Settings settings(input);
  set_store(input, settings);
  set_delivery(input, settings);
  return azure_service_bus_make(input, std::move(name), std::move(kind), "Service Bus queue",
                                std::move(purpose), settings.take());
}

/// Premium is bought in messaging units of about 4 MB/s in and out together.
Topic azure_service_bus_name_space(const DesignInput& input) {
  constexpr double unit_bytes = 4e6;
  constexpr double most_units = 16;
  Settings settings(input);
  settings.set("sku.name", text_value(premium(input) ? "Premium" : "Standard"),
               premium(input) ? "capacity of its own, messages up to 100 MB"
                              : "shared capacity, messages up to 256 KB");
  if (premium(input)) {
    const double copies = 1 + static_cast<double>(input.context.consumers.size());
    // As bytes_in_and_out of the limits: commands and replies are sent once and read once.
    const double bytes = input.sizing.traffic.peak_bytes.per_second * copies +
                         2 * input.sizing.further.peak_bytes.per_second;
    double units = 1;  // 1, 2, 4, 8 and 16 can be bought
    while (units < most_units && units * unit_bytes < bytes) units *= 2;
    settings.set("sku.capacity", whole(units),
                 fmt::format("messaging units: a peak of {} in and out over about 4 MB/s each, as "
                             "Microsoft measured, in powers of two up to 16; measure your own{}",
                             notation::rate(ByteRate{bytes}),
                             units * unit_bytes < bytes
                                 ? "; 16 are not enough: spread it over several namespaces"
                                 : ""));
  }
  Topic made =
      azure_service_bus_make(input, azure_namespace(input), "namespace", "Service Bus namespace",
                             "what the entities below share: capacity, access", settings.take());
  made.partitions = 0;
  made.retention_hours = {};
  made.key = "none";
  return made;
}

void add_events(const DesignInput& input, std::vector<Topic>& all) {
  if (!with_topic(input)) {
    all.push_back(azure_service_bus_queue(input, entity_name(input, ""), "event", "the events"));
    return;
  }
  Settings store(input);
  set_store(input, store);
  all.push_back(azure_service_bus_make(
      input, entity_name(input, ""), "event", "Service Bus topic",
      "where producers send; copies go to a subscription per consumer", store.take()));
  for (const std::string& azure_service_bus_consumer : input.context.consumers) {
    Settings settings(input);
    set_delivery(input, settings);
    all.push_back(azure_service_bus_make(
        input, receives_from(input, azure_service_bus_consumer), "subscription",
        "Service Bus subscription",
        fmt::format("the events, for {}", group_name(azure_service_bus_consumer)),
        settings.take()));
  }
}

/// Comes with its queue or subscription and needs no creation.
Topic azure_service_bus_dead_letter_queue(const DesignInput& input, std::string_view source,
                                          std::string_view owner) {
  Topic dead = azure_service_bus_make(input, fmt::format("{}/{}", source, dead_letter_path),
                                      "dead_letter", "dead-letter sub-queue",
                                      unprocessed_by(owner) + "; there from the start", {});
  dead.partitions = 1;
  dead.retention_hours = {};  // it has no time to live of its own
  dead.key = "none";
  return dead;
}

std::vector<Topic> azure_service_bus_topics(const DesignInput& input) {
  std::vector<Topic> all{azure_service_bus_name_space(input)};
  add_events(input, all);
  for (const SideFlow& flow : queue_flows(input.context)) {
    if (flow.compacted) continue;  // queues keep no latest state
    all.push_back(
        azure_service_bus_queue(input, entity_name(input, flow.suffix), flow.kind, flow.purpose));
  }
  if (!input.dead_letters()) return all;
  for (const std::string& azure_service_bus_consumer : input.context.consumers) {
    all.push_back(
        azure_service_bus_dead_letter_queue(input, receives_from(input, azure_service_bus_consumer),
                                            group_name(azure_service_bus_consumer)));
  }
  for (const SideFlow& flow : queue_flows(input.context)) {
    if (flow.compacted) continue;
    all.push_back(
        azure_service_bus_dead_letter_queue(input, entity_name(input, flow.suffix), flow.suffix));
  }
  return all;
}

std::vector<GroupResources> azure_service_bus_groups(const DesignInput& input) {
  return groups_of(
      input,
      [&](const std::string& azure_service_bus_consumer) {
        return receives_from(input, azure_service_bus_consumer);
      },
      [&](const std::string& azure_service_bus_consumer) {
        return fmt::format("{}/{}", receives_from(input, azure_service_bus_consumer),
                           dead_letter_path);
      });
}

std::vector<Setting> azure_service_bus_producer(const DesignInput& input) {
  return Settings(input)
      .set("MessageId", text_value("event_id"),
           confirmation_reason(input,
                               "sent again until the service has answered; what came twice "
                               "is dropped by its id"))
      .set_if(input.ordered(), "SessionId", text_value(input.keys()),
              "messages of one session stay in order; sessions run in parallel")
      .set_if(input.context.constraints.delayed_delivery, "ScheduledEnqueueTime",
              text_value("<time>"),
              "constraints.delayed_delivery: the message becomes visible at that time")
      .take();
}

/// With sessions every retry happens under the lock, otherwise one attempt and one delay.
Duration lock_held(const DesignInput& input) {
  if (input.ordered()) return held_in_place(input);
  double longest_ms = 0;
  for (const RetryAttempt& attempt : retry_policy(input, {}, {}).schedule()) {
    longest_ms = std::max(longest_ms, attempt.most_ms);
  }
  return {input.processing_ms() + longest_ms};
}

std::vector<Setting> azure_service_bus_consumer(const DesignInput& input) {
  constexpr double lock_s = 300;
  const bool first = acknowledges_first(input);
  const double held_s = lock_held(input).seconds();
  const auto behind = static_cast<double>(input.sizing.taken_at_once) - 1;
  return Settings(input)
      .set("ReceiveMode", text_value(first ? "ReceiveAndDelete" : "PeekLock"),
           acknowledgement_reason(input))
      .set_if(commits_automatically(input), "AutoCompleteMessages", true,
              "the processor completes a message when its handler has returned without an error")
      .set("PrefetchCount", whole(std::max(0.0, behind)),
           behind > 0 ? "behind the one in work: no more than a second of work, and than the "
                        "latency target leaves; the lock of what is prefetched runs already"
                      : "none: a prefetched message would wait where other consumers are free, and "
                        "its lock would run")
      .set_if(
          !first && held_s * 2 > lock_s, "MaxAutoLockRenewalDuration",
          text_value(iso_seconds(held_s * 2)),
          fmt::format("twice the {} that a consumer holds {}: so long the client keeps renewing "
                      "the lock",
                      notation::duration(lock_held(input)),
                      input.ordered() ? "a session for one message, its retries included"
                                      : "a message, the wait before it comes back included"))
      .take();
}

std::string azure_service_bus_fate(const DesignInput& input) {
  return fmt::format(
      "ends in {} after {} all the same: it cannot be switched off and counts "
      "against the size of the entity; to drop it, the consumer completes it",
      dead_letter_path, counted(input.max_attempts(), "attempt"));
}

RetryPolicy azure_service_bus_retry(const DesignInput& input) {
  if (acknowledges_first(input)) return retry_after_letting_go(input);
  const std::string rest = without_dead_letters(
      input,
      "ends in the built-in sub-queue all the same, which cannot be switched off and counts "
      "against the size of the entity; to drop it, the consumer completes it");
  if (input.ordered()) {
    RetryPolicy policy = retry_policy(input, "blocking", {});
    policy.why = fmt::format(
        "an abandoned message comes back at once, so the consumer waits in place and keeps the "
        "session's lock; one that fails every time holds its session up for {}{}",
        retry_span(policy), rest);
    return policy;
  }
  return retry_policy(input, "broker_redelivery",
                      "an abandoned message comes back at once: for the delay of the schedule the "
                      "consumer waits under the lock before it abandons" +
                          rest);
}

std::string azure_service_bus_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters())
    return "none is read: a message that fails " + azure_service_bus_fate(input);
  return "the service moves it to the built-in sub-queue $DeadLetterQueue after maxDeliveryCount, "
         "when it expires, or when the consumer dead-letters it with a reason (errors that no "
         "retry "
         "heals); nothing there expires, so it must be emptied";
}

std::string azure_service_bus_group_strategy(const DesignInput& input) {
  return fmt::format(
      "{}; {}", with_topic(input) ? "one subscription per consumer" : "one queue",
      input.ordered() ? "each session has one receiver at a time" : "its instances compete");
}

std::string azure_service_bus_pause(const DesignInput& /*input*/) {
  return "stop the receiver: no further messages are locked, and those in hand are renewed, "
         "completed or abandoned";
}

}  // namespace

Dialect azure_service_bus_dialect() {
  return {.broker = "azure_service_bus",
          .topics = azure_service_bus_topics,
          .groups = azure_service_bus_groups,
          .producer = azure_service_bus_producer,
          .consumer = azure_service_bus_consumer,
          .retry = azure_service_bus_retry,
          .dead_letter_mechanism = azure_service_bus_dead_letter_mechanism,
          .group_strategy = azure_service_bus_group_strategy,
          .pause = azure_service_bus_pause};
}

}  // namespace eventarch::assembly
