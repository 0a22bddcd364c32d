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

constexpr std::size_t longest_name = 128;
constexpr double longest_retention_hours = 8760;

bool provisioned(const DesignInput& input) { return input.mode.id == "provisioned"; }

std::string kinesis_stream_name(const DesignInput& input, std::string_view suffix) {
  return fitted_name(
      suffix.empty() ? input.context.name : fmt::format("{}.{}", input.context.name, suffix),
      longest_name);
}

std::string kinesis_dead_letter_name(const DesignInput& input, std::string_view owner) {
  return kinesis_stream_name(input, fmt::format("{}.dlq", group_name(owner)));
}

/// Polling applications share 2 MB/s of a shard and wait for each other.
bool enhanced_fan_out(const DesignInput& input) {
  constexpr double polling_ms = 200;
  constexpr std::size_t registered_most = 20;
  const std::size_t readers = input.context.consumers.size();
  return readers <= registered_most &&
         (readers > 1 || input.context.requirements.latency.milliseconds < polling_ms);
}

void set_common(const DesignInput& input, Settings& settings, double shards, double hours,
                const std::string& why) {
  settings.set("StreamModeDetails.StreamMode",
               text_value(provisioned(input) ? "PROVISIONED" : "ON_DEMAND"),
               provisioned(input) ? "paid by the shard, sized by you"
                                  : "the service adds shards as the traffic grows; a new stream "
                                    "takes 4 MB/s and 4,000 records/s");
  settings.set_if(provisioned(input), "ShardCount", whole(shards),
                  shards == 1
                      ? std::string("one shard is enough")
                      : fmt::format("sized for {}: {}", notation::rate(input.sizing.traffic.peak),
                                    input.sizing.binding_constraint));
  settings.set("RetentionPeriodHours", whole(hours), why);
  settings.set("StreamEncryption.EncryptionType", text_value("KMS"), "encrypted at rest");
  settings.set("StreamEncryption.KeyId", text_value("alias/aws/kinesis"),
               "the key that AWS manages, unless the company wants one of its own");
}

std::vector<Setting> kinesis_stream_config(const DesignInput& input) {
  constexpr double least_hours = 24;
  constexpr double default_bytes = 1'048'576;
  constexpr double kib = 1024;
  constexpr double most_kib = 10'240;
  const Fitted hours = fit(std::ceil(input.context.requirements.retention.hours()), least_hours,
                           longest_retention_hours, "hours");
  Settings settings(input);
  set_common(input, settings, static_cast<double>(input.sizing.partitions), hours.value,
             retention_reason(input) + hours.note);
  const double largest = largest_message(input);
  if (largest > default_bytes) {
    settings.set("MaxRecordSizeInKiB", whole(std::min(std::ceil(largest / kib), most_kib)),
                 fmt::format("{}; large records are meant to be the exception, a claim check "
                             "serves better",
                             largest_message_reason(input, most_kib * kib)));
  }
  return settings.take();
}

Topic kinesis_stream(const DesignInput& input, std::string name, std::string kind,
                     std::string purpose) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = "Kinesis data stream",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = std::clamp(input.context.requirements.retention.hours(), 24.0,
                                        longest_retention_hours),
          .key = input.ordered() ? input.keys() : "none",
          .purpose = std::move(purpose),
          .config = kinesis_stream_config(input)};
}

std::vector<Topic> kinesis_topics(const DesignInput& input) {
  std::vector<Topic> all{
      kinesis_stream(input, kinesis_stream_name(input, ""), "event", "the events")};
  for (const SideFlow& flow : side_flows(input.context)) {
    if (flow.compacted) continue;  // streams do not compact: snapshots need a store
    all.push_back(
        kinesis_stream(input, kinesis_stream_name(input, flow.suffix), flow.kind, flow.purpose));
  }
  for (const std::string& owner : dead_letter_owners(input)) {
    Topic dead = kinesis_stream(input, kinesis_dead_letter_name(input, owner), "dead_letter",
                                unprocessed_by(owner));
    dead.partitions = 1;
    dead.retention_hours = dead_letter_retention_hours;
    Settings settings(input);
    set_common(input, settings, 1, dead_letter_retention_hours, "a week to look at it");
    dead.config = settings.take();
    all.push_back(std::move(dead));
  }
  return all;
}

std::vector<GroupResources> kinesis_groups(const DesignInput& input) {
  return groups_of(
      input, [&](const std::string& /*consumer*/) { return kinesis_stream_name(input, ""); },
      [&](const std::string& kinesis_consumer) {
        return kinesis_dead_letter_name(input, kinesis_consumer);
      });
}

std::vector<Setting> kinesis_producer(const DesignInput& input) {
  constexpr double small_bytes = 10'000;
  const double size = input.context.workload.message_size.bytes;
  return Settings(input)
      .set("PartitionKey", text_value(input.ordered() ? input.keys() : "event_id"),
           input.ordered() ? "records of one key go to one shard, which keeps their order; a key "
                             "carries 1 MB/s and 1,000 records/s at most"
                           : "spreads the records evenly over the shards")
      .set(
          "AggregationEnabled", size < small_bytes,
          size < small_bytes
              ? fmt::format("Kinesis Producer Library: several messages of {} in one record, since "
                            "a shard takes 1,000 records/s; consumers need the client library",
                            notation::size(input.context.workload.message_size))
              : "messages are large enough to be bound by bytes, not by 1,000 records/s")
      .take();
}

std::vector<Setting> kinesis_consumer(const DesignInput& input) {
  constexpr double most_records = 10'000;
  const bool first = acknowledges_first(input);
  return Settings(input)
      .set("applicationName", text_value("<group>"),
           "Kinesis Client Library: names the table of leases and checkpoints, one per group")
      .set("initialPositionInStream", text_value("TRIM_HORIZON"),
           "a new group starts with what is there; the default skips it")
      .set_if(
          enhanced_fan_out(input), "ConsumerName", text_value("<group>"),
          fmt::format("enhanced fan-out: each of {} has 2 MB/s of a shard to itself, after about "
                      "70 ms instead of 200 ms and more",
                      counted(input.context.consumers.size(), "group")))
      .set("maxRecords", whole(second_of_work(input, most_records)),
           "about a second of work at once, so that little is repeated after a crash")
      .set("checkpoint", text_value(first ? "before processing" : "after processing"),
           acknowledgement_reason(input))
      .take();
}

RetryPolicy kinesis_retry(const DesignInput& input) {
  return retried_in_place(
      input, {.because = "the consumer retries in place: a stream hands nothing out again",
              .message = "a record",
              .holds = "its shard",
              .then = "",
              .fate = "is logged and skipped by the consumer, which checkpoints past it; it stays "
                      "in the stream until its retention ends"});
}

std::string kinesis_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return "none: Kinesis has no dead letters, the consumer logs the record and checkpoints past "
           "it";
  }
  return "Kinesis has no dead letters: the consumer puts the record into the dead-letter stream, "
         "waits for the answer, then checkpoints past it; with Lambda it is an on-failure "
         "destination";
}

std::string kinesis_group_strategy(const DesignInput& input) {
  return fmt::format("one client-library application per consumer, one worker for each {}{}",
                     provisioned(input)
                         ? fmt::format("of {}", counted(input.sizing.partitions, "shard"))
                         : "shard that the service opens",
                     enhanced_fan_out(input) ? ", with enhanced fan-out" : ", polling");
}

std::string kinesis_pause(const DesignInput& /*input*/) {
  return "call GetRecords no more and keep renewing the lease of the shards, so that no other "
         "worker takes them";
}

}  // namespace

Dialect kinesis_dialect() {
  return {.broker = "kinesis",
          .topics = kinesis_topics,
          .groups = kinesis_groups,
          .producer = kinesis_producer,
          .consumer = kinesis_consumer,
          .retry = kinesis_retry,
          .dead_letter_mechanism = kinesis_dead_letter_mechanism,
          .group_strategy = kinesis_group_strategy,
          .pause = kinesis_pause};
}

}  // namespace eventarch::assembly
