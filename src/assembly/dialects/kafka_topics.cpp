/// Topics of Kafka and Redpanda with their settings.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "assembly/dialects/in_place.hpp"
#include "assembly/dialects/kafka_family.hpp"
#include "assembly/dialects/kept_bytes.hpp"
#include "assembly/dialects/largest_message.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::assembly::kafka_family {
namespace {

constexpr double day_ms = 86'400'000;
constexpr double week_ms = 7 * day_ms;
constexpr double infinite = std::numeric_limits<double>::infinity();

/// Names of topics have at most 249 characters.
std::string legal(std::string name, std::string_view suffix) {
  constexpr std::size_t longest = 249;
  if (name.size() + suffix.size() > longest) {
    const std::string hash = "-" + text::short_hash(name);
    name = name.substr(0, longest - suffix.size() - hash.size()) + hash;
  }
  return name + std::string(suffix);
}

/// log.segment.bytes by default.
ByteSize segment_size(const DesignInput& input) {
  return {redpanda(input) ? 134'217'728.0 : 1'073'741'824.0};
}

/// When a segment is closed that no default closes in time, and why.
struct Rolling {
  double ms = 0;
  std::string why;
};

/// Retention deletes closed segments only. One that takes longer to fill than a tenth of the
/// retention keeps its records that much longer than asked for.
std::optional<Rolling> rolling(const DesignInput& input, double retention,
                               double bytes_per_second) {
  constexpr double least_ms = 600'000;  // what Redpanda allows, and few enough files for Kafka
  constexpr double tolerated = 0.1;
  const ByteSize segment = segment_size(input);
  const double by_time = redpanda(input) ? 2 * week_ms : week_ms;
  const double fills_in = bytes_per_second > 0 ? segment.bytes / bytes_per_second * 1000 : infinite;
  const double wanted = std::max(retention * tolerated, least_ms);
  if (std::min(fills_in, by_time) <= wanted) return std::nullopt;
  const std::string filling =
      fills_in < by_time ? fmt::format("one of {} takes {} to fill at {} per partition",
                                       notation::size(segment), notation::about(Duration{fills_in}),
                                       notation::rate(ByteRate{bytes_per_second}))
                         : fmt::format("one that is not full is closed after {} only",
                                       notation::duration(Duration{by_time}));
  return Rolling{wanted, fmt::format("retention deletes closed segments, and {}: closed every {}, "
                                     "records stay that much longer than {} at most",
                                     filling, notation::about(Duration{wanted}),
                                     notation::duration(Duration{retention}))};
}

double bytes_per_partition(const DesignInput& input) {
  return input.sizing.traffic.average_bytes.per_second /
         static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1));
}

/// Bytes at which a partition gives up its oldest records: what the retention needs, with some
/// room. Only where losing history is better than a full disk.
void protect_disks(const DesignInput& input, Settings& settings) {
  const bool history = input.context.use_case == UseCase::event_sourcing ||
                       input.context.use_case == UseCase::cqrs ||
                       input.context.use_case == UseCase::saga;
  if (history) return;
  const auto kept = kept_bytes(input, segment_size(input));
  if (!kept) return;
  settings.set("retention.bytes", whole(kept->most),
               fmt::format("{}: producers that run wild shorten the history, and with a segment of "
                           "{} more for each the copies of all partitions take {} of the {} "
                           "provisioned",
                           kept_arithmetic(input, *kept), notation::size(segment_size(input)),
                           notation::size(ByteSize{kept->on_disks}),
                           notation::size(input.sizing.storage.provisioned)));
}

std::string quorum_why(const DesignInput& input) {
  const auto& decided = input.context.decisions.min_in_sync_replicas;
  const std::string holds = fmt::format("with acks=all a confirmed record is on {} of {}",
                                        input.sizing.min_in_sync_replicas,
                                        counted(input.sizing.replication_factor, "copy"));
  return decided ? fmt::format("decisions.min_in_sync_replicas; {}", holds)
                 : fmt::format(
                       "{}; the default is 1. Set for each topic, since new clusters drop what a "
                       "single broker sets: from 4.1 on they track eligible leader replicas "
                       "(KIP-966), and only a value for the topic or the whole cluster holds",
                       holds);
}

/// Odd, since a majority of an even number of copies survives no more losses.
double odd_factor(const DesignInput& input) {
  const auto factor =
      static_cast<double>(std::max<std::uint64_t>(input.sizing.replication_factor, 1));
  return std::fmod(factor, 2) == 0 ? factor + 1 : factor;
}

void redpanda_replication(const DesignInput& input, Settings& settings) {
  const double factor = odd_factor(input);
  const bool raised = factor != static_cast<double>(input.sizing.replication_factor);
  const double majority = std::floor(factor / 2) + 1;
  settings.set("replication.factor", whole(factor),
               fmt::format("{}a write counts once {} of {} {} it: min.insync.replicas and "
                           "unclean.leader.election.enable are no topic properties here; the "
                           "default is 1",
                           raised ? fmt::format("{} is even and Redpanda takes odd factors only; ",
                                                input.sizing.replication_factor)
                                  : "",
                           notation::number(majority), notation::counted_number(factor, "copy"),
                           majority == 1 ? "has" : "have"));
  settings.set("write.caching", text_value("false"),
               "acks=all then waits for the disks of the majority; with it, only for their memory");
}

void replication_settings(const DesignInput& input, Settings& settings) {
  if (redpanda(input)) return redpanda_replication(input, settings);
  settings.set("min.insync.replicas", whole(static_cast<double>(input.sizing.min_in_sync_replicas)),
               quorum_why(input));
  settings.set("unclean.leader.election.enable", false,
               "a copy that lags must not become leader: confirmed records would be lost");
}

void size_settings(const DesignInput& input, Settings& settings) {
  if (const auto raised = raised_message_bytes(input)) {
    settings.set("max.message.bytes", whole(*raised), raised_message_why(input));
  }
}

/// A topic that keeps records for a time.
std::vector<Setting> kept_for(const DesignInput& input, double retention, std::string why,
                              double bytes_per_second) {
  Settings settings(input);
  settings.set("cleanup.policy", text_value("delete"), "records go when their time is over");
  settings.set("retention.ms", whole(retention), std::move(why));
  if (const auto roll = rolling(input, retention, bytes_per_second)) {
    settings.set("segment.ms", whole(roll->ms), roll->why);
  }
  replication_settings(input, settings);
  size_settings(input, settings);
  return settings.take();
}

std::vector<Setting> compacted(const DesignInput& input) {
  const Workload& workload = input.context.workload;
  const double absence = workload.outage.milliseconds + workload.recover_within.milliseconds;
  Settings settings(input);
  settings.set("cleanup.policy", text_value("compact"),
               "the latest record of a key is all that is needed");
  settings.set("segment.ms", whole(day_ms),
               "the open segment is never compacted: a week of superseded records otherwise");
  settings.set(
      "delete.retention.ms", whole(std::max(day_ms, absence)),
      fmt::format("a reader that is away for {} (workload.outage and recover_within) still "
                  "sees that a key was deleted",
                  notation::about(Duration{absence})));
  settings.set("max.compaction.lag.ms", whole(week_ms),
               "superseded and erased data is gone after a week, however little traffic there is");
  replication_settings(input, settings);
  size_settings(input, settings);
  return settings.take();
}

Topic kafka_topic(const DesignInput& input, std::string name, std::string kind,
                  std::string purpose) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = "topic",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = input.context.requirements.retention.hours(),
          .key = input.ordered() ? input.keys() : "none: spread evenly",
          .purpose = std::move(purpose),
          .config = {}};
}

Topic event_topic(const DesignInput& input) {
  Topic events = kafka_topic(input, legal(input.context.name, ""), "event", "the events");
  events.config =
      kept_for(input, retention_ms(input), "requirements.retention", bytes_per_partition(input));
  Settings protection(input);
  protect_disks(input, protection);
  for (Setting& setting : protection.take()) events.config.push_back(std::move(setting));
  return events;
}

Topic kafka_side_topic(const DesignInput& input, const SideFlow& flow) {
  Topic side =
      kafka_topic(input, legal(input.context.name, "." + flow.suffix), flow.kind, flow.purpose);
  if (flow.compacted) {
    side.retention_hours.reset();
    side.key = input.identity();  // whatever the order: the latest of each is kept
    side.config = compacted(input);
  } else {
    side.config = kept_for(input, retention_ms(input), "as the events: requirements.retention", 0);
  }
  return side;
}

/// Long enough for the schedule and for consumers that are down meanwhile: what expires here is
/// lost.
Topic kafka_retry_topic(const DesignInput& input, std::string_view consumer) {
  const RetryPolicy policy = retry_policy(input, "retry_topic", {});
  const Workload& workload = input.context.workload;
  double waiting = 0;
  for (const RetryAttempt& row : policy.schedule()) waiting += row.most_ms;
  const double absence = workload.outage.milliseconds + workload.recover_within.milliseconds;
  const double retention = std::max(day_ms, waiting + absence);
  Topic topic_of_retries =
      kafka_topic(input, retry_name(input, group_name(consumer)), "retry",
                  "failed, waiting for the next attempt: the header x-not-before "
                  "says until when");
  topic_of_retries.partitions = side_partitions(input);
  topic_of_retries.retention_hours = retention / 3'600'000;
  topic_of_retries.config = kept_for(
      input, retention,
      fmt::format("a record waits {} here by the schedule, and {} more with consumers that are "
                  "down and catch up; {}",
                  notation::about(Duration{waiting}), notation::about(Duration{absence}),
                  retention > day_ms ? "no less, since what expires here is lost"
                                     : "a day leaves time to look"),
      0);
  return topic_of_retries;
}

Topic kafka_dead_letter_topic(const DesignInput& input, std::string_view consumer) {
  Topic dead = kafka_topic(input, dead_letter_name(input, group_name(consumer)), "dead_letter",
                           fmt::format("what {} could not process", group_name(consumer)));
  dead.partitions = side_partitions(input);
  dead.retention_hours = dead_letter_retention_hours;
  dead.config = kept_for(input, week_ms, "a week to look, repair and replay", 0);
  if (share_group(input) && !commits_before(input)) {
    Settings settings(input);
    settings.set("errors.deadletterqueue.group.enable", true,
                 "the broker writes dead letters of share groups only to topics that allow it "
                 "(4.4 and later)");
    for (Setting& setting : settings.take()) dead.config.push_back(std::move(setting));
  }
  return dead;
}

}  // namespace

bool retry_topics(const DesignInput& input) {
  return !input.ordered() && !share_group(input) && input.max_attempts() > 1;
}

std::string dead_letter_name(const DesignInput& input, std::string_view group) {
  // Brokers accept dead-letter topics of share groups by this prefix, unless configured otherwise.
  const std::string_view prefix = share_group(input) ? "dlq." : "";
  return legal(fmt::format("{}{}.{}", prefix, input.context.name, group), ".dlq");
}

std::string retry_name(const DesignInput& input, std::string_view group) {
  return legal(fmt::format("{}.{}", input.context.name, group), ".retry");
}

std::optional<double> raised_message_bytes(const DesignInput& input) {
  const double batch_limit = redpanda(input) ? 1'048'576 : 1'048'588;
  const double largest = largest_message(input);
  if (largest <= batch_limit) return std::nullopt;
  return std::min(largest, largest_int);
}

std::string raised_message_why(const DesignInput& input) {
  return largest_message_reason(input, largest_int) +
         "; raised together on topic, producer, consumer and replication";
}

std::vector<Topic> topics(const DesignInput& input) {
  std::vector<Topic> all;
  all.push_back(event_topic(input));
  for (const SideFlow& flow : side_flows(input.context))
    all.push_back(kafka_side_topic(input, flow));
  for (const std::string& consumer : input.context.consumers) {
    if (retry_topics(input)) all.push_back(kafka_retry_topic(input, consumer));
    if (input.dead_letters()) all.push_back(kafka_dead_letter_topic(input, consumer));
  }
  return all;
}

std::vector<GroupResources> groups(const DesignInput& input) {
  const auto reads = [&](const std::string& consumer) {
    std::string events = legal(input.context.name, "");
    if (!retry_topics(input)) return events;
    return fmt::format("{} and {}", events, retry_name(input, group_name(consumer)));
  };
  return groups_of(input, reads, [&](const std::string& consumer) {
    return dead_letter_name(input, group_name(consumer));
  });
}

}  // namespace eventarch::assembly::kafka_family
