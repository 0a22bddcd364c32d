#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view manual =
    "https://pulsar.apache.org/docs/next/client-libraries-java-consumer/";

constexpr std::array keys{
    SettingKey{"receiverQueueSize", "1000", "0 or more", manual},
};

}  // namespace

extern const std::span<const SettingKey> pulsar_keys;
constinit const std::span<const SettingKey> pulsar_keys{keys};

}  // namespace eventarch::assembly
