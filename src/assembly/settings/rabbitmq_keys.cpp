#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view manual = "https://www.rabbitmq.com/docs/quorum-queues";

constexpr std::array keys{
    SettingKey{"x-queue-type", "classic", "classic, quorum or stream", manual},
};

}  // namespace

extern const std::span<const SettingKey> rabbitmq_keys;
constinit const std::span<const SettingKey> rabbitmq_keys{keys};

}  // namespace eventarch::assembly
