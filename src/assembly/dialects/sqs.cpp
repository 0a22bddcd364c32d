#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialect.hpp"
#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/in_place.hpp"
#include "assembly/dialects/sqs_settings.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace {

using sqs::fifo;
using sqs::queue_name;
using sqs::with_sns;

constexpr double sqs_longest_hours = 14.0 * 24;

std::string queue_key(const DesignInput& input) {
  if (!fifo(input)) return "none";
  return fmt::format("MessageGroupId = {}", input.ordered() ? input.keys() : "event_id");
}

Topic sqs_queue(const DesignInput& input, std::string name, std::string kind, std::string purpose,
                std::vector<Setting> config) {
  return {
      .name = std::move(name),
      .kind = std::move(kind),
      .resource = fifo(input) ? "SQS FIFO queue" : "SQS standard queue",
      .partitions = input.sizing.partitions,
      .replication_factor = 0,
      .retention_hours = std::min(input.context.requirements.retention.hours(), sqs_longest_hours),
      .key = queue_key(input),
      .purpose = std::move(purpose),
      .config = std::move(config)};
}

Topic sns_topic(const DesignInput& input) {
  return {.name = queue_name(input, "", ""),
          .kind = "exchange",
          .resource = fifo(input) ? "SNS FIFO topic" : "SNS topic",
          .partitions = 0,
          .replication_factor = 0,
          .retention_hours = {},
          .key = queue_key(input),
          .purpose = "where producers publish; copies go to a queue per consumer",
          .config = sqs::sns_settings(input)};
}

Topic sqs_dead_letter_queue(const DesignInput& input, std::string_view owner) {
  Topic dead =
      sqs_queue(input, sqs::dead_letter_name(input, owner), "dead_letter", unprocessed_by(owner),
                sqs::dead_letter_settings(input, queue_name(input, owner, "")));
  dead.retention_hours = sqs::dead_letter_hours(input);
  return dead;
}

/// What SNS cannot hand over. Apart from the dead letters of the consumer: the service moves back
/// only those that came out of a queue.
Topic undelivered_queue(const DesignInput& input, std::string_view consumer) {
  Topic dead =
      sqs_queue(input, sqs::undelivered_name(input, consumer), "dead_letter",
                fmt::format("what SNS could not hand to the queue of {}", group_name(consumer)),
                sqs::undelivered_settings(input));
  dead.retention_hours = dead_letter_retention_hours;
  return dead;
}

std::vector<Topic> sqs_topics(const DesignInput& input) {
  std::vector<Topic> all;
  if (with_sns(input)) all.push_back(sns_topic(input));
  for (const std::string& consumer : input.context.consumers) {
    all.push_back(sqs_queue(input, queue_name(input, consumer, ""), "event",
                            fmt::format("the events, for {}", group_name(consumer)),
                            sqs::queue_settings(input, consumer)));
  }
  for (const SideFlow& flow : queue_flows(input.context)) {
    if (flow.compacted) continue;  // queues keep no latest state
    all.push_back(sqs_queue(input, queue_name(input, flow.suffix, ""), flow.kind, flow.purpose,
                            sqs::queue_settings(input, flow.suffix)));
  }
  for (const std::string& owner : queue_dead_letter_owners(input)) {
    all.push_back(sqs_dead_letter_queue(input, owner));
  }
  if (!with_sns(input) || !input.dead_letters()) return all;
  for (const std::string& consumer : input.context.consumers) {
    all.push_back(undelivered_queue(input, consumer));
  }
  return all;
}

std::vector<GroupResources> sqs_groups(const DesignInput& input) {
  return groups_of(
      input, [&](const std::string& consumer) { return queue_name(input, consumer, ""); },
      [&](const std::string& consumer) { return sqs::dead_letter_name(input, consumer); });
}

std::string sqs_fate(const DesignInput& input) {
  return fmt::format(
      "comes back every {} s until it is {} old{}; the consumer must count "
      "ApproximateReceiveCount and delete it after {}",
      sqs::visibility_seconds(input),
      notation::duration(Duration{
          std::min(input.context.requirements.retention.hours(), sqs_longest_hours) * 3'600'000}),
      fifo(input) ? ", and its message group waits all the while" : "",
      counted(input.max_attempts(), "attempt"));
}

RetryPolicy sqs_retry(const DesignInput& input) {
  if (acknowledges_first(input)) return retry_after_letting_go(input);
  return retry_policy(
      input, "broker_redelivery",
      fmt::format(
          "a message that is not deleted comes back after its visibility timeout ({} s); "
          "the consumer sets the delay of the schedule with ChangeMessageVisibility{}{}",
          sqs::visibility_seconds(input),
          fifo(input)
              ? "; its message group waits meanwhile, so that order is kept, as long as the "
                "consumer leaves the later messages of the group in its batch "
                "undeleted as well"
              : "",
          without_dead_letters(input, sqs_fate(input))));
}

std::string sqs_dead_letter_mechanism(const DesignInput& input) {
  if (!input.dead_letters()) {
    return fmt::format("none: a message that fails every time {}", sqs_fate(input));
  }
  if (acknowledges_first(input)) {
    return "the consumer sends it there itself after the last attempt and waits for the answer: it "
           "has deleted the message before, so the service has nothing left to move";
  }
  return fmt::format(
      "the consumer sends what no retry heals, and what it cannot decode, to the dead-letter queue "
      "itself, waits for the answer and deletes the message; everything else the service moves "
      "after maxReceiveCount receives (RedrivePolicy){}",
      fifo(input) ? "; the later messages of its group then go on without it" : "");
}

std::string sqs_group_strategy(const DesignInput& input) {
  return fmt::format("one queue per consumer{}; any number of instances poll it{}",
                     with_sns(input) ? ", subscribed to the SNS topic" : "",
                     fifo(input) ? ", one batch of a message group at a time" : "");
}

std::string sqs_pause(const DesignInput& /*input*/) {
  return "call ReceiveMessage no more: a message that is not received counts no receive towards "
         "maxReceiveCount; extend the visibility of those in hand (ChangeMessageVisibility)";
}

}  // namespace

Dialect sqs_dialect() {
  return {.broker = "sqs",
          .topics = sqs_topics,
          .groups = sqs_groups,
          .producer = sqs::producer_settings,
          .consumer = sqs::consumer_settings,
          .retry = sqs_retry,
          .dead_letter_mechanism = sqs_dead_letter_mechanism,
          .group_strategy = sqs_group_strategy,
          .pause = sqs_pause};
}

}  // namespace eventarch::assembly
