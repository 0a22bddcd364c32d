#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

bool redis_streams_sharded(const DesignInput& input) { return input.sizing.partitions > 1; }

/// Keys by convention in parts with colons; one key is one stream on one node.
std::string stream_key(const DesignInput& input, std::string_view suffix) {
  return suffix.empty() ? input.context.name : fmt::format("{}:{}", input.context.name, suffix);
}
std::string redis_streams_shards_of(const DesignInput& input, std::string_view suffix) {
  const std::string key = stream_key(input, suffix);
  return redis_streams_sharded(input)
             ? fmt::format("{}:{{0..{}}}", key, input.sizing.partitions - 1)
             : key;
}
std::string dead_letter_key(const DesignInput& input, std::string_view owner) {
  return stream_key(input, fmt::format("{}:dlq", group_name(owner)));
}

Setting trimming(const DesignInput& input, double kept_ms, std::string why) {
  return Settings(input)
      .set("XADD MINID", text_value(fmt::format("~ <now - {:.0f} ms>", kept_ms)), std::move(why))
      .take()
      .front();
}

std::vector<Setting> server_config(const DesignInput& input) {
  const bool durable = wants_confirmation(input);
  const double others =
      static_cast<double>(std::max<std::uint64_t>(input.sizing.replication_factor, 1) - 1);
  return Settings(input)
      .set("appendonly", text_value("yes"), "streams outlive a restart")
      .set("appendfsync", text_value(durable ? "always" : "everysec"),
           confirmation_reason(input,
                               "on disk before it is answered; costs throughput, and "
                               "everysec loses up to a second"))
      .set_if(durable && others > 0, "min-replicas-to-write", whole(1),
              "refuses to write while no copy is connected")
      .set("maxmemory-policy", text_value("noeviction"),
           fmt::format("a full server refuses instead of dropping whole streams; {} of memory for "
                       "each copy",
                       notation::size(input.sizing.storage.per_replica)))
      .take();
}

Topic redis_streams_stream(const DesignInput& input, std::string_view suffix, std::string kind,
                           std::string purpose) {
  return {
      .name = redis_streams_shards_of(input, suffix),
      .kind = std::move(kind),
      .resource = "Redis stream",
      .partitions = input.sizing.partitions,
      .replication_factor = input.sizing.replication_factor,
      .retention_hours = input.context.requirements.retention.hours(),
      .key = input.ordered() ? input.keys() : "none",
      .purpose = std::move(purpose),
      .config = {trimming(input, retention_ms(input),
                          fmt::format("{}; Redis trims by id, never by time, and ids are times: "
                                      "every XADD trims what is older",
                                      retention_reason(input)))}};
}

std::vector<Topic> redis_streams_topics(const DesignInput& input) {
  constexpr double hour_ms = 3'600'000;
  std::vector<Topic> all{redis_streams_stream(input, "", "event", "the events")};
  for (Setting& setting : server_config(input)) all.front().config.push_back(std::move(setting));
  for (const SideFlow& flow : side_flows(input.context)) {
    if (flow.compacted) continue;  // streams do not compact: the latest state is a plain key
    all.push_back(redis_streams_stream(input, flow.suffix, flow.kind, flow.purpose));
  }
  for (const std::string& owner : dead_letter_owners(input)) {
    Topic dead = redis_streams_stream(input, "", "dead_letter", unprocessed_by(owner));
    dead.name = dead_letter_key(input, owner);
    dead.partitions = 1;
    dead.retention_hours = dead_letter_retention_hours;
    dead.key = "none";
    dead.config = {trimming(input, dead_letter_retention_hours * hour_ms, "a week to look at it")};
    all.push_back(std::move(dead));
  }
  return all;
}

std::vector<GroupResources> redis_streams_groups(const DesignInput& input) {
  return groups_of(
      input, [&](const std::string& /*consumer*/) { return redis_streams_shards_of(input, ""); },
      [&](const std::string& redis_streams_consumer) {
        return dead_letter_key(input, redis_streams_consumer);
      });
}

std::vector<Setting> redis_streams_producer(const DesignInput& input) {
  const bool copies = input.sizing.replication_factor > 1;
  const bool waits = wants_confirmation(input) && copies;
  return Settings(input)
      .set("WAIT numreplicas", whole(waits ? 1 : 0),
           waits ? "replication is asynchronous: after XADD the producer waits for one copy, which "
                   "makes a loss at failover unlikely, not impossible"
                 : confirmation_reason(input, "there is no copy to wait for"))
      .take();
}

void set_claims(const DesignInput& input, Settings& settings) {
  constexpr double least_ms = 60'000;
  const Duration held = held_in_place(input);
  const double idle = std::max(least_ms, std::ceil(held.milliseconds * 2));
  settings.set("XAUTOCLAIM min-idle-time", whole(idle),
               fmt::format("{} {} that a consumer holds a message, its retries in place included; "
                           "then another may take what nobody acknowledged, and the delivery "
                           "counter grows",
                           idle > least_ms ? "twice the" : "a minute, well above the",
                           notation::duration(held)));
}

std::vector<Setting> redis_streams_consumer(const DesignInput& input) {
  const bool first = acknowledges_first(input);
  Settings settings(input);
  settings.set("XGROUP CREATE id", text_value("0"),
               "with MKSTREAM; a new group starts with what is there, $ would skip it");
  settings.set("XREADGROUP COUNT", whole(static_cast<double>(input.sizing.taken_at_once)),
               input.ordered() ? "one message in work at a time, so that a retry keeps order"
                               : "no more than a second of work, and than the latency target "
                                 "leaves: what is in hand others cannot take");
  settings.set("XREADGROUP BLOCK", whole(5000), "waits up to 5 s for messages instead of polling");
  settings.set("XREADGROUP NOACK", first, acknowledgement_reason(input));
  settings.set_if(!first, "XACK", text_value("after processing"), acknowledgement_reason(input));
  if (!first) set_claims(input, settings);
  return settings.take();
}

std::string redis_streams_fate() {
  return "is acknowledged and logged by the consumer after the last attempt; without that it stays "
         "in the list of pending messages and is claimed for ever";
}

RetryPolicy redis_streams_retry(const DesignInput& input) {
  const std::string lost = redis_streams_fate();
  return retried_in_place(
      input,
      {.because = "Redis hands nothing out again by itself, so the consumer retries in place",
       .message = "a message",
       .holds = input.ordered() ? "its stream" : "one consumer",
       .then = "; after a crash another consumer claims it (XAUTOCLAIM)",
       .fate = lost});
}

std::string redis_streams_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) return "none: a message that fails every time " + redis_streams_fate();
  return fmt::format(
      "Redis has no dead letters: after {} (the delivery counter of XPENDING) the consumer does "
      "XADD to the dead-letter stream and XACK, in this order",
      counted(input.max_attempts(), "attempt"));
}

std::string redis_streams_group_strategy(const DesignInput& input) {
  return fmt::format(
      "one consumer group per consumer{}, {}",
      redis_streams_sharded(input) ? fmt::format(" on each of {} streams", input.sizing.partitions)
                                   : "",
      input.ordered() ? "one active consumer on a stream keeps order" : "its instances compete");
}

std::string redis_streams_pause(const DesignInput& /*input*/) {
  return "call XREADGROUP no more; what is pending stays with the consumer until it is claimed";
}

}  // namespace

Dialect redis_streams_dialect() {
  return {.broker = "redis_streams",
          .topics = redis_streams_topics,
          .groups = redis_streams_groups,
          .producer = redis_streams_producer,
          .consumer = redis_streams_consumer,
          .retry = redis_streams_retry,
          .dead_letter_mechanism = redis_streams_dead_letter_mechanism,
          .group_strategy = redis_streams_group_strategy,
          .pause = redis_streams_pause};
}

}  // namespace eventarch::assembly
