#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialects/in_place.hpp"
#include "assembly/dialects/pulsar_family.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace pulsar_family {

std::string subscription_type(const DesignInput& input) {
  if (shared(input)) return "Shared";
  if (key_shared(input)) return "Key_Shared";
  return input.mode.id == "failover" ? "Failover" : "Exclusive";
}

namespace {

std::vector<GroupResources> groups(const DesignInput& input) {
  return groups_of(
      input,
      [&](const std::string& consumer) {
        return fmt::format("{}, subscription {}", topic_name(input), group_name(consumer));
      },
      [&](const std::string& consumer) { return dead_letter_name(input, group_name(consumer)); });
}

RetryPolicy letters(const DesignInput& input) {
  RetryPolicy policy = retry_policy(
      input, "retry_topic",
      "the client re-publishes to the retry topic of its group (enableRetry), and delayed delivery "
      "brings the message back; a Shared subscription has no order to lose");
  const double rate = input.sizing.traffic.average.per_second;
  constexpr double failing = 0.01;
  policy.price = fmt::format(
      "{} more; each retry is one more message written and read: were 1 % to fail once, {} more. "
      "The broker looks for due messages once a second, so delays are up to a second longer",
      counted(input.context.consumers.size(), "topic"),
      notation::rate(
          MessageRate{rate * failing * static_cast<double>(input.context.consumers.size())}));
  return policy;
}

RetryPolicy negative(const DesignInput& input) {
  RetryPolicy policy =
      retry_policy(input, "broker_redelivery",
                   "a negative acknowledgement brings the message back; it comes out of order, "
                   "which is not asked for");
  policy.price = fmt::format(
      "delays as negativeAckRedeliveryBackoff gives them, without jitter, and kept by the client: "
      "a "
      "consumer that restarts gets the message at once. Messages that wait count as "
      "unacknowledged, "
      "of which a consumer may hold {}",
      notation::number(std::clamp(10 * receiver_queue(input), 1'000.0, 50'000.0)));
  return policy;
}

RetryPolicy retry(const DesignInput& input) {
  if (retry_letters(input)) return letters(input);
  if (negative_acknowledgements(input)) return negative(input);
  return retry_policy(
      input, "blocking",
      key_shared(input)
          ? "the consumer retries in place, since a negative acknowledgement would let later "
            "messages of the key overtake; other consumers go on with their keys"
          : fmt::format("the consumer retries in place: {} subscriptions have neither retry topic "
                        "nor dead-letter policy{}",
                        subscription_type(input), input.ordered() ? ", and order is kept" : ""));
}

std::string dead_letter_mechanism(const DesignInput& input) {
  if (client_dead_letters(input)) {
    return "the client library publishes it after maxRedeliverCount (deadLetterPolicy); for errors "
           "that are not retried the consumer publishes it itself, then acknowledges";
  }
  return fmt::format(
      "the consumer publishes to the dead-letter topic, waits for the confirmation, then "
      "acknowledges: {}",
      input.max_attempts() < 2 ? "the client's policy begins with one redelivery"
      : key_shared(input) ? "the client's policy counts redeliveries, and retries in place have "
                            "none"
                          : "this subscription type has no dead-letter policy");
}

std::string group_strategy(const DesignInput& input) {
  if (input.mode.id == "exclusive") {
    return "one Exclusive subscription per consumer, with a single instance";
  }
  return fmt::format(
      "one {} subscription per consumer; {}", subscription_type(input),
      shared(input) || key_shared(input) ? "any number of instances"
      : input.sizing.partitions == 1
          ? "the one partition feeds one instance, and another stands by"
          : fmt::format("each of the {} partitions feeds one instance", input.sizing.partitions));
}

std::string pause(const DesignInput& input) {
  return fmt::format(
      "consumer.pause(): the client asks for no more messages, up to {} that it has fetched per "
      "partition stay with it, and the subscription stays connected; resume() with the trial call",
      notation::number(receiver_queue(input)));
}

}  // namespace
}  // namespace pulsar_family

Dialect pulsar_dialect() {
  return {.broker = "pulsar",
          .topics = pulsar_family::topics,
          .groups = pulsar_family::groups,
          .producer = pulsar_family::producer,
          .consumer = pulsar_family::consumer,
          .retry = pulsar_family::retry,
          .dead_letter_mechanism = pulsar_family::dead_letter_mechanism,
          .group_strategy = pulsar_family::group_strategy,
          .pause = pulsar_family::pause};
}

}  // namespace eventarch::assembly
