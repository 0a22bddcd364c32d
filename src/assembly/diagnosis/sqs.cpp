#include <array>

#include "assembly/diagnosis.hpp"

namespace eventarch::assembly {
namespace {

using enum Issue;
constexpr std::array sqs_first_commands{
    FirstCommand{consumer_lag, "",
                 "aws sqs get-queue-attributes --queue-url \"$(aws sqs get-queue-url "
                 "--queue-name {topic} --query QueueUrl --output text)\" --attribute-names "
                 "ApproximateNumberOfMessages ApproximateNumberOfMessagesNotVisible"},
    FirstCommand{message_loss, "",
                 "aws sqs get-queue-attributes --queue-url \"$(aws sqs get-queue-url "
                 "--queue-name {topic} --query QueueUrl --output text)\" --attribute-names "
                 "MessageRetentionPeriod RedrivePolicy"},
    FirstCommand{duplicates, "",
                 "aws sqs get-queue-attributes --queue-url \"$(aws sqs get-queue-url "
                 "--queue-name {topic} --query QueueUrl --output text)\" --attribute-names "
                 "VisibilityTimeout"},
    FirstCommand{ordering_issues, "",
                 "aws sqs get-queue-attributes --queue-url \"$(aws sqs get-queue-url "
                 "--queue-name {topic} --query QueueUrl --output text)\" --attribute-names "
                 "All"},
    FirstCommand{dlq_overflow, "",
                 "aws sqs receive-message --queue-url \"$(aws sqs get-queue-url --queue-name "
                 "{dead_letter} --query QueueUrl --output text)\" --max-number-of-messages 10 "
                 "--visibility-timeout 0 --attribute-names All --message-attribute-names All"},
    FirstCommand{rebalance_storms, "",
                 "aws sqs get-queue-attributes --queue-url \"$(aws sqs get-queue-url "
                 "--queue-name {topic} --query QueueUrl --output text)\" --attribute-names "
                 "ApproximateNumberOfMessagesNotVisible VisibilityTimeout"},
};

}  // namespace

extern const std::span<const FirstCommand> sqs_commands;
constinit const std::span<const FirstCommand> sqs_commands{sqs_first_commands};

}  // namespace eventarch::assembly
