#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view manual =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
    "API_SetQueueAttributes.html";

constexpr std::array keys{
    SettingKey{"VisibilityTimeout", "30", "0 to 43200 s", manual},
};

}  // namespace

extern const std::span<const SettingKey> sqs_keys;
constinit const std::span<const SettingKey> sqs_keys{keys};

}  // namespace eventarch::assembly
