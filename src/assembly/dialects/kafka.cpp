#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialect.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool share_group(const DesignInput& input) { return input.mode.id == "share_group"; }

/// The default that a batch may have: 1 MiB and 12 bytes of header.
constexpr double batch_bytes_default = 1'048'588;

std::string dead_letter_name(const DesignInput& input, std::string_view consumer) {
  return fmt::format("{}.{}.dlq", input.context.name, group_name(consumer));
}

std::vector<Setting> topic_config(const DesignInput& input, double retention, bool compacted) {
  const ByteSize size = input.context.workload.message_size;
  Settings settings(input);
  settings.set("cleanup.policy", text_value(compacted ? "compact" : "delete"),
               compacted ? "the latest record of a key is all that is needed"
                         : "records go when their time is over");
  settings.set_if(!compacted, "retention.ms", whole(retention), "requirements.retention");
  settings.set("min.insync.replicas", whole(static_cast<double>(input.sizing.min_in_sync_replicas)),
               "with acks=all a confirmed record is on as many copies; the default is 1");
  settings.set("unclean.leader.election.enable", false,
               "a copy that lags must not become leader: confirmed records would be lost");
  settings.set_if(size.bytes > batch_bytes_default / 4, "max.message.bytes",
                  whole(std::ceil(size.bytes * 4)),
                  "four mean messages, since the largest are several times the mean");
  return settings.take();
}

Topic topic(const DesignInput& input, std::string name, std::string kind, std::string purpose) {
  const double hours = input.context.requirements.retention.hours();
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = "topic",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = hours,
          .key = input.ordered() ? input.key() : "none: spread evenly",
          .purpose = std::move(purpose),
          .config = topic_config(input, retention_ms(input), false)};
}

bool uses_retry_topics(const DesignInput& input) {
  return !input.ordered() && !share_group(input) && !input.at_most_once();
}

void add_failure_topics(const DesignInput& input, std::vector<Topic>& topics) {
  constexpr double week_ms = dead_letter_retention_hours * 3'600'000;
  for (const std::string& consumer : input.context.consumers) {
    if (uses_retry_topics(input)) {
      Topic retry =
          topic(input, fmt::format("{}.{}.retry", input.context.name, group_name(consumer)),
                "retry", "failed once, waiting for the next attempt");
      topics.push_back(std::move(retry));
    }
    Topic dead = topic(input, dead_letter_name(input, consumer), "dead_letter",
                       fmt::format("what {} could not process", group_name(consumer)));
    dead.retention_hours = dead_letter_retention_hours;
    dead.config = topic_config(input, week_ms, false);
    topics.push_back(std::move(dead));
  }
}

std::vector<Topic> topics(const DesignInput& input) {
  std::vector<Topic> all;
  all.push_back(topic(input, input.context.name, "event", "the events"));
  for (const SideFlow& flow : side_flows(input.context)) {
    Topic side = topic(input, fmt::format("{}.{}", input.context.name, flow.suffix), flow.kind,
                       flow.purpose);
    if (flow.compacted) {
      side.retention_hours.reset();
      side.config = topic_config(input, 0, true);
    }
    all.push_back(std::move(side));
  }
  if (!input.at_most_once()) add_failure_topics(input, all);
  return all;
}

std::vector<GroupResources> groups(const DesignInput& input) {
  std::vector<GroupResources> all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back({consumer, input.context.name,
                   input.at_most_once() ? std::string{} : dead_letter_name(input, consumer)});
  }
  return all;
}

std::vector<Setting> producer(const DesignInput& input) {
  const auto& decided = input.context.decisions.producer_acks;
  const ProducerAcks acks = decided                ? decided->value
                            : input.at_most_once() ? ProducerAcks::none
                                                   : ProducerAcks::all;
  const bool all = acks == ProducerAcks::all;
  // linger.ms is 5 by default since 4.0; below 20 ms that is a quarter of the budget.
  constexpr double tight_ms = 20;
  const bool tight = input.context.requirements.latency.milliseconds < tight_ms;
  const ByteSize size = input.context.workload.message_size;
  Settings settings(input);
  settings.set("acks",
               text_value(all                            ? "all"
                          : acks == ProducerAcks::leader ? "1"
                                                         : "0"),
               all       ? "a record counts as written when min.insync.replicas have it"
               : decided ? "decisions.producer_acks"
                         : "at most once: nobody waits for a confirmation");
  settings.set("enable.idempotence", all,
               all ? "the broker drops what a producer's retry repeats" : "needs acks=all");
  settings.set_if(all, "max.in.flight.requests.per.connection", whole(5),
                  "the most that keeps order with idempotence");
  settings.set_if(all, "delivery.timeout.ms", whole(120'000),
                  "retries go on this long; then the send fails and the caller must know");
  settings.set("linger.ms", whole(tight ? 0 : 5),
               tight ? "the latency target leaves no room to wait for a batch"
                     : "the default since 4.0: batches fill at little cost in latency");
  settings.set_if(input.exactly_once() && all, "transactional.id",
                  text_value(fmt::format("{}-<instance>", input.context.name)),
                  "one per producer instance, stable over restarts, so that zombies are fenced");
  settings.set_if(size.bytes > batch_bytes_default / 4, "max.request.size",
                  whole(std::ceil(size.bytes * 4)), "raised with the topic's max.message.bytes");
  return settings.take();
}

/// As many records as are processed in half of max.poll.interval.ms, at most the default.
double poll_records(const DesignInput& input) {
  constexpr double half_interval_ms = 150'000;
  constexpr double usual = 500;
  return std::clamp(std::floor(half_interval_ms / input.processing_ms()), 1.0, usual);
}

std::vector<Setting> share_consumer(const DesignInput& input) {
  return Settings(input)
      .set("group.id", text_value("<consumer group>"), "one share group per consumer")
      .set("share.acknowledgement.mode", text_value("explicit"),
           "a record is accepted when its processing is done, not with the next poll")
      .set("share.auto.offset.reset", text_value("earliest"),
           "a new group starts with what is there")
      .set("group.share.delivery.count.limit",
           whole(std::clamp(static_cast<double>(input.max_attempts()), 2.0, 10.0)),
           "attempts in all; the broker allows 2 to 10")
      .set("group.share.record.lock.duration.ms",
           whole(std::clamp(input.processing_ms() * 6, 15'000.0, 60'000.0)),
           "six times the processing time, within 15 to 60 s; renew for longer work")
      .take();
}

std::vector<Setting> consumer(const DesignInput& input) {
  if (share_group(input)) return share_consumer(input);
  const auto& decided = input.context.decisions.offset_commit;
  const bool automatic = decided && decided->value == OffsetCommit::automatic;
  Settings settings(input);
  settings.set("group.id", text_value("<consumer group>"), "one group per consumer")
      .set("group.protocol", text_value("consumer"),
           "rebalances without stopping everyone (KIP-848, since 4.0)")
      .set("enable.auto.commit", automatic,
           automatic ? "decisions.offset_commit"
           : input.at_most_once()
               ? "offsets are committed before processing: nothing is processed twice"
               : "offsets are committed after processing: nothing is lost")
      .set("auto.offset.reset", text_value("earliest"),
           "a new group starts with what is there; the default skips it")
      .set("max.poll.records", whole(poll_records(input)),
           fmt::format("processed well within max.poll.interval.ms at {} each",
                       notation::duration(input.context.workload.processing_time)))
      .set("max.poll.interval.ms",
           whole(std::max(300'000.0, input.processing_ms() * poll_records(input) * 2)),
           "a consumer that does not poll for longer is taken for dead")
      .set("session.timeout.ms", whole(45'000),
           "the default; shorter ones turn a pause into a rebalance")
      .set_if(input.exactly_once(), "isolation.level", text_value("read_committed"),
              "records of open and aborted transactions stay hidden");
  return settings.take();
}

RetryPolicy retry(const DesignInput& input) {
  if (share_group(input)) {
    return retry_policy(input, "broker_redelivery",
                        "the broker hands a released record to the next consumer");
  }
  if (!input.ordered()) {
    return retry_policy(input, "retry_topic",
                        "a failed record waits in the retry topic and holds nobody up; order is "
                        "not required");
  }
  RetryPolicy policy = retry_policy(input, "blocking", {});
  const double rate =
      input.sizing.traffic.average.per_second / static_cast<double>(input.sizing.partitions);
  double total = 0;
  for (const double delay : policy.delays_ms()) total += delay;
  policy.why = fmt::format(
      "the partition waits, so that order is kept; a record that fails every time holds its "
      "partition up for {}, in which about {} records gather behind it. A retry topic would let "
      "later records of the same key overtake",
      retry_span(policy), notation::number(rate * total / 1000, 2));
  return policy;
}

std::string dead_letter_mechanism(const DesignInput& input) {
  return share_group(input)
             ? "4.4 and later: the broker writes it (errors.deadletterqueue.topic.name); before, a "
               "record over the limit is dropped, so the consumer must publish it"
             : "the consumer publishes to the dead-letter topic, waits for the confirmation, then "
               "commits the offset";
}

std::string group_strategy(const DesignInput& input) {
  if (share_group(input)) {
    return "one share group per consumer; any number of instances, records are shared out one by "
           "one";
  }
  return fmt::format(
      "one consumer group per consumer; each of the {} partitions feeds one instance "
      "of a group",
      input.sizing.partitions);
}

std::string first_command(const DesignInput& input) {
  return fmt::format("{} --bootstrap-server <broker> --describe --group {}",
                     share_group(input) ? "kafka-share-groups.sh" : "kafka-consumer-groups.sh",
                     group_name(input.context.consumers.front()));
}

}  // namespace

Dialect kafka_dialect() {
  return {.broker = "kafka",
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
