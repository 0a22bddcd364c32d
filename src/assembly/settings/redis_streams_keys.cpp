#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

constexpr std::string_view configuration =
    "https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/";
constexpr std::string_view eviction = "https://redis.io/docs/latest/develop/reference/eviction/";
constexpr std::string_view persistence =
    "https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/";
constexpr std::string_view redis_streams_streams =
    "https://redis.io/docs/latest/develop/data-types/streams/";

constexpr std::array redis_streams_key_list{
    SettingKey{"WAIT numreplicas", "", "0 or more", redis_streams_streams},
    SettingKey{"XACK", "", "a call; after processing", redis_streams_streams},
    SettingKey{"XADD MINID", "no trimming", "~ and an id: a time in milliseconds",
               redis_streams_streams},
    SettingKey{"XAUTOCLAIM min-idle-time", "", "0 or more ms", redis_streams_streams},
    SettingKey{"XGROUP CREATE id", "", "$, 0 or an id", redis_streams_streams},
    SettingKey{"XREADGROUP BLOCK", "does not wait", "0 or more ms", redis_streams_streams},
    SettingKey{"XREADGROUP COUNT", "no limit", "1 or more", redis_streams_streams},
    SettingKey{"XREADGROUP NOACK", "off", "true or false", redis_streams_streams},
    SettingKey{"appendfsync", "everysec", "always, everysec or no", persistence},
    SettingKey{"appendonly", "no", "yes or no", persistence},
    SettingKey{"maxmemory-policy", "noeviction", "noeviction, or a policy that evicts keys",
               eviction},
    SettingKey{"min-replicas-to-write", "0", "0 or more", configuration},
};

}  // namespace

extern const std::span<const SettingKey> redis_streams_keys;
constinit const std::span<const SettingKey> redis_streams_keys{redis_streams_key_list};

}  // namespace eventarch::assembly
