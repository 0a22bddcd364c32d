#include <fmt/format.h>

#include <array>

#include "assembly/check_unit.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

/// offsets.retention.minutes of an untouched broker.
constexpr double offsets_kept_minutes = 10'080;

Verdict offsets_outlive_outage(const Watched& watched) {
  if (watched.input.mode.id == "share_group") {
    return {not_applicable,
            "a share group commits no offsets: the brokers keep the state of its records"};
  }
  const Duration outage = watched.input.context.workload.outage;
  const Duration kept = minutes(offsets_kept_minutes);
  const bool longer = outage.milliseconds >= kept.milliseconds;
  return {
      longer ? missing : unknown,
      fmt::format("the default keeps the offsets of a group without members for {}; an outage of "
                  "{} is planned{}",
                  notation::duration(kept), notation::duration(outage),
                  longer ? ", after which the group starts at auto.offset.reset"
                         : ", and the file does not tell what the brokers are set to")};
}

Verdict no_automatic_topics(const Watched& watched) {
  return {unknown,
          fmt::format("a mistyped name would become a topic with the brokers' defaults of 1 "
                      "partition and 1 copy, in the place of {} and {}",
                      counted(watched.input.sizing.partitions, "partition"),
                      counted(watched.input.sizing.replication_factor, "copy"))};
}

Verdict in_sync_replicas(const Watched& watched) {
  const Sizing& sizing = watched.input.sizing;
  const bool alone = sizing.min_in_sync_replicas < 2;
  const bool rigid = sizing.min_in_sync_replicas >= sizing.replication_factor;
  if (watched.input.at_most_once()) {
    return {not_applicable, "delivery is at_most_once: no producer waits for copies"};
  }
  return {alone || rigid ? missing : satisfied,
          fmt::format("min.insync.replicas {} of {}{}", sizing.min_in_sync_replicas,
                      counted(sizing.replication_factor, "copy"),
                      alone   ? ": acks=all then means one broker; 1 is the default"
                      : rigid ? ": one broker down stops writes"
                              : ": one broker may be down, and a confirmed record has two copies")};
}

Verdict rolling_deployments(const Watched& watched) {
  if (watched.input.mode.id == "share_group") {
    return {not_applicable, "a share group assigns no partitions"};
  }
  if (is_set(watched.design.consumer.settings, "group.protocol", "consumer")) {
    return {satisfied,
            fmt::format("one of {} restarts at a time: group.protocol=consumer moves its "
                        "partitions and no others",
                        counted(watched.group().instances, "instance"))};
  }
  if (is_set(watched.design.consumer.settings, "group.instance.id")) {
    return {satisfied,
            "group.instance.id is set: a restart within session.timeout.ms moves nothing"};
  }
  return {unknown, "neither group.protocol=consumer nor group.instance.id is set"};
}

Verdict batch_within_poll_interval(const Watched& watched) {
  const auto& settings = watched.design.consumer.settings;
  const auto records = setting_number(settings, "max.poll.records");
  const auto interval = setting_number(settings, "max.poll.interval.ms");
  if (!records || !interval) return {not_applicable, "records are not polled in batches here"};
  const double batch = *records * watched.input.processing_ms();
  return {
      batch < *interval ? satisfied : missing,
      fmt::format("max.poll.records {} x {} = {}, with max.poll.interval.ms at {}",
                  notation::number(*records),
                  notation::duration(watched.input.context.workload.processing_time),
                  notation::duration(Duration{batch}), notation::duration(Duration{*interval}))};
}

constexpr std::string_view broker_configuration =
    "https://kafka.apache.org/documentation/#brokerconfigs";
constexpr std::string_view consumer_configuration =
    "https://kafka.apache.org/documentation/#consumerconfigs";

constexpr std::array kafka_check_list{
    CheckUnit{
        .name = "committed_offsets_outlive_outage",
        .item = "Committed offsets outlive an outage",
        .why = "A group without members loses its offsets after offsets.retention.minutes, and "
               "starts again at auto.offset.reset: everything twice, or with `latest` a gap.",
        .remedy = "set offsets.retention.minutes on the brokers to more than the longest outage",
        .source = broker_configuration,
        .verdict = offsets_outlive_outage,
    },
    CheckUnit{
        .name = "automatic_topic_creation_off",
        .item = "Automatic topic creation off",
        .why = "A topic that is made by accident has the brokers' default partitions, copies and "
               "retention, and nobody notices until they matter.",
        .remedy = "set auto.create.topics.enable=false on the brokers; create the topics of this "
                  "design before producers start",
        .source = broker_configuration,
        .verdict = no_automatic_topics,
    },
    CheckUnit{
        .name = "in_sync_replicas_below_factor",
        .item = "min.insync.replicas from 2 to one below the factor",
        .why = "At 1, acks=all confirms what a single broker has; at the replication factor, one "
               "broker down stops all writes.",
        .remedy = "set min.insync.replicas to 2 with replication factor 3, for each topic",
        .source = "https://kafka.apache.org/documentation/#topicconfigs",
        .verdict = in_sync_replicas,
    },
    CheckUnit{
        .name = "rolling_deployments_without_storms",
        .item = "Deployments move few partitions",
        .why =
            "With the classic protocol every instance that restarts stops the whole group, twice.",
        .remedy = "set group.protocol=consumer (brokers 4.0 and later), or group.instance.id with "
                  "the classic protocol",
        .source = consumer_configuration,
        .verdict = rolling_deployments,
    },
    CheckUnit{
        .name = "batch_within_poll_interval",
        .item = "A batch is processed within the poll interval",
        .why = "A consumer that does not poll in time is taken for dead: its partitions move, the "
               "batch is processed again, and again too slowly.",
        .remedy = "lower max.poll.records, or raise max.poll.interval.ms",
        .source = consumer_configuration,
        .verdict = batch_within_poll_interval,
    },
};

}  // namespace

extern const std::span<const CheckUnit> kafka_checks;
constinit const std::span<const CheckUnit> kafka_checks{kafka_check_list};

}  // namespace eventarch::assembly
