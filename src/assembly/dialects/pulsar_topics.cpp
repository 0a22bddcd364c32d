/// Topics of Pulsar with their policies, as pulsar-admin topics takes them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialects/kept_bytes.hpp"
#include "assembly/dialects/pulsar_family.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::pulsar_family {
namespace {

constexpr double largest_int = 2'147'483'647;

std::string full_name(std::string_view name) {
  return fmt::format("persistent://public/default/{}", name);
}

void replication(const DesignInput& input, Settings& settings) {
  const auto copies =
      static_cast<double>(std::max<std::uint64_t>(input.sizing.replication_factor, 1));
  const double confirm =
      std::clamp(static_cast<double>(input.sizing.min_in_sync_replicas), 1.0, copies);
  const bool decided = input.context.decisions.min_in_sync_replicas.has_value();
  settings
      .set("set-persistence --bookkeeper-ensemble", whole(copies),
           fmt::format("{} {} turns; as many as copies, so that each ledger needs no more "
                       "of them than a message",
                       notation::counted_number(copies, "bookie"), copies == 1 ? "takes" : "take"))
      .set("set-persistence --bookkeeper-write-quorum", whole(copies),
           fmt::format(
               "{}copies of each message; the default is 2",
               input.context.decisions.replication_factor ? "decisions.replication_factor; " : ""))
      .set("set-persistence --bookkeeper-ack-quorum", whole(confirm),
           fmt::format("{}{} of {} must confirm before a message counts as written: {} may be "
                       "slow or down",
                       decided ? "decisions.min_in_sync_replicas; " : "", notation::number(confirm),
                       notation::counted_number(copies, "copy"),
                       notation::number(copies - confirm)));
}

/// Retention begins with the acknowledgement. A time to live acknowledges what nobody has read.
void expiry(double hours, std::string_view from, Settings& settings) {
  settings
      .set("set-retention --time", text_value(fmt::format("{:.0f}h", std::ceil(hours))),
           fmt::format("{}; it begins with the acknowledgement, and acknowledged messages are "
                       "deleted at once without it",
                       from))
      .set("set-retention --size", text_value("-1"),
           "time alone decides; the default of 0 keeps nothing");
}

void time_to_live(double hours, std::string_view what, std::string_view effect,
                  Settings& settings) {
  const double seconds = std::ceil(hours * 3600);
  settings.set("set-message-ttl --ttl", whole(std::min(seconds, largest_int)),
               fmt::format("{} expires after {}: {}{}", what,
                           notation::duration(Duration{hours * 3'600'000}), effect,
                           seconds > largest_int ? "; the most that the policy takes" : ""));
}

void keep_unread(std::string_view bound, Settings& settings) {
  settings.set(
      "set-message-ttl --ttl", whole(0),
      fmt::format("off: with it, messages that nobody has read would count as acknowledged "
                  "and be lost; {}",
                  bound));
}

/// At most once may lose what is unread; everything else waits for its readers.
void unread(const DesignInput& input, double hours, std::string_view bound, Settings& settings) {
  if (input.at_most_once()) {
    time_to_live(hours, "at most once: a message that nobody has read",
                 "a forgotten subscription does not keep all of them for ever", settings);
  } else {
    keep_unread(bound, settings);
  }
}

/// A backlog may grow to what the retention needs anyway, with some room; where the disks do not
/// have that, to its part of them.
void quota(const DesignInput& input, Settings& settings) {
  const auto copies =
      static_cast<double>(std::max<std::uint64_t>(input.sizing.replication_factor, 1));
  const double share =
      std::floor(input.sizing.storage.provisioned.bytes / (copies * partitions(input)));
  if (share < 1) return;
  const auto kept = kept_bytes(input, {});
  const std::string provisioned = notation::size(input.sizing.storage.provisioned);
  const bool hold = !input.at_most_once();
  settings
      .set("set-backlog-quota --limit", whole(kept ? kept->most : share),
           kept ? fmt::format("{}: with backlogs as large as that the copies of all partitions "
                              "take {} of the {} provisioned",
                              kept_arithmetic(input, *kept),
                              notation::size(ByteSize{kept->on_disks}), provisioned)
                : fmt::format("{} provisioned over {} and {}: the backlog of one partition stays "
                              "within its part of the disks, which hold no more than that",
                              provisioned, notation::counted_number(partitions(input), "partition"),
                              notation::counted_number(copies, "copy")))
      .set("set-backlog-quota --policy",
           text_value(hold ? "producer_request_hold" : "consumer_backlog_eviction"),
           hold ? "producers wait rather than lose a message"
                : "at most once: the oldest messages go, producers go on");
}

void deduplicate(const DesignInput& input, Settings& settings) {
  settings.set_if(deduplicated(input), "set-deduplication --enable", true,
                  fmt::format("the broker drops what a producer's retry repeats, by producer name "
                              "and sequence id: see producerName and sendTimeout{}",
                              input.exactly_once() ? "; transactions need it" : ""));
}

void separate_tenants(const DesignInput& input, Settings& settings) {
  settings.set_if(
      input.context.constraints.multi_tenancy, "tenants create", text_value("<tenant>"),
      "constraints.multi_tenancy: a tenant for each, and namespaces in it, have rights, "
      "policies and quotas of their own; public/default stands for each of them here, "
      "and sizes are those of all together");
}

void replicate_to_regions(const DesignInput& input, Settings& settings) {
  settings.set_if(input.context.constraints.geo_replication, "set-replication-clusters --clusters",
                  text_value("<clusters of all regions>"),
                  "constraints.geo_replication: copied after it was confirmed where it was sent: "
                  "what is on its way is missing elsewhere when a region is lost, and order holds "
                  "among the messages of one region");
}

std::vector<Setting> event_policies(const DesignInput& input, double hours) {
  Settings settings(input);
  expiry(hours, "requirements.retention", settings);
  unread(input, hours,
         "a forgotten subscription keeps all messages, until the backlog quota holds the producers",
         settings);
  quota(input, settings);
  replication(input, settings);
  deduplicate(input, settings);
  separate_tenants(input, settings);
  replicate_to_regions(input, settings);
  const bool ahead = shared(input) || key_shared(input);
  const double unacknowledged = std::clamp(10 * receiver_queue(input), 1'000.0, 50'000.0);
  settings.set_if(ahead, "set-max-unacked-messages-per-consumer --maxNum", whole(unacknowledged),
                  fmt::format("ten times receiverQueueSize, no less than 1,000: a consumer that "
                              "acknowledges nothing more is stopped after {}",
                              notation::number(unacknowledged)));
  const bool delayed = input.context.constraints.delayed_delivery;
  settings.set_if(delayed, "set-delayed-delivery --enable", true,
                  "constraints.delayed_delivery: deliverAfter and deliverAt, for Shared "
                  "subscriptions only; other types deliver at once");
  return settings.take();
}

Topic pulsar_topic(const DesignInput& input, std::string name, std::string kind,
                   std::string purpose, double hours) {
  const bool aside = kind == "retry" || kind == "dead_letter";
  const std::uint64_t partitions_of = aside ? side_partitions(input) : input.sizing.partitions;
  // One unit of order is a topic without partitions: create-partitioned-topic would add a level.
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = partitions_of == 1 ? "non-partitioned topic" : "partitioned topic",
          .partitions = partitions_of,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = hours,
          .key = input.ordered() ? input.keys() : "none: spread evenly",
          .purpose = std::move(purpose),
          .config = {}};
}

Topic pulsar_side_topic(const DesignInput& input, const SideFlow& flow, double hours) {
  Topic side = pulsar_topic(input, full_name(fmt::format("{}.{}", input.context.name, flow.suffix)),
                            flow.kind, flow.purpose, hours);
  Settings settings(input);
  if (flow.compacted) {
    constexpr double hundred_mib = 104'857'600;
    side.retention_hours.reset();
    side.key = input.identity();  // whatever the order: the latest of each is kept
    settings
        .set("set-compaction-threshold --threshold", whole(hundred_mib),
             "compacted each time that 100 MiB gather: readers with readCompacted see the latest "
             "message of a key only")
        .set("set-retention --time", text_value("-1"),
             "the latest message of a key is kept for ever")
        .set("set-retention --size", text_value("-1"), "the default of 0 keeps nothing");
    replication(input, settings);
  } else {
    expiry(hours, "as the events: requirements.retention", settings);
    unread(input, hours, "a forgotten subscription keeps all messages: watch its backlog",
           settings);
    replication(input, settings);
    deduplicate(input, settings);
  }
  side.config = settings.take();
  return side;
}

Topic pulsar_retry_topic(const DesignInput& input, std::string_view consumer) {
  const Workload& workload = input.context.workload;
  double waiting = 0;
  for (const RetryAttempt& row : retry_policy(input, "retry_topic", {}).schedule()) {
    waiting += row.most_ms;
  }
  const double absence = workload.outage.milliseconds + workload.recover_within.milliseconds;
  const double hours = std::max(24.0, std::ceil((waiting + absence) / 3'600'000));
  Topic retry = pulsar_topic(input, retry_name(input, group_name(consumer)), "retry",
                             "failed, waiting for the next attempt", hours);
  Settings settings(input);
  expiry(hours,
         fmt::format("a message waits {} here by the schedule, and {} more with "
                     "consumers that are down and catch up; no less than a day",
                     notation::about(Duration{waiting}), notation::about(Duration{absence})),
         settings);
  unread(input, hours, "a retry is processed or becomes a dead letter", settings);
  replication(input, settings);
  settings.set("set-delayed-delivery --enable", true,
               "the delay of a retry is a delayed delivery; the broker looks every second");
  retry.config = settings.take();
  return retry;
}

/// Dead letters expire by design, and only where nobody looks: the one topic with a time to live.
Topic pulsar_dead_letter_topic(const DesignInput& input, std::string_view consumer) {
  Topic dead = pulsar_topic(input, dead_letter_name(input, group_name(consumer)), "dead_letter",
                            fmt::format("what {} could not process", group_name(consumer)),
                            dead_letter_retention_hours);
  Settings settings(input);
  settings.set_if(!client_dead_letters(input), "create-subscription --subscription",
                  text_value(dead_letter_keeper),
                  "with --messageId earliest: holds the dead letters until somebody has dealt with "
                  "them, and peek-messages looks through it; no client creates it here");
  expiry(dead_letter_retention_hours, "a week to look, repair and replay", settings);
  time_to_live(dead_letter_retention_hours, "a dead letter that nobody has dealt with",
               "it is lost then, so report it before", settings);
  replication(input, settings);
  dead.config = settings.take();
  return dead;
}

}  // namespace

std::string topic_name(const DesignInput& input) { return full_name(input.context.name); }

std::string dead_letter_name(const DesignInput& input, std::string_view group) {
  return full_name(fmt::format("{}.{}.dlq", input.context.name, group));
}

std::string retry_name(const DesignInput& input, std::string_view group) {
  return full_name(fmt::format("{}.{}.retry", input.context.name, group));
}

std::vector<Topic> topics(const DesignInput& input) {
  const double hours = input.context.requirements.retention.hours();
  std::vector<Topic> all;
  all.push_back(pulsar_topic(input, topic_name(input), "event", "the events", hours));
  all.back().config = event_policies(input, hours);
  for (const SideFlow& flow : side_flows(input.context)) {
    all.push_back(pulsar_side_topic(input, flow, hours));
  }
  for (const std::string& consumer : input.context.consumers) {
    if (retry_letters(input)) all.push_back(pulsar_retry_topic(input, consumer));
    if (input.dead_letters()) all.push_back(pulsar_dead_letter_topic(input, consumer));
  }
  return all;
}

}  // namespace eventarch::assembly::pulsar_family
