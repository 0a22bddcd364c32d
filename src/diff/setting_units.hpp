#pragma once

/// The figures of settings with their units: brokers take bare numbers.

#include <string>
#include <string_view>
#include <vector>

namespace eventarch::diff {

/// A value of a setting for people: "60480000 ms (16.8 hours)", "145533916891 bytes (145.5 GB)",
/// "no limit" where a number stands for it. Other settings, and values that are no number, as they
/// are.
[[nodiscard]] std::string with_unit(std::string_view key, const std::string& value);

/// The settings whose names do not tell the unit; a test compares them with the key tables.
[[nodiscard]] std::vector<std::string_view> settings_with_listed_units();

}  // namespace eventarch::diff
