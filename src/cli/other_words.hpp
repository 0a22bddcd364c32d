#pragma once

/// Words that people type for a command, a flag or a schema that is called something else: no slip
/// of the keyboard, so that no distance between words finds them.

#include <optional>
#include <string_view>

namespace eventarch::cli {

/// "design" for "plan"; empty where the word means no command.
[[nodiscard]] std::optional<std::string_view> command_meant_by(std::string_view word);

/// "--format json" for "--json"; empty where the word means no flag.
[[nodiscard]] std::optional<std::string_view> flag_meant_by(std::string_view word);

/// "report" for "design"; empty where the word means no schema.
[[nodiscard]] std::optional<std::string_view> schema_meant_by(std::string_view word);

}  // namespace eventarch::cli
