#include "assembly/dialects/rabbitmq_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialects/decided.hpp"
#include "assembly/figure.hpp"
#include "formulas/formula.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly::rabbitmq {
namespace {

constexpr double first_delay_ms = 1000;
constexpr double last_delay_ms = 60'000;

struct Prefetch {
  double messages = 1;
  std::string why;
};

Prefetch prefetch(const DesignInput& input) {
  constexpr double leg_s = 0.001;  // within a data centre: an assumption, not measured
  const auto messages = static_cast<double>(input.sizing.taken_at_once);
  if (messages < 2) {
    return {1, fmt::format("a job takes {}: the 2 ms assumed for the round trip are little beside "
                           "it, and a second job in hand would wait where others are free",
                           notation::duration(input.context.workload.processing_time))};
  }
  const auto needed = figure(
      "prefetch_messages", formulas::prefetch,
      {{"deliver", leg_s}, {"acknowledge", leg_s}, {"process", input.processing_ms() / 1000}});
  return {messages,
          fmt::format("{}; 1 ms each way is assumed: measure the round trip, more prefetch is only "
                      "more waiting in the consumer's buffer{}",
                      needed ? needed->how : "as advised",
                      needed && needed->value > messages ? "; no more than 300 are advised" : "")};
}

void set_expiry(const DesignInput& input, Settings& settings) {
  constexpr double most_ms = 4'294'967'295;  // what the timers of the broker can hold
  // A shorter one would take away what is to be kept: without one it stays until it is consumed.
  if (retention_ms(input) > most_ms) return;
  const Fitted fitted = fit(retention_ms(input), 1, most_ms, "ms");
  settings.set(
      "message-ttl", whole(fitted.value),
      fmt::format("{}: what nobody consumed by then is {}; what is consumed is deleted at once, so "
                  "this is no history{}",
                  retention_reason(input),
                  input.dead_letters() ? "dead-lettered as expired" : "dropped", fitted.note));
}

/// `queues`: as many share the messages.
void set_dead_letters(const DesignInput& input, std::string_view owner, double queues,
                      bool at_least_once, Settings& settings) {
  if (!input.dead_letters()) return;
  settings.set("dead-letter-exchange", text_value(fmt::format("{}.dlx", input.context.name)),
               "by policy; without it a message over the limit is dropped");
  settings.set("dead-letter-routing-key", text_value(owner),
               "each consumer has dead letters of its own");
  if (!at_least_once) return;
  settings.set("dead-letter-strategy", text_value("at-least-once"),
               "a dead letter is not lost on its way either: the default sends it unconfirmed");
  settings.set("overflow", text_value("reject-publish"),
               "at-least-once dead-lettering requires it");
  set_length(input, queues, settings);
}

void set_retries(const DesignInput& input, Settings& settings) {
  if (acknowledges_first(input)) return;  // nothing comes back
  settings.set("delivery-limit", whole(static_cast<double>(input.max_attempts()) - 1),
               fmt::format("{}, less the first; {}", attempts_reason(input),
                           keyed(input) ? "counts crashes and lost connections, the retries in "
                                          "place are the consumer's"
                                        : "from 4.3 rejects, crashes and lost connections count, "
                                          "basic.nack does not and would go on for ever"));
  if (!broker_retries(input)) return;
  settings.set("delayed-retry-type", text_value("failed"),
               "4.3 and later: what failed waits before it comes back");
  settings.set("delayed-retry-min", whole(first_delay_ms),
               fmt::format("times the number of failures: {}", linear_delays(input)));
  settings.set("delayed-retry-max", whole(last_delay_ms), "no delay is longer");
}

void set_consumer_timeout(const DesignInput& input, Settings& settings) {
  constexpr double default_ms = 30 * 60'000;
  const double each_ms = keyed(input) ? held_in_place(input).milliseconds : input.processing_ms();
  const double held_ms = each_ms * prefetch(input).messages;
  // Retries in place are many attempts and known waits, which spread little. Of single jobs, taken
  // as exponential as the latency takes them, 1 in 400 takes six times the mean; a consumer that
  // dies is noticed by its channel, whatever the timeout.
  const double spread = keyed(input) ? 2 : 6;
  if (acknowledges_first(input) || held_ms * spread <= default_ms) return;
  settings.set(
      "consumer-timeout", whole(std::ceil(held_ms * spread)),
      fmt::format(
          "{} the {} that a consumer holds its messages{}; the default of 30 "
          "min would take them away from it at work",
          keyed(input) ? "twice" : "six times", notation::duration(Duration{held_ms}),
          keyed(input) ? ", retries in place included" : ": 1 job in 400 takes longer than that"));
}

std::string max_age(const DesignInput& input) {
  const double seconds = std::ceil(input.context.requirements.retention.seconds());
  struct Unit {
    double seconds;
    char letter;
  };
  for (const Unit unit : {Unit{86'400, 'D'}, Unit{3'600, 'h'}, Unit{60, 'm'}}) {
    if (std::fmod(seconds, unit.seconds) == 0) {
      return fmt::format("{:.0f}{}", seconds / unit.seconds, unit.letter);
    }
  }
  return fmt::format("{:.0f}s", seconds);
}

void set_segment_size(const DesignInput& input, Settings& settings) {
  constexpr double default_bytes = 500e6;
  constexpr double least_bytes = 10e6;
  constexpr double segments = 10;
  const double partitions =
      static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1));
  const double kept = input.context.requirements.retention.seconds() *
                      input.sizing.traffic.average_bytes.per_second / partitions;
  const double size = std::clamp(std::ceil(kept / segments), least_bytes, default_bytes);
  settings.set("x-stream-max-segment-size-bytes", whole(size),
               fmt::format("whole segments are deleted: retention acts in such steps{}",
                           size < default_bytes
                               ? fmt::format("; about a tenth of the {} that a partition keeps",
                                             notation::size(ByteSize{kept}))
                               : ""));
}

}  // namespace

std::uint64_t quorum_copies(const DesignInput& input) {
  // Beside classic queues, which have no copies, a quorum queue has those of the cluster.
  const bool beside = !quorum(input) && !stream(input);
  return beside ? input.context.capacity.replication_factor.value : input.sizing.replication_factor;
}

void set_copies(const DesignInput& input, Settings& settings) {
  constexpr double most_members = 7;
  const bool beside = !quorum(input) && !stream(input);
  const Fitted copies = fit(static_cast<double>(quorum_copies(input)), 1, most_members, "members");
  settings.set(
      "x-quorum-initial-group-size", whole(copies.value),
      fmt::format("{}{}",
                  beside ? fmt::format("capacity.replication_factor: {}", quorum_copies(input))
                         : copies_reason(input),
                  copies.note));
  settings.set("queue-leader-locator", text_value("balanced"),
               "by policy: leaders spread over the nodes, whoever declares the queues");
}

bool broker_retries(const DesignInput& input) {
  return quorum(input) && !input.ordered() && !acknowledges_first(input);
}

std::string linear_delays(const DesignInput& input) {
  constexpr std::uint32_t printed = 6;
  const std::uint32_t retries = input.max_attempts() - std::min(input.max_attempts(), 1U);
  if (retries == 0) return "one attempt, so none";
  std::string all;
  double total_ms = 0;
  for (std::uint32_t retry = 1; retry <= retries; ++retry) {
    const double delay = std::min(first_delay_ms * retry, last_delay_ms);
    total_ms += delay;
    if (retry > printed) continue;
    all += fmt::format("{}{}", retry == 1 ? "" : ", ", notation::number(delay / 1000));
  }
  return fmt::format("{}{} s, {} in all", all, retries > printed ? ", ..." : "",
                     notation::duration(Duration{total_ms}));
}

std::vector<Setting> queue_settings(const DesignInput& input, std::string_view owner,
                                    std::string_view binding) {
  Settings settings(input);
  settings.set("x-queue-type", text_value(quorum(input) ? "quorum" : "classic"),
               quorum(input) ? "replicated; a majority has a message on disk before it is confirmed"
                             : "fast and not replicated: it is gone with the disk of its node");
  settings.set("queue.declare durable", true, "survives a restart of the node");
  if (quorum(input)) set_copies(input, settings);
  settings.set_if(keyed(input), "x-single-active-consumer", true,
                  "order needs one active consumer; the others stand by");
  settings.set_if(input.context.constraints.priority && !quorum(input), "x-max-priority", whole(10),
                  "constraints.priority; each level costs memory, so no more than are told apart");
  if (!binding.empty()) {
    settings.set("queue.bind routing-key", text_value(binding),
                 sharded(input) ? "a weight: every queue of the hash exchange gets an equal share"
                 : one_routing_key(input)
                     ? "the routing key that producers use"
                     : "every event; where a consumer wants some types only, bind by type");
  }
  set_expiry(input, settings);
  set_dead_letters(input, owner,
                   static_cast<double>(std::max<std::uint64_t>(input.sizing.partitions, 1)),
                   quorum(input), settings);
  if (quorum(input)) {
    set_retries(input, settings);
    set_consumer_timeout(input, settings);
  }
  return settings.take();
}

std::vector<Setting> side_queue_settings(const DesignInput& input, std::string_view owner) {
  Settings settings(input);
  settings.set("x-queue-type", text_value("quorum"), "each is handled once, so not a stream");
  settings.set("queue.declare durable", true, "survives a restart of the node");
  set_copies(input, settings);
  set_dead_letters(input, owner, 1, true, settings);
  set_retries(input, settings);
  return settings.take();
}

std::vector<Setting> dead_letter_settings(const DesignInput& input, std::string_view owner) {
  constexpr double week_ms = dead_letter_retention_hours * 3'600'000;
  Settings settings(input);
  settings.set("x-queue-type", text_value("quorum"), "dead letters are evidence: replicated");
  settings.set("queue.declare durable", true, "survives a restart of the node");
  set_copies(input, settings);
  settings.set("queue.bind routing-key", text_value(owner),
               "the dead-letter-routing-key of its queue");
  settings.set("delivery-limit", whole(-1),
               "no limit: every look at a letter with requeue may count as a delivery, and beyond "
               "the default of 20 it would be dropped");
  settings.set("message-ttl", whole(week_ms),
               "a week to look at it, counted anew from the arrival here; then it is dropped");
  return settings.take();
}

std::vector<Setting> stream_settings(const DesignInput& input) {
  Settings settings(input);
  settings.set("x-queue-type", text_value("stream"), "a log that consumers read and re-read");
  settings.set("queue.declare durable", true, "streams are durable only");
  settings.set("x-initial-cluster-size",
               whole(static_cast<double>(input.sizing.replication_factor)), copies_reason(input));
  settings.set("queue-leader-locator", text_value("balanced"),
               "by policy: leaders spread over the nodes, whoever declares the partitions");
  settings.set("max-age", text_value(max_age(input)),
               fmt::format("{}; without it everything is kept until the disk is full",
                           retention_reason(input)));
  set_segment_size(input, settings);
  return with_source(settings.take(), {"x-queue-type"}, "https://www.rabbitmq.com/docs/streams");
}

namespace {

void set_publisher_identity(const DesignInput& input, Settings& settings) {
  if (!input.exactly_once()) return;
  settings.set("name", text_value(fmt::format("<producer>.{}", input.context.name)),
               "exactly_once: the broker drops what a publisher of this name sent before");
  settings.set("publishingId", text_value("<sequence of the outbox>"),
               "grows with every event and survives a restart of the producer");
}

/// How many messages are on their way at the peak: what a producer must keep to publish again.
std::string unconfirmed(const DesignInput& input) {
  if (!wants_confirmation(input)) return {};
  const double wait_s = input.mode.number(FactKey::latency_p99) / 1000;
  const auto waiting =
      figure("unconfirmed_messages", formulas::in_flight_messages,
             {{"rate", input.sizing.traffic.peak.per_second}, {"time_in_system", wait_s}});
  if (!waiting) return {};
  return fmt::format(
      "; about {} wait for it at the peak ({}), in all producers: keep them until then",
      notation::number(std::max(1.0, std::ceil(waiting->value)), 2), waiting->how);
}

std::vector<Setting> queue_producer(const DesignInput& input) {
  const bool confirmed = wants_confirmation(input);
  Settings settings(input);
  settings.set(
      "confirm.select", confirmed,
      confirmation_reason(
          input, quorum(input) ? "a message counts as sent when a majority has it on disk"
                               : "a message counts as sent when the one node that has it says so") +
          unconfirmed(input));
  settings.set("delivery_mode", whole(confirmed ? 2 : 1),
               quorum(input) ? "quorum queues write every message to disk anyway"
               : confirmed   ? "persistent: written to disk"
                             : "kept in memory: a restart may lose it");
  settings.set("basic.publish mandatory", true,
               "an event that no queue is bound for comes back (basic.return) instead of "
               "vanishing");
  settings.set_if(
      input.context.constraints.priority, "priority", whole(4),
      quorum(input)
          ? "constraints.priority: 4 for ordinary messages, up to 31 for urgent ones; strict "
            "from 4.3, so urgent ones can starve the rest"
          : "constraints.priority: 4 for ordinary messages, up to x-max-priority for urgent ones");
  set_message_limits(input, settings);
  return settings.take();
}

/// Streams are used by their own protocol: only it stores offsets and drops duplicates. Its keys
/// are spelt as in the Java client.
std::vector<Setting> stream_producer(const DesignInput& input) {
  Settings settings(input);
  settings.set_if(wants_confirmation(input), "confirmTimeout", text_value("30 s"),
                  confirmation_reason(input,
                                      "a majority has it, not yet fsynced; what is unconfirmed "
                                      "for so long is sent again"));
  set_message_limits(input, settings);
  set_publisher_identity(input, settings);
  return settings.take();
}

std::vector<Setting> queue_consumer(const DesignInput& input) {
  const bool first = acknowledges_first(input);
  Settings settings(input);
  settings.set("basic.consume no-ack", first, acknowledgement_reason(input));
  const Prefetch wanted = prefetch(input);
  settings.set_if(!first, "basic.qos prefetch-count", whole(wanted.messages), wanted.why);
  settings.set_if(quorum(input) && keyed(input) && sharded(input), "basic.consume x-priority",
                  text_value("1 on the instance's own share of the queues, 0 on the others"),
                  "the first instance to consume would be the active one of every queue; since 4.0 "
                  "a quorum queue makes the consumer of the higher priority active when it comes "
                  "(RabbitMQ documentation, quorum queues)");
  const std::string_view end = input.dead_letters() ? "dead-lettered" : "dropped";
  settings.set_if(
      !first, "basic.reject requeue", broker_retries(input),
      broker_retries(input)
          ? fmt::format("for retryable errors; false for the others, which are then {} at once",
                        end)
          : fmt::format("rejected only after the last attempt in place: the message is then {}",
                        end));
  return settings.take();
}

/// The client stores the offset of what its handler has returned from.
void set_automatic_tracking(const DesignInput& input, Settings& settings) {
  constexpr double default_messages = 10'000;
  settings.set(
      "autoTrackingStrategy.messageCountBeforeStorage", whole(default_messages),
      fmt::format("decisions.offset_commit: auto; the offset of a message is kept once its "
                  "handler has returned, and stored every so many messages: a crash "
                  "repeats up to {} messages of a {}, and loses what a handler passed on "
                  "to other threads",
                  notation::number(default_messages), input.sizing.unit));
  settings.set("autoTrackingStrategy.flushInterval", text_value("5 s"),
               "where fewer messages come, their offset is stored after so long");
}

std::vector<Setting> stream_consumer(const DesignInput& input) {
  const bool first = acknowledges_first(input);
  Settings settings(input);
  settings.set("name", text_value("<group>"),
               "the broker stores the offset of a group under its name");
  settings.set("singleActiveConsumer", true,
               "one active consumer per partition and name; the others stand by");
  settings.set("offset", text_value("OffsetSpecification.first()"),
               "a new group starts with what is there; the default skips it (over AMQP: "
               "x-stream-offset = first, with a prefetch)");
  if (commits_automatically(input)) {
    set_automatic_tracking(input, settings);
  } else {
    settings.set(
        "manualTrackingStrategy",
        text_value(first ? "storeOffset before processing" : "storeOffset after processing"),
        acknowledgement_reason(input));
  }
  return settings.take();
}

}  // namespace

std::vector<Setting> producer_settings(const DesignInput& input) {
  return stream(input) ? stream_producer(input) : queue_producer(input);
}

std::vector<Setting> consumer_settings(const DesignInput& input) {
  return stream(input) ? stream_consumer(input) : queue_consumer(input);
}

}  // namespace eventarch::assembly::rabbitmq
