/// Dead letters of SQS: the service moves the message as it is.

#include <fmt/format.h>

#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

std::vector<std::string> triggers(const DesignInput& /*input*/) {
  return {
      "a message received maxReceiveCount times and not deleted: a visibility timeout that ran "
      "out counts as much as an error"};
}

std::vector<MessageHeader> headers(const DesignInput& /*input*/) {
  return {
      {"ApproximateReceiveCount", "receives so far; kept by the service"},
      {"SentTimestamp", "when it was first sent; kept by the service"},
      {"event_id", "finds the error in the consumer's log: the service adds none to the message"},
      {"traceparent", "trace of the message, W3C Trace Context, as a message attribute"}};
}

std::vector<std::string> replay(const DesignInput& /*input*/, const GroupResources& group) {
  return {fmt::format("look into it: aws sqs receive-message --queue-url <url of {}> "
                      "--attribute-names All --message-attribute-names All",
                      group.dead_letter),
          fmt::format("move the messages back to {}: aws sqs start-message-move-task --source-arn "
                      "<arn of {}> --max-number-of-messages-per-second 10; only {} reads it",
                      group.subscribes_to, group.dead_letter, group_name(group.group))};
}

}  // namespace

DeadLetterUnit sqs_dead_letters() {
  return {.broker = "sqs",
          .triggers = triggers,
          .headers = headers,
          .replay = replay,
          .retention_note =
              "; the dead-letter queue is set to more, since the age of the message "
              "counts from its first send"};
}

}  // namespace eventarch::assembly
