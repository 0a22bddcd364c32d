/// Consumer settings of Kafka, its share groups, and Redpanda.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/kafka_family.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::kafka_family {
namespace {

constexpr double usual_poll_records = 500;
constexpr double usual_poll_interval_ms = 300'000;

std::string each(const DesignInput& input) {
  return notation::duration(input.context.workload.processing_time);
}

/// Messages per second that the busiest instance of a group gets, on average.
double rate_per_instance(const DesignInput& input) {
  std::uint64_t fewest = input.sizing.consumers.empty() ? 1 : ~std::uint64_t{0};
  for (const ConsumerGroup& group : input.sizing.consumers) {
    fewest = std::min(fewest, std::max<std::uint64_t>(group.instances, 1));
  }
  return input.sizing.traffic.average.per_second / static_cast<double>(fewest);
}

struct Committing {
  bool automatic = false;
  std::string why;
};

Committing committing(const DesignInput& input) {
  const auto& decided = input.context.decisions.offset_commit;
  if (input.exactly_once()) {
    return {false, decided && decided->value == OffsetCommit::automatic
                       ? "decisions.offset_commit is auto and cannot hold: the transaction commits "
                         "the offsets (sendOffsetsToTransaction)"
                       : "the transaction commits the offsets (sendOffsetsToTransaction)"};
  }
  if (decided && decided->value == OffsetCommit::automatic) {
    return {true,
            "decisions.offset_commit; safe where records are processed before the next poll, and "
            "a loss where they are handed over to other threads"};
  }
  const bool before = commits_before(input);
  return {false, fmt::format(
                     "{}{}", decided ? "decisions.offset_commit; " : "",
                     before ? "commitSync() before processing: nothing is processed twice, and "
                              "what a crash interrupts is lost"
                            : "commitSync() after processing: nothing is lost, and a crash repeats "
                              "what was not committed")};
}

void commits(const DesignInput& input, Settings& settings) {
  const Committing how = committing(input);
  constexpr double interval_s = 5;
  settings.set("enable.auto.commit", how.automatic, how.why);
  settings.set_if(how.automatic, "auto.commit.interval.ms", whole(interval_s * 1000),
                  fmt::format("a crash repeats up to {} messages of one instance",
                              notation::number(rate_per_instance(input) * interval_s, 2)));
  settings.set(
      "auto.offset.reset", text_value("earliest"),
      "a new group, or one that was away for longer than offsets are kept (7 days), starts "
      "with what is there; the default skips it");
  settings.set_if(input.exactly_once(), "isolation.level", text_value("read_committed"),
                  "records of open and aborted transactions stay hidden");
}

/// Time that a poll's records may take before the group gives up on the consumer.
void pacing(const DesignInput& input, Settings& settings) {
  const double records = poll_records(input);
  settings.set("max.poll.records", whole(records),
               records < usual_poll_records
                   ? fmt::format("{} at {} each take {}, half of what the default of "
                                 "max.poll.interval.ms allows at most",
                                 notation::number(records), each(input),
                                 notation::about(Duration{records * input.processing_ms()}))
                   : fmt::format("the default: {} records at {} each take {}; a crash {} at most "
                                 "these",
                                 notation::number(records), each(input),
                                 notation::about(Duration{records * input.processing_ms()}),
                                 commits_before(input) ? "loses" : "repeats"));
  const double needed = 2 * records * input.processing_ms();
  const double interval = std::clamp(needed, usual_poll_interval_ms, largest_int);
  settings.set(
      "max.poll.interval.ms", whole(interval),
      needed > largest_int
          ? fmt::format("the most that the key takes; one message takes {}: hand it over, "
                        "pause() the partition and keep polling",
                        each(input))
      : interval > usual_poll_interval_ms
          ? fmt::format("twice the {} that a poll's records take; a consumer that does not "
                        "poll for longer loses its partitions",
                        notation::about(Duration{needed / 2}))
      : input.max_attempts() < 2
          ? "the default; a consumer that does not poll for longer loses its partitions"
          : "the default; a consumer that does not poll for longer loses its partitions, so "
            "one that waits for a retry pauses the partition and polls on");
}

/// A fetch that waits to be fuller saves requests and delays messages by a time that the latency
/// budget does not hold. Whatever the target leaves, what is not counted is not set.
void fetching(const DesignInput& input, Settings& settings) {
  settings.set("fetch.min.bytes", whole(1),
               fmt::format("the default: a message is handed over at once, as the latency of this "
                           "design counts it; more saves requests, and adds up to "
                           "fetch.max.wait.ms (500 by default) of the target of {}",
                           notation::duration(Duration{input.sizing.latency.target_ms})));
}

/// The older protocol, where clients choose the assignment and send the heartbeats.
void classic_membership(const DesignInput& input, Settings& settings) {
  settings
      .set("group.protocol", text_value("classic"),
           "the newer protocol (KIP-848) is not documented for Redpanda")
      .set(
          "partition.assignment.strategy",
          text_value("org.apache.kafka.clients.consumer.CooperativeStickyAssignor"),
          "a rebalance stops only the partitions that move; librdkafka calls it cooperative-sticky")
      .set("session.timeout.ms", whole(45'000),
           fmt::format("the default: a dead instance is noticed after it, while about {} messages "
                       "gather; shorter ones turn a pause into a rebalance",
                       notation::number(rate_per_instance(input) * 45, 2)))
      .set("heartbeat.interval.ms", whole(3'000),
           "the default: at most a third of session.timeout.ms");
}

/// The newer protocol, where the broker does both: clients refuse session.timeout.ms,
/// heartbeat.interval.ms and partition.assignment.strategy with it.
void broker_membership(const DesignInput& input, Settings& settings) {
  constexpr double session_s = 45;
  settings
      .set("group.protocol", text_value("consumer"),
           "rebalances without stopping everyone (KIP-848, since 4.0)")
      .set(
          "group.remote.assignor", text_value("uniform"),
          input.sizing.partitions == 1
              ? "one partition goes to one instance; the others stand by"
              : fmt::format("{} partitions spread evenly over the instances, and few move when one "
                            "comes or goes",
                            input.sizing.partitions))
      .set("consumer.session.timeout.ms", whole(session_s * 1000),
           fmt::format("set for the group (kafka-configs.sh --entity-type groups), since clients "
                       "refuse session.timeout.ms with this protocol; a dead instance is noticed "
                       "after it, while about {} messages gather",
                       notation::number(rate_per_instance(input) * session_s, 2)))
      .set("consumer.heartbeat.interval.ms", whole(5'000),
           "set for the group; several fit into the session, so that one lost does no harm");
}

/// State that lives with an instance is dear to rebuild: keep its partitions over a restart.
void membership(const DesignInput& input, Settings& settings) {
  settings.set("group.id", text_value(each_group(input)), "one group per consumer");
  if (redpanda(input)) {
    classic_membership(input, settings);
  } else {
    broker_membership(input, settings);
  }
  const bool stateful =
      input.context.use_case == UseCase::event_sourcing || input.context.use_case == UseCase::cqrs;
  settings.set_if(stateful, "group.instance.id", text_value(each_group(input) + "-<instance>"),
                  "a restart within the session timeout keeps its partitions, and the views built "
                  "from them; an instance that stays away blocks them until the timeout");
}

double share_lock_ms(const DesignInput& input) {
  constexpr double least = 15'000;
  constexpr double most = 60'000;
  return std::clamp(input.processing_ms() * 6, least, most);
}

double share_limit(const DesignInput& input) {
  return std::clamp(static_cast<double>(input.max_attempts()), 2.0, 10.0);
}

/// Group settings leave the other groups alone; older brokers know the key of the whole cluster.
std::string of_group(std::string_view broker_key) {
  return fmt::format(
      "set for the group (kafka-configs.sh --entity-type groups), 4.3 and later; before, only {} "
      "exists, which changes every share group of the cluster",
      broker_key);
}

std::string share_limit_why(const DesignInput& input) {
  const auto& decided = input.context.decisions.max_attempts;
  const std::string_view from = decided ? "decisions.max_attempts; " : "";
  if (commits_before(input)) {
    return fmt::format(
        "{}a record is accepted before its processing, so that a failure brings nothing back: only "
        "crashes before the acceptance count, and the broker allows 2 to 10",
        from);
  }
  if (input.max_attempts() > 10) {
    return fmt::format("{}attempts in all: the broker allows 2 to 10, so the design has 10", from);
  }
  if (input.max_attempts() < 2) {
    return fmt::format(
        "{}the broker allows 2 to 10: the consumer rejects a record that fails, so "
        "that there is no second attempt; a crash alone brings it back once",
        from);
  }
  return fmt::format("{}attempts in all; each acquisition counts, a crash included", from);
}

void share_locks(const DesignInput& input, Settings& settings) {
  constexpr double least = 2'000;
  constexpr double group_cap = 4'000;
  const auto partitions = static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1));
  const double busy = input.sizing.traffic.peak.per_second / partitions *
                      input.context.workload.processing_time.seconds();
  settings.set("share.partition.max.record.locks",
               whole(std::clamp(std::ceil(2 * busy), least, group_cap)),
               fmt::format("about {} records of a partition are worked on at peak; one slow record "
                           "holds the window{}; {}",
                           notation::number(busy, 2),
                           2 * busy > group_cap ? ", and a group may have 4,000 at most" : "",
                           of_group("group.share.partition.max.record.locks")));
}

std::string share_poll_why(const DesignInput& input, double records) {
  if (records == 1) {
    return fmt::format(
        "one record takes {}: a second one would wait behind it while other consumers are idle",
        each(input));
  }
  return fmt::format(
      "{} records at {} each are {} of work: no more than a second, and than the latency target of "
      "{} leaves; more would wait here while other consumers are idle",
      notation::number(records), each(input),
      notation::about(Duration{records * input.processing_ms()}),
      notation::duration(Duration{input.sizing.latency.target_ms}));
}

void share_polling(const DesignInput& input, Settings& settings) {
  const double records = poll_records(input);
  settings.set("max.poll.records", whole(records), share_poll_why(input, records))
      .set("share.acquire.mode", text_value("record_limit"),
           "4.2 and later (KIP-1206): a poll acquires max.poll.records at most; by default that is "
           "a soft limit, and the whole batch of a producer comes along");
}

}  // namespace

double poll_records(const DesignInput& input) {
  if (share_group(input)) return static_cast<double>(input.sizing.taken_at_once);
  return std::clamp(std::floor(usual_poll_interval_ms / 2 / input.processing_ms()), 1.0,
                    usual_poll_records);
}

std::vector<Setting> consumer(const DesignInput& input) {
  if (share_group(input)) return share_consumer(input);
  Settings settings(input);
  membership(input, settings);
  commits(input, settings);
  pacing(input, settings);
  fetching(input, settings);
  if (const auto raised = raised_message_bytes(input)) {
    constexpr double usual_fetch = 52'428'800;
    settings.set("max.partition.fetch.bytes", whole(*raised),
                 raised_message_why(input) +
                     "; a soft limit: a first batch that is larger comes all the same");
    settings.set_if(*raised > usual_fetch, "fetch.max.bytes", whole(*raised),
                    "no less than of one partition; a soft limit as well, and the memory that a "
                    "consumer needs for each broker it reads from");
  }
  return settings.take();
}

std::vector<Setting> share_consumer(const DesignInput& input) {
  const double lock = share_lock_ms(input);
  const bool before = commits_before(input);
  Settings settings(input);
  settings.set("group.id", text_value(each_group(input)), "one share group per consumer")
      .set("share.acknowledgement.mode", text_value("explicit"),
           commits_automatically(input)
               ? "decisions.offset_commit is auto, which accepts with the next poll all that the "
                 "last one returned, failed records too: each is accepted when its processing is "
                 "done"
           : before
               ? "a record is accepted, and the acceptance committed (commitSync()), before its "
                 "processing: nothing is processed twice"
               : "a record is accepted when its processing is done, not with the next poll; "
                 "share groups have no offsets to commit")
      .set("share.auto.offset.reset", text_value("earliest"),
           "set for the group: a new one starts with what is there; the default skips it");
  share_polling(input, settings);
  settings
      .set("share.delivery.count.limit", whole(share_limit(input)),
           fmt::format("{}; {}", share_limit_why(input),
                       of_group("group.share.delivery.count.limit")))
      .set("share.record.lock.duration.ms", whole(lock),
           fmt::format(
               "{}; {}",
               input.processing_ms() * 6 > lock
                   ? fmt::format("the most that brokers allow by default; six times the processing "
                                 "of {} would be more: renew the lock (RENEW) meanwhile",
                                 each(input))
                   : fmt::format("six times the processing of {}, no less than 15 s", each(input)),
               of_group("group.share.record.lock.duration.ms")));
  share_locks(input, settings);
  if (input.dead_letters() && !before) {
    settings
        .set("errors.deadletterqueue.topic.name",
             text_value(dead_letter_name(input, each_group(input))),
             "set for each group, 4.4 and later (share.version=2); before, the consumer publishes "
             "the dead letter and then accepts the record")
        .set("errors.deadletterqueue.copy.record.enable", true,
             "otherwise a dead letter holds the position of the record, and not the record");
  }
  return settings.take();
}

}  // namespace eventarch::assembly::kafka_family
