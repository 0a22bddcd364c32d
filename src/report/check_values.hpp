#pragma once

/// What the JSON formats of `check` share.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "eventarch/check.hpp"

namespace eventarch::report {

/// The text of a value, on one line or indented by two, with a line end. ASCII controls are escaped
/// by the rules of JSON, and so is everything else that a terminal obeys, a reader cannot see or a
/// build service would take for a command. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value, bool is_indented);

}  // namespace eventarch::report
