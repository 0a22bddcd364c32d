/// Dead letters of Pulsar: written by the client library, or by the consumer itself.

#include <fmt/format.h>

#include "assembly/dialects/pulsar_family.hpp"
#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

std::vector<std::string> pulsar_triggers(const DesignInput& input) {
  if (!pulsar_family::client_dead_letters(input)) return {};
  return {
      "a message that came back maxRedeliverCount times, by ackTimeout or because its consumer "
      "was gone: these redeliveries count too"};
}

std::vector<MessageHeader> pulsar_headers(const DesignInput& input) {
  if (!pulsar_family::client_dead_letters(input)) {
    return own_headers({{"x-original-message-id", "its message id there"}});
  }
  std::vector<MessageHeader> all{
      {"REAL_TOPIC", "where the message was read first; written by the client"},
      {"ORIGIN_MESSAGE_ID", "its message id there; written by the client"}};
  if (pulsar_family::retry_letters(input)) {
    all.push_back({"RECONSUMETIMES", "how often it was tried again; written by the client"});
    all.push_back({"DELAY_TIME", "its last delay in milliseconds; written by the client"});
  }
  all.push_back({"x-last-error-class",
                 "class of the last error, where the consumer publishes "
                 "or re-publishes the message itself"});
  all.push_back({"traceparent", "trace of the message, W3C Trace Context"});
  return all;
}

std::vector<std::string> pulsar_replay(const DesignInput& input, const GroupResources& group) {
  const std::string_view keeper = pulsar_family::dead_letter_keeper;
  std::vector<std::string> steps;
  if (!pulsar_family::client_dead_letters(input)) {
    steps.push_back(fmt::format(
        "the subscription to look through is created once, with the topic: pulsar-admin topics "
        "create-subscription --subscription {} --messageId earliest {}",
        keeper, group.dead_letter));
  }
  const bool partitioned = side_partitions(input) > 1;
  steps.push_back(fmt::format(
      "look into it: pulsar-admin topics peek-messages --count 10 --subscription {} {}{}", keeper,
      group.dead_letter,
      partitioned ? fmt::format("-partition-0, and so on to -partition-{}: each partition in turn",
                                side_partitions(input) - 1)
                  : ""));
  if (pulsar_family::retry_letters(input)) {
    steps.push_back(fmt::format(
        "publish the messages to {}, which only {} reads, with x-replay-of = "
        "their topic and message id; acknowledge each one after that",
        pulsar_family::retry_name(input, group_name(group.group)), group_name(group.group)));
  } else {
    steps.push_back(
        fmt::format("run the handler of {} once on {}, with a subscription of its own, "
                    "{}-replay: a copy in {} would reach every subscription",
                    group_name(group.group), group.dead_letter, group_name(group.group),
                    pulsar_family::topic_name(input)));
  }
  return steps;
}

}  // namespace

DeadLetterUnit pulsar_dead_letters() {
  return {.broker = "pulsar",
          .triggers = pulsar_triggers,
          .headers = pulsar_headers,
          .replay = pulsar_replay,
          .retention_note = nullptr};
}

}  // namespace eventarch::assembly
