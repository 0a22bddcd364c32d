#include <array>

#include "assembly/setting_key.hpp"

namespace eventarch::assembly {
namespace {

// Spelt as `nats stream info --json` and `nats consumer info --json` show them.
constexpr std::string_view nats_jetstream_consumers =
    "https://docs.nats.io/nats-concepts/jetstream/consumers";
constexpr std::string_view headers = "https://docs.nats.io/nats-concepts/jetstream/headers";
constexpr std::string_view jetstream = "https://docs.nats.io/nats-concepts/jetstream";
constexpr std::string_view model =
    "https://docs.nats.io/using-nats/developer/develop_jetstream/model_deep_dive";
constexpr std::string_view news = "https://docs.nats.io/release-notes/whats_new/whats_new_212";
constexpr std::string_view server = "https://docs.nats.io/running-a-nats-service/configuration";
constexpr std::string_view nats_jetstream_streams =
    "https://docs.nats.io/nats-concepts/jetstream/streams";

constexpr std::array nats_jetstream_key_list{
    SettingKey{"Nats-Expected-Last-Subject-Sequence", "", "a sequence number", headers},
    SettingKey{"Nats-Msg-Id", "", "unique within duplicate_window", model},
    SettingKey{"ack_policy", "explicit", "explicit, none or all", nats_jetstream_consumers},
    SettingKey{"ack_wait", "30s", "a duration", nats_jetstream_consumers},
    SettingKey{"allow_msg_schedules", "false", "true or false", news},
    SettingKey{"deliver_policy", "all",
               "all, last, new, by_start_sequence, by_start_time or last_per_subject",
               nats_jetstream_consumers},
    SettingKey{"discard", "old", "old or new", nats_jetstream_streams},
    SettingKey{"duplicate_window", "2m", "a duration; long ones are discouraged", model},
    SettingKey{"durable_name", "", "a name without dots, blanks, * and >",
               nats_jetstream_consumers},
    SettingKey{"filter_subjects", "all subjects of the stream", "subjects",
               nats_jetstream_consumers},
    SettingKey{"max_ack_pending", "1000", "-1 or more", nats_jetstream_consumers},
    SettingKey{"max_age", "unlimited", "a duration", nats_jetstream_streams},
    SettingKey{"max_deliver", "-1", "-1 or more; -1 is no limit", nats_jetstream_consumers},
    SettingKey{"max_msgs_per_subject", "unlimited", "-1 or more", nats_jetstream_streams},
    SettingKey{"max_payload", "1048576", "1 to 67108864 bytes; at most 8 MB is advised", server},
    SettingKey{"max_pending", "67108864", "1 or more bytes; no less than max_payload", server},
    SettingKey{"no_ack", "false", "true or false", nats_jetstream_streams},
    SettingKey{"num_replicas", "1", "1 to 5", nats_jetstream_streams},
    SettingKey{"retention", "limits", "limits, workqueue or interest", nats_jetstream_streams},
    SettingKey{"storage", "file", "file or memory", nats_jetstream_streams},
    SettingKey{"subjects", "the stream's name", "subjects, with * and >", nats_jetstream_streams},
    SettingKey{"sync_interval", "2m", "a duration, or always", jetstream},
};

}  // namespace

extern const std::span<const SettingKey> nats_jetstream_keys;
constinit const std::span<const SettingKey> nats_jetstream_keys{nats_jetstream_key_list};

}  // namespace eventarch::assembly
