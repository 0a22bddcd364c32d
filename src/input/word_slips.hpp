#pragma once

/// Words that people write for the values of a field: the terms of a broker, or of everyday.

#include <optional>
#include <string_view>

namespace eventarch::input {

/// What the word most likely means as a value of the field, such as `leader` for `producer_acks:
/// 1`. Case, blanks and the signs that join words make no difference. A guess: nothing to mend a
/// file by.
[[nodiscard]] std::optional<std::string_view> meant_by(std::string_view word,
                                                       std::string_view field);

}  // namespace eventarch::input
