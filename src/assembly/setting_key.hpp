#pragma once

/// The configuration keys that designs set, as their documentation has them. One file a broker in
/// settings/, one row each in setting_key_table.cpp.

#include <span>
#include <string_view>

namespace eventarch::assembly {

struct SettingKey {
  std::string_view key;            ///< exactly as the broker or its client spells it
  std::string_view default_value;  ///< as documented; empty: there is none
  std::string_view range;          ///< what it may be: "2 to 10", "all, 1 or 0"
  std::string_view source;         ///< page of the documentation
};

/// The keys of a broker, ordered by key; empty for a broker of the user's own.
[[nodiscard]] std::span<const SettingKey> setting_keys(std::string_view broker);

/// Null where the broker's table has no such key.
[[nodiscard]] const SettingKey* find_setting_key(std::string_view broker, std::string_view key);

}  // namespace eventarch::assembly
