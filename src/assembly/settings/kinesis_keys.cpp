#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view kinesis_client =
    "https://docs.aws.amazon.com/streams/latest/dev/kcl-configuration.html";
constexpr std::string_view fan_out =
    "https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html";
constexpr std::string_view large_records =
    "https://docs.aws.amazon.com/streams/latest/dev/large-records.html";
constexpr std::string_view producer =
    "https://docs.aws.amazon.com/streams/latest/dev/kinesis-kpl-config.html";
constexpr std::string_view put =
    "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html";
constexpr std::string_view stream =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
    "aws-resource-kinesis-stream.html";

constexpr std::array kinesis_key_list{
    SettingKey{"AggregationEnabled", "true", "true or false", producer},
    SettingKey{"ConsumerName", "", "one registered consumer a group; 20 a stream at most", fan_out},
    SettingKey{"MaxRecordSizeInKiB", "1024", "1024 to 10240 KiB", large_records},
    SettingKey{"PartitionKey", "", "a string, hashed to a shard", put},
    SettingKey{"RetentionPeriodHours", "24", "24 to 8760 hours", stream},
    SettingKey{"ShardCount", "", "1 or more", stream},
    SettingKey{"StreamEncryption.EncryptionType", "", "KMS", stream},
    SettingKey{"StreamEncryption.KeyId", "", "a KMS key", stream},
    SettingKey{"StreamModeDetails.StreamMode", "PROVISIONED", "ON_DEMAND or PROVISIONED", stream},
    SettingKey{"applicationName", "", "unique among the groups", kinesis_client},
    SettingKey{"checkpoint", "", "a call; before or after processing", kinesis_client},
    SettingKey{"initialPositionInStream", "LATEST", "LATEST, TRIM_HORIZON or AT_TIMESTAMP",
               kinesis_client},
    SettingKey{"maxRecords", "10000", "1 to 10000", kinesis_client},
};

}  // namespace

extern const std::span<const SettingKey> kinesis_keys;
constinit const std::span<const SettingKey> kinesis_keys{kinesis_key_list};

}  // namespace eventarch::assembly
