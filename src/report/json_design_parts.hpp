#pragma once

/// The parts that the design of the JSON report is put together from.

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

[[nodiscard]] nlohmann::ordered_json setting_value(const SettingValue& value);

/// Configuration keys with value, default, reason and source.
[[nodiscard]] nlohmann::ordered_json settings_of(const std::vector<Setting>& settings);

[[nodiscard]] nlohmann::ordered_json consumer_config_of(const ConsumerConfig& config);

[[nodiscard]] nlohmann::ordered_json observability_of(const Observability& observability);
[[nodiscard]] nlohmann::ordered_json checklist_of(const std::vector<ChecklistItem>& items);
[[nodiscard]] nlohmann::ordered_json troubleshooting_of(
    const std::vector<TroubleshootingEntry>& entries);

/// The fields of a log sample, as one object that is valid against the log schema.
[[nodiscard]] nlohmann::ordered_json log_line_of(const LogSample& sample);

}  // namespace eventarch::report
