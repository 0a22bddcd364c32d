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

constexpr std::size_t advised_length = 31;  // names under 32 characters are advised

bool nats_jetstream_work_queue(const DesignInput& input) {
  return input.mode.id == "work_queue_stream";
}
bool nats_jetstream_sharded(const DesignInput& input) { return input.sizing.partitions > 1; }

std::string base_name(const DesignInput& input, std::string_view suffix) {
  const std::string name = without_dots(input.context.name);
  return fitted_name(suffix.empty() ? name : fmt::format("{}-{}", name, suffix), advised_length);
}

std::string nats_jetstream_stream_name(const DesignInput& input, std::string_view suffix) {
  constexpr std::size_t shard_digits = 8;
  if (!nats_jetstream_sharded(input)) return base_name(input, suffix);
  const std::string name = fitted_name(base_name(input, suffix), advised_length - shard_digits);
  return fmt::format("{}-{{0..{}}}", name, input.sizing.partitions - 1);
}

std::string durable_name(std::string_view nats_jetstream_consumer) {
  return fitted_name(without_dots(group_name(nats_jetstream_consumer)), advised_length);
}

std::string dead_letter_subject(const DesignInput& input, std::string_view owner) {
  return fmt::format("dlq.{}.{}", without_dots(input.context.name), durable_name(owner));
}

std::string subjects(const DesignInput& input, std::string_view suffix) {
  const std::string base = without_dots(input.context.name);
  const std::string rest = suffix.empty() ? "events" : std::string(suffix);
  return nats_jetstream_sharded(input) ? fmt::format("{}.{}.<shard>.>", base, rest)
                                       : fmt::format("{}.{}.>", base, rest);
}

void set_storage(const DesignInput& input, Settings& settings) {
  constexpr double most_replicas = 5;
  const Fitted copies =
      fit(static_cast<double>(std::max<std::uint64_t>(input.sizing.replication_factor, 1)), 1,
          most_replicas, "replicas");
  settings.set("storage", text_value("file"), "survives a restart of the server");
  settings.set("num_replicas", whole(copies.value),
               fmt::format("{}{}", copies_reason(input), copies.note));
}

std::vector<Setting> nats_jetstream_stream_config(const DesignInput& input,
                                                  const std::string& bound, bool compacted) {
  Settings settings(input);
  settings.set("subjects", text_value(bound),
               fmt::format("{}{}",
                           input.context.use_case == UseCase::event_sourcing
                               ? "ends in the aggregate_id, whose last sequence a writer expects"
                               : "ends in the event type",
                           nats_jetstream_sharded(input)
                               ? "; the shard comes from partition() in the server's "
                                 "subject mapping"
                               : ""));
  settings.set("retention", text_value(nats_jetstream_work_queue(input) ? "workqueue" : "limits"),
               nats_jetstream_work_queue(input)
                   ? "an acknowledged message is removed; one consumer a subject"
                   : "kept whether acknowledged or not, so that it can be read again");
  set_storage(input, settings);
  if (compacted) {
    settings.set("max_msgs_per_subject", whole(1), "a subject for each aggregate: the latest wins");
  } else {
    settings.set("max_age", text_value(go_duration(input.context.requirements.retention)),
                 fmt::format("{}; without it everything is kept until the disk is full",
                             retention_reason(input)));
  }
  settings.set("discard", text_value("old"), "limits delete from the old end");
  settings.set("duplicate_window", text_value("2m"),
               "an event_id that comes again within it is stored once; every id takes memory");
  settings.set("no_ack", !wants_confirmation(input),
               confirmation_reason(input, "the stream answers once a majority has the message"));
  settings.set_if(input.context.constraints.delayed_delivery, "allow_msg_schedules", true,
                  "constraints.delayed_delivery: 2.12 and later");
  return settings.take();
}

Topic nats_jetstream_stream(const DesignInput& input, std::string_view suffix, std::string kind,
                            std::string purpose, bool compacted) {
  return {.name = nats_jetstream_stream_name(input, suffix),
          .kind = std::move(kind),
          .resource =
              nats_jetstream_work_queue(input) ? "JetStream work-queue stream" : "JetStream stream",
          .partitions = input.sizing.partitions,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours =
              compacted ? std::optional<double>{} : input.context.requirements.retention.hours(),
          .key = compacted         ? input.identity()  // the latest of each is kept
                 : input.ordered() ? input.keys()
                                   : "none",
          .purpose = std::move(purpose),
          .config = nats_jetstream_stream_config(input, subjects(input, suffix), compacted)};
}

Topic dead_letter_stream(const DesignInput& input) {
  Settings settings(input);
  settings.set("subjects", text_value(fmt::format("dlq.{}.>", without_dots(input.context.name))),
               "a subject for each consumer");
  settings.set("retention", text_value("limits"), "dead letters are evidence");
  set_storage(input, settings);
  settings.set("max_age", text_value("168h"), "a week to look at it");
  return {.name = base_name(input, "dlq"),
          .kind = "dead_letter",
          .resource = "JetStream stream",
          .partitions = 1,
          .replication_factor = input.sizing.replication_factor,
          .retention_hours = dead_letter_retention_hours,
          .key = "none",
          .purpose = "what consumers could not process",
          .config = settings.take()};
}

std::vector<Topic> nats_jetstream_topics(const DesignInput& input) {
  std::vector<Topic> all{nats_jetstream_stream(input, "", "event", "the events", false)};
  for (const SideFlow& flow : side_flows(input.context)) {
    all.push_back(
        nats_jetstream_stream(input, flow.suffix, flow.kind, flow.purpose, flow.compacted));
  }
  if (input.dead_letters()) all.push_back(dead_letter_stream(input));
  return all;
}

std::vector<GroupResources> nats_jetstream_groups(const DesignInput& input) {
  return groups_of(
      input, [&](const std::string& /*consumer*/) { return nats_jetstream_stream_name(input, ""); },
      [&](const std::string& nats_jetstream_consumer) {
        return dead_letter_subject(input, nats_jetstream_consumer);
      });
}

/// What a server takes as one message, and what it holds for a client. It does not start where the
/// first is more than the second, and it closes a client for which more than the second waits.
void set_payload(const DesignInput& input, Settings& settings) {
  constexpr double default_bytes = 1'048'576;
  constexpr double most_bytes = 67'108'864;
  constexpr double default_pending = 67'108'864;
  constexpr double in_hand = 4;  // an estimate: one is on its way while others are added
  const double largest = largest_message(input);
  if (largest <= default_bytes) return;
  const double payload = std::min(largest, most_bytes);
  settings.set("max_payload", whole(payload),
               fmt::format("server; {}; above 8 MB a claim check is advised",
                           largest_message_reason(input, most_bytes)));
  settings.set_if(in_hand * payload > default_pending, "max_pending", whole(in_hand * payload),
                  "server; four of the largest messages: a client for which more waits is closed "
                  "as a slow consumer");
}

std::vector<Setting> nats_jetstream_producer(const DesignInput& input) {
  Settings settings(input);
  settings.set("Nats-Msg-Id", text_value("event_id"),
               "a message that is sent again within duplicate_window is stored once");
  settings.set_if(input.context.use_case == UseCase::event_sourcing,
                  "Nats-Expected-Last-Subject-Sequence", text_value("<version that was read>"),
                  "two writers of one aggregate: the second one is refused and reads again");
  set_payload(input, settings);
  const bool alone = input.sizing.replication_factor < 2;
  settings.set_if(wants_confirmation(input), "sync_interval", text_value(alone ? "always" : "2m"),
                  alone
                      ? "server; there is no copy elsewhere, so a message is on disk before it is "
                        "confirmed; costs throughput, so measure"
                      : "server; a confirmed message reaches the disks up to 2 min later: losing "
                        "power in all zones at once loses it, `always` does not and is slower");
  return settings.take();
}

void set_acknowledgement(const DesignInput& input, Settings& settings) {
  constexpr double default_ms = 30'000;
  const double work_ms = input.processing_ms();
  settings.set("ack_wait", text_value(go_duration({std::max(default_ms, work_ms * 2)})),
               work_ms * 2 > default_ms
                   ? fmt::format("twice the {} that processing takes",
                                 notation::duration(input.context.workload.processing_time))
                   : fmt::format("the default; processing takes {}",
                                 notation::duration(input.context.workload.processing_time)));
  settings.set(
      "max_deliver", whole(input.max_attempts()),
      fmt::format("{}; without it a message comes again for ever", attempts_reason(input)));
  constexpr double default_pending = 1000;
  const double streams = static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1));
  const double in_flight =
      std::ceil(input.sizing.traffic.peak.per_second * input.processing_ms() / 1000 / streams);
  settings.set(
      "max_ack_pending", whole(input.ordered() ? 1 : std::max(default_pending, in_flight * 2)),
      input.ordered()
          ? "one message in work at a time keeps strict order; a stream then carries no "
            "more than one message for each processing and round trip"
          : fmt::format(
                "at least twice what {} keeps in work on each stream ({}); at this number the "
                "server stops handing out",
                load_reason(input), notation::number(in_flight)));
}

std::vector<Setting> nats_jetstream_consumer(const DesignInput& input) {
  const bool first = acknowledges_first(input);
  Settings settings(input);
  settings.set("durable_name", text_value("<group>"),
               "the position survives; all instances pull from one durable consumer");
  // A work-queue stream lets go of a message once it is acknowledged, so each must be.
  const bool must_acknowledge = !first || nats_jetstream_work_queue(input);
  settings.set("ack_policy", text_value(must_acknowledge ? "explicit" : "none"),
               fmt::format("{}{}", acknowledgement_reason(input),
                           first && must_acknowledge
                               ? "; a work-queue stream takes no consumer without: acknowledge "
                                 "before processing, and begin when the server has confirmed it "
                                 "(double acknowledgement), since a lost one brings the message "
                                 "again"
                               : ""));
  if (!first) set_acknowledgement(input, settings);
  settings.set("deliver_policy", text_value("all"), "a new group starts with what is there");
  settings.set_if(input.context.constraints.complex_routing, "filter_subjects",
                  text_value(fmt::format("{}.events.<type>", without_dots(input.context.name))),
                  "constraints.complex_routing: the types that the consumer wants");
  return settings.take();
}

std::string nats_jetstream_fate(const DesignInput& input) {
  return fmt::format(
      "is handed out {} and then stays in the stream until max_age, and {}",
      counted(input.max_attempts(), "time"),
      nats_jetstream_work_queue(input) ? "takes up its place in the work queue" : "is passed over");
}

RetryPolicy nats_jetstream_retry(const DesignInput& input) {
  if (acknowledges_first(input)) return retry_after_letting_go(input);
  const std::string rest = without_dead_letters(input, nats_jetstream_fate(input));
  return retry_policy(
      input, "broker_redelivery",
      fmt::format("a negative acknowledgement with the delay of the schedule (NakWithDelay); "
                  "`backoff` stays unset, its first step would stand in for ack_wait{}{}",
                  input.ordered()
                      ? "; max_ack_pending = 1 holds the later messages back, so that order is kept"
                      : "",
                  rest));
}

std::string nats_jetstream_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return fmt::format("none: a message that fails every time {}", nats_jetstream_fate(input));
  }
  return fmt::format(
      "JetStream moves nothing: the server announces it under "
      "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.<stream>.<consumer>, and under "
      "...MSG_TERMINATED... "
      "what a consumer ended with TERM (errors that no retry heals); a small service of yours "
      "keeps "
      "these in a stream of their own, reads the message by its stream_seq and publishes it to "
      "dlq.{}.<consumer>",
      without_dots(input.context.name));
}

std::string nats_jetstream_group_strategy(const DesignInput& input) {
  return fmt::format(
      "one durable pull consumer per group{}; {}",
      nats_jetstream_sharded(input) ? fmt::format(" on each of {} streams", input.sizing.partitions)
                                    : "",
      input.ordered() ? "one message at a time over all its instances" : "its instances compete");
}

std::string nats_jetstream_pause(const DesignInput& /*input*/) {
  return "fetch no further messages: pull consumers get what they ask for and nothing else";
}

}  // namespace

Dialect nats_jetstream_dialect() {
  return {.broker = "nats_jetstream",
          .topics = nats_jetstream_topics,
          .groups = nats_jetstream_groups,
          .producer = nats_jetstream_producer,
          .consumer = nats_jetstream_consumer,
          .retry = nats_jetstream_retry,
          .dead_letter_mechanism = nats_jetstream_dead_letter_mechanism,
          .group_strategy = nats_jetstream_group_strategy,
          .pause = nats_jetstream_pause};
}

}  // namespace eventarch::assembly
