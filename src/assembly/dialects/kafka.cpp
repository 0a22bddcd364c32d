/// Kafka: topics read by consumer groups, and share groups. What Redpanda has in common is declared
/// in kafka_family.hpp; topics, producers and consumers have a file each.

#include <fmt/format.h>

#include <algorithm>

#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/kafka_family.hpp"
#include "support/notation.hpp"

namespace eventarch::assembly {
namespace kafka_family {
namespace {

/// The broker counts deliveries and knows neither delays nor more than ten of them.
RetryPolicy share_retry(const DesignInput& input) {
  constexpr std::uint32_t most = 10;
  if (commits_before(input)) return retry_after_letting_go(input);
  RetryPolicy policy = retry_policy(input, "broker_redelivery", {});
  policy.max_attempts = std::min(policy.max_attempts, most);
  policy.why = fmt::format(
      "the broker counts deliveries and hands a released record to the next consumer{}",
      input.max_attempts() > most ? fmt::format("; {} attempts are asked for and the broker allows "
                                                "{}",
                                                input.max_attempts(), most)
                                  : "");
  constexpr double window = 2'000;
  policy.price = fmt::format(
      "a released record comes back at once, whatever the schedule says: to wait, the consumer "
      "keeps it, renews its lock (RENEW) and releases it when the delay is over. Each record that "
      "waits takes one of about {} places in the window of its partition, and a full window stops "
      "the partition",
      notation::number(window));
  return policy;
}

}  // namespace

RetryPolicy retry(const DesignInput& input) {
  if (share_group(input)) return share_retry(input);
  if (input.ordered()) {
    return retry_policy(
        input, "blocking",
        fmt::format("the partition waits, so that order is kept; a retry topic would let later "
                    "records of the same key overtake{}",
                    input.exactly_once()
                        ? "; the transaction is aborted before each wait, since an "
                          "open one holds up every read_committed reader"
                        : ""));
  }
  RetryPolicy policy =
      retry_policy(input, "retry_topic",
                   "a failed record waits in the retry topic of its group and holds nobody up; "
                   "order is not asked for");
  return policy;
}

std::string dead_letter_mechanism(const DesignInput& input) {
  if (share_group(input) && commits_before(input)) {
    return "the consumer publishes it and waits for the confirmation: a record that was accepted "
           "before its processing can no longer be rejected";
  }
  if (share_group(input)) {
    return "4.4 and later: the broker writes it when a record is rejected or over the limit "
           "(errors.deadletterqueue.topic.name; twice in rare cases); before, a record over the "
           "limit is dropped, so the consumer publishes it and then accepts the record";
  }
  return input.exactly_once()
             ? "the consumer writes it to the dead-letter topic in the same transaction that "
               "commits the offset"
             : "the consumer publishes to the dead-letter topic, waits for the confirmation, then "
               "commits the offset; a crash in between makes a second dead letter, never a loss";
}

std::string group_strategy(const DesignInput& input) {
  if (share_group(input)) {
    return "one share group per consumer; any number of instances up to 200, records are shared "
           "out one by one";
  }
  return input.sizing.partitions == 1
             ? "one consumer group per consumer; the one partition feeds one instance of a group"
             : fmt::format(
                   "one consumer group per consumer; each of the {} partitions feeds one "
                   "instance of a group",
                   input.sizing.partitions);
}

std::string pause(const DesignInput& input) {
  if (share_group(input)) {
    return "stop polling and renew the locks of the records in hand (RENEW): share consumers have "
           "no pause(), and a release would count as a delivery";
  }
  return "pause() the assigned partitions and keep polling: the group keeps the member, and polls "
         "bring nothing; resume() with the trial call";
}

}  // namespace kafka_family

Dialect kafka_dialect() {
  return {.broker = "kafka",
          .topics = kafka_family::topics,
          .groups = kafka_family::groups,
          .producer = kafka_family::producer,
          .consumer = kafka_family::consumer,
          .retry = kafka_family::retry,
          .dead_letter_mechanism = kafka_family::dead_letter_mechanism,
          .group_strategy = kafka_family::group_strategy,
          .pause = kafka_family::pause};
}

}  // namespace eventarch::assembly
