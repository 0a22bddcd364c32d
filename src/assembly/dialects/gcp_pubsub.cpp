#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

constexpr double gcp_pubsub_longest_retention_s = 31 * 86'400;
constexpr double shortest_retention_s = 600;

/// Starts with a letter and not with `goog`, 3 to 255 characters.
std::string resource(const DesignInput& input, std::string_view suffix) {
  constexpr std::size_t longest = 255;
  const std::string& base = input.context.name;
  const bool letter = base.front() >= 'a' && base.front() <= 'z';
  const bool plain = letter && !base.starts_with("goog") && base.size() > 2;
  return fitted_name(
      fmt::format("{}{}{}{}", plain ? "" : "events-", base, suffix.empty() ? "" : ".", suffix),
      longest);
}

std::string gcp_pubsub_subscription_name(const DesignInput& input,
                                         std::string_view gcp_pubsub_consumer) {
  return resource(input, group_name(gcp_pubsub_consumer));
}
std::string gcp_pubsub_dead_letter_name(const DesignInput& input, std::string_view owner) {
  return resource(input, fmt::format("{}.dlq", group_name(owner)));
}

std::string seconds_value(double seconds) { return fmt::format("{:.0f}s", std::ceil(seconds)); }

Fitted retention(const DesignInput& input) {
  return fit(std::ceil(input.context.requirements.retention.seconds()), shortest_retention_s,
             gcp_pubsub_longest_retention_s, "s");
}

Topic gcp_pubsub_make(std::string name, std::string kind, std::string resource_kind,
                      std::string key, std::string purpose, std::vector<Setting> config) {
  return {.name = std::move(name),
          .kind = std::move(kind),
          .resource = std::move(resource_kind),
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = std::move(key),
          .purpose = std::move(purpose),
          .config = std::move(config)};
}

Topic gcp_pubsub_topic(const DesignInput& input, std::string_view suffix, std::string kind,
                       std::string purpose) {
  Settings settings(input);
  if (input.context.needs_replay()) {
    const Fitted kept = retention(input);
    settings.set("message_retention_duration", text_value(seconds_value(kept.value)),
                 fmt::format("{}; kept by the topic, so that every subscription can seek back{}",
                             retention_reason(input), kept.note));
  }
  return gcp_pubsub_make(resource(input, suffix), std::move(kind), "Pub/Sub topic",
                         input.ordered() ? fmt::format("ordering_key = {}", input.keys()) : "none",
                         std::move(purpose), settings.take());
}

void set_redelivery(const DesignInput& input, std::string_view owner, Settings& settings) {
  constexpr double least_attempts = 5;
  constexpr double most_attempts = 100;
  settings.set(
      "retry_policy.minimum_backoff", text_value("1s"),
      "the first delay of the schedule; grows exponentially, the service chooses how fast");
  settings.set("retry_policy.maximum_backoff", text_value("60s"),
               "the longest delay of the schedule");
  if (!input.dead_letters()) return;
  const Fitted attempts = fit(input.max_attempts(), least_attempts, most_attempts, "attempts");
  settings.set("dead_letter_policy.dead_letter_topic",
               text_value(fmt::format("projects/<project>/topics/{}",
                                      gcp_pubsub_dead_letter_name(input, owner))),
               "the service agent needs pubsub.publisher there and pubsub.subscriber here");
  settings.set("dead_letter_policy.max_delivery_attempts", whole(attempts.value),
               fmt::format("{}; counted as well as the service can{}", attempts_reason(input),
                           attempts.note));
}

void set_deadline(const DesignInput& input, Settings& settings) {
  constexpr double least_s = 10;
  constexpr double most_s = 600;
  const double wanted = std::ceil(2 * input.processing_ms() / 1000);
  const Fitted deadline = fit(std::max(wanted, least_s), least_s, most_s, "s");
  settings.set(
      "ack_deadline_seconds", whole(deadline.value),
      fmt::format(
          "twice the {} that processing takes, at least the default of 10 s{}",
          notation::duration(input.context.workload.processing_time),
          deadline.note.empty() ? "" : deadline.note + "; the client extends it meanwhile"));
}

std::vector<Setting> subscription_config(const DesignInput& input, std::string_view owner) {
  const Fitted kept = retention(input);
  Settings settings(input);
  set_deadline(input, settings);
  settings.set("message_retention_duration", text_value(seconds_value(kept.value)),
               fmt::format("{}: what nobody acknowledged by then is gone{}",
                           retention_reason(input), kept.note));
  settings.set_if(input.context.needs_replay(), "retain_acked_messages", true,
                  "replay: a seek to a time brings back what was acknowledged");
  settings.set_if(input.ordered(), "enable_message_ordering", true,
                  "messages of one ordering key come one after the other, 1 MB/s a key at most; "
                  "cannot be switched on later");
  settings.set_if(input.exactly_once(), "enable_exactly_once_delivery", true,
                  "nothing comes again after it was acknowledged; pull only, within one region, "
                  "and a message published twice is two messages");
  settings.set_if(input.at_most_once() && acknowledges_first(input), "enable_exactly_once_delivery",
                  true,
                  "at_most_once: without it a message may come again although it was acknowledged; "
                  "wait for the answer to the acknowledgement before the work begins; pull only, "
                  "within one region");
  settings.set("expiration_policy.ttl", text_value("never"),
               "an empty policy: by default a subscription without consumers is deleted after "
               "31 days, with its backlog");
  settings.set_if(input.context.constraints.complex_routing, "filter",
                  text_value(R"(attributes.event_type = "<type of the consumer>")"),
                  "constraints.complex_routing: the subscription gets only these");
  if (!acknowledges_first(input)) set_redelivery(input, owner, settings);
  return settings.take();
}

Topic subscription(const DesignInput& input, std::string name, std::string_view owner) {
  Topic made = gcp_pubsub_make(
      std::move(name), "subscription", "Pub/Sub subscription",
      input.ordered() ? fmt::format("ordering_key = {}", input.keys()) : "none",
      fmt::format("the messages, for {}", owner), subscription_config(input, owner));
  made.retention_hours = retention(input).value / 3600;
  return made;
}

void add_dead_letters(const DesignInput& input, std::vector<Topic>& all) {
  for (const std::string& owner : queue_dead_letter_owners(input)) {
    const std::string name = gcp_pubsub_dead_letter_name(input, owner);
    all.push_back(
        gcp_pubsub_make(name, "dead_letter", "Pub/Sub topic", "none", unprocessed_by(owner), {}));
    Settings settings(input);
    settings.set("message_retention_duration",
                 text_value(seconds_value(dead_letter_retention_hours * 3600)),
                 "a week to look at it; a topic without a subscription keeps nothing");
    settings.set("expiration_policy.ttl", text_value("never"),
                 "dead letters are seldom read, and must not vanish for it");
    Topic kept = gcp_pubsub_make(
        fitted_name(name + ".inspect", 255), "dead_letter", "Pub/Sub subscription", "none",
        fmt::format("keeps the dead letters of {}", owner), settings.take());
    kept.retention_hours = dead_letter_retention_hours;
    all.push_back(std::move(kept));
  }
}

std::vector<Topic> gcp_pubsub_topics(const DesignInput& input) {
  std::vector<Topic> all{gcp_pubsub_topic(input, "", "event", "the events")};
  for (const std::string& gcp_pubsub_consumer : input.context.consumers) {
    all.push_back(subscription(input, gcp_pubsub_subscription_name(input, gcp_pubsub_consumer),
                               group_name(gcp_pubsub_consumer)));
  }
  for (const SideFlow& flow : queue_flows(input.context)) {
    if (flow.compacted) continue;  // topics keep no latest state
    all.push_back(gcp_pubsub_topic(input, flow.suffix, flow.kind, flow.purpose));
    all.push_back(
        subscription(input, resource(input, fmt::format("{}.handler", flow.suffix)), flow.suffix));
  }
  add_dead_letters(input, all);
  return all;
}

std::vector<GroupResources> gcp_pubsub_groups(const DesignInput& input) {
  return groups_of(
      input,
      [&](const std::string& gcp_pubsub_consumer) {
        return gcp_pubsub_subscription_name(input, gcp_pubsub_consumer);
      },
      [&](const std::string& gcp_pubsub_consumer) {
        return gcp_pubsub_dead_letter_name(input, gcp_pubsub_consumer);
      });
}

std::vector<Setting> gcp_pubsub_producer(const DesignInput& input) {
  return Settings(input)
      .set_if(input.ordered(), "ordering_key", text_value(input.keys()),
              "the publisher stays in one region and, after an error, resumes the key itself")
      .set("batch_settings.max_messages", whole(100),
           confirmation_reason(input, "the client repeats what the service has not answered"))
      .set("batch_settings.max_latency", 0.01,
           fmt::format("a message waits 10 ms at most for its batch; the target is {}",
                       notation::duration(input.context.requirements.latency)))
      .take();
}

std::vector<Setting> gcp_pubsub_consumer(const DesignInput& input) {
  constexpr double default_lease_s = 3600;
  const double work_s = input.processing_ms() / 1000;
  return Settings(input)
      .set("flow_control.max_messages", whole(static_cast<double>(input.sizing.taken_at_once)),
           fmt::format("for one thread of {} a message, no more than a second of work and than the "
                       "latency target leaves; multiply by the threads. {}",
                       notation::duration(input.context.workload.processing_time),
                       acknowledgement_reason(input)))
      .set_if(work_s * 2 > default_lease_s, "flow_control.max_lease_duration",
              whole(std::ceil(work_s * 2)),
              "twice the processing: so long the client keeps extending the deadline")
      .take();
}

std::string gcp_pubsub_fate(const DesignInput& input) {
  return fmt::format(
      "comes back until it is {} old{}; the consumer must count and acknowledge it "
      "after {}",
      notation::duration(Duration{retention(input).value * 1000}),
      input.ordered() ? ", and its ordering key waits all the while" : "",
      counted(input.max_attempts(), "attempt"));
}

RetryPolicy gcp_pubsub_retry(const DesignInput& input) {
  if (acknowledges_first(input)) return retry_after_letting_go(input);
  return retry_policy(
      input, "broker_redelivery",
      fmt::format("a message that is not acknowledged, or negatively, comes back after a delay "
                  "between 1 s and 60 s that the service chooses (retry_policy){}{}",
                  input.ordered() ? "; its ordering key waits meanwhile, and the later messages "
                                    "of the key come again as well"
                                  : "",
                  without_dead_letters(input, gcp_pubsub_fate(input))));
}

std::string gcp_pubsub_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return fmt::format("none: a message that fails every time {}", gcp_pubsub_fate(input));
  }
  return "the service forwards it after max_delivery_attempts, as well as it can count "
         "(dead_letter_policy, 5 to 100); errors that no retry heals take the same way, unless the "
         "consumer publishes them to the dead-letter topic itself and acknowledges";
}

std::string gcp_pubsub_group_strategy(const DesignInput& input) {
  return fmt::format("one pull subscription per consumer, its instances compete{}",
                     input.ordered() ? "; messages of one ordering key go to one of them" : "");
}

std::string gcp_pubsub_pause(const DesignInput& /*input*/) {
  return "close the streaming pull, or let flow control take no further message: deadlines of "
         "those in hand are extended or given up";
}

}  // namespace

Dialect gcp_pubsub_dialect() {
  return {.broker = "gcp_pubsub",
          .topics = gcp_pubsub_topics,
          .groups = gcp_pubsub_groups,
          .producer = gcp_pubsub_producer,
          .consumer = gcp_pubsub_consumer,
          .retry = gcp_pubsub_retry,
          .dead_letter_mechanism = gcp_pubsub_dead_letter_mechanism,
          .group_strategy = gcp_pubsub_group_strategy,
          .pause = gcp_pubsub_pause};
}

}  // namespace eventarch::assembly
