#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view archive =
    "https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html";
constexpr std::string_view attributes =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_SetQueueAttributes.html";
constexpr std::string_view change_visibility =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_ChangeMessageVisibility.html";
constexpr std::string_view delete_batch =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_DeleteMessageBatch.html";
constexpr std::string_view large_payloads =
    "https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html";
constexpr std::string_view publish =
    "https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html";
constexpr std::string_view receive =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_ReceiveMessage.html";
constexpr std::string_view send =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_SendMessageBatch.html";
constexpr std::string_view subscription =
    "https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html";
constexpr std::string_view topic =
    "https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html";

constexpr std::array sqs_key_list{
    SettingKey{"ArchivePolicy.MessageRetentionPeriod", "", "1 to 365 days", archive},
    SettingKey{"ChangeMessageVisibility", "", "a call; 0 to 43200 s", change_visibility},
    SettingKey{"ContentBasedDeduplication", "false", "true or false", attributes},
    SettingKey{"DeduplicationScope", "queue", "queue or messageGroup", attributes},
    SettingKey{"DelaySeconds", "0", "0 to 900 s", attributes},
    SettingKey{"DeleteMessageBatch", "", "a call; up to 10 messages", delete_batch},
    SettingKey{"FifoQueue", "false", "true or false", attributes},
    SettingKey{"FifoThroughputLimit", "perQueue", "perQueue or perMessageGroupId", attributes},
    SettingKey{"FifoThroughputScope", "Topic", "Topic or MessageGroup", topic},
    SettingKey{"FifoTopic", "false", "true or false", topic},
    SettingKey{"FilterPolicy", "", "a JSON document", subscription},
    SettingKey{"MaxNumberOfMessages", "1", "1 to 10", receive},
    SettingKey{"MaximumMessageSize", "1048576 of a queue, 262144 of an SNS topic",
               "1024 to 1048576 bytes", large_payloads},
    SettingKey{"MessageDeduplicationId", "", "unique within 5 minutes", send},
    SettingKey{"MessageGroupId", "", "up to 128 characters", send},
    SettingKey{"MessageRetentionPeriod", "345600", "60 to 1209600 s", attributes},
    SettingKey{"PublishBatch", "", "a call; up to 10 messages", publish},
    SettingKey{"RawMessageDelivery", "false", "true or false", subscription},
    SettingKey{"ReceiveMessageWaitTimeSeconds", "0", "0 to 20 s", attributes},
    SettingKey{"RedriveAllowPolicy.redrivePermission", "allowAll", "allowAll, denyAll or byQueue",
               attributes},
    SettingKey{"RedriveAllowPolicy.sourceQueueArns", "", "up to 10 ARNs, with byQueue", attributes},
    SettingKey{"RedrivePolicy.deadLetterTargetArn", "", "ARN of a queue of the same type",
               attributes},
    SettingKey{"RedrivePolicy.maxReceiveCount", "10", "1 to 1000", attributes},
    SettingKey{"SendMessageBatch", "", "a call; up to 10 messages", send},
    SettingKey{"SqsManagedSseEnabled", "true", "true or false", attributes},
    SettingKey{"VisibilityTimeout", "30", "0 to 43200 s", attributes},
    SettingKey{"WaitTimeSeconds", "ReceiveMessageWaitTimeSeconds of the queue", "0 to 20 s",
               receive},
};

}  // namespace

extern const std::span<const SettingKey> sqs_keys;
constinit const std::span<const SettingKey> sqs_keys{sqs_key_list};

}  // namespace eventarch::assembly
