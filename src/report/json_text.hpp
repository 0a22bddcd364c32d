#pragma once

/// JSON as every report writes it: valid, and harmless where somebody looks at it.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace eventarch::report {

/// A text; null, which no text can be taken for, where it is empty.
[[nodiscard]] nlohmann::ordered_json text_or_null(std::string_view text);

/// In UTF-8, with a line end. Control characters, marks that turn or hide text, and the brackets
/// that services which run builds take for a command are written as escapes; invalid bytes are
/// replaced.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value, bool is_indented);

/// The same of a text that is JSON already, such as a schema of ours, indented.
[[nodiscard]] std::string laid_out_json(std::string_view text);

}  // namespace eventarch::report
