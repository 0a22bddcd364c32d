/// Dead letters of SQS: the service moves the message as it is; the consumer sends what no retry
/// heals itself.

#include <fmt/format.h>

#include "assembly/dialects/decided.hpp"
#include "assembly/dialects/sqs_settings.hpp"
#include "assembly/failure_handling.hpp"

namespace eventarch::assembly {
namespace {

std::vector<std::string> sqs_triggers(const DesignInput& input) {
  std::vector<std::string> all;
  if (!acknowledges_first(input)) {
    all.emplace_back(
        "a message received maxReceiveCount times and not deleted: a visibility timeout that ran "
        "out counts as much as an error");
  }
  if (sqs::with_sns(input)) {
    all.push_back(
        fmt::format("what SNS cannot hand to the queue of a consumer, into a queue of its own: {}",
                    sqs::undelivered_name(input, input.context.consumers.front())));
  }
  return all;
}

std::vector<MessageHeader> sqs_headers(const DesignInput& input) {
  const MessageHeader age =
      sqs::fifo(input)
          ? MessageHeader{"timestamp", "of the event itself: the age starts anew in this queue"}
          : MessageHeader{"SentTimestamp", "when it was first sent; kept by the service"};
  return {
      {"ApproximateReceiveCount", "receives so far; kept by the service"},
      age,
      {"event_id", "finds the error in the consumer's log: the service adds none to the message"},
      {"traceparent", "trace of the message, W3C Trace Context, as a message attribute"}};
}

std::vector<std::string> sqs_replay(const DesignInput& input, const GroupResources& group) {
  std::vector<std::string> steps{
      fmt::format("look into it: aws sqs receive-message --queue-url \"$(aws sqs get-queue-url "
                  "--queue-name {} --query QueueUrl --output text)\" "
                  "--attribute-names All --message-attribute-names All",
                  group.dead_letter),
      fmt::format("move the messages back to {}: aws sqs start-message-move-task --source-arn "
                  "\"$DEAD_LETTERS_ARN\" --destination-arn \"$QUEUE_ARN\" "
                  "--max-number-of-messages-per-second 10, with the ARNs of {} and {} in these "
                  "variables; the destination is named because what the consumer sent itself has "
                  "no source to return to; only {} reads it",
                  group.subscribes_to, group.dead_letter, group.subscribes_to,
                  group_name(group.group))};
  if (sqs::with_sns(input)) {
    steps.push_back(
        fmt::format("receive what is in {} and send it to {}: start-message-move-task "
                    "refuses dead letters that SNS has sent",
                    sqs::undelivered_name(input, group.group), group.subscribes_to));
  }
  return steps;
}

std::string_view retention_note(const DesignInput& input) {
  return sqs::fifo(input)
             ? "; on FIFO queues the age starts anew when a message moves, so the dead-letter "
               "queue is set to the same"
             : "; the dead-letter queue is set to 14 days, since on standard queues the age of a "
               "message counts from its first send";
}

}  // namespace

DeadLetterUnit sqs_dead_letters() {
  return {.broker = "sqs",
          .triggers = sqs_triggers,
          .headers = sqs_headers,
          .replay = sqs_replay,
          .retention_note = retention_note};
}

}  // namespace eventarch::assembly
