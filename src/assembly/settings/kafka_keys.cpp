#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view manual = "https://kafka.apache.org/documentation/#producerconfigs";

constexpr std::array keys{
    SettingKey{"acks", "all", "all, 1 or 0", manual},
};

}  // namespace

extern const std::span<const SettingKey> kafka_keys;
constinit const std::span<const SettingKey> kafka_keys{keys};

}  // namespace eventarch::assembly
