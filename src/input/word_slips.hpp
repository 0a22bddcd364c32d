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

/// The truth value that the word stands for: one of YAML 1.1 (`yes`, `Off`), in any case or quoted,
/// or a slip in writing `true` or `false`. Empty where it stands for none.
[[nodiscard]] std::optional<bool> truth_of(std::string_view word);

/// A word that is close to a truth value without being one, such as `enabled`. A guess.
[[nodiscard]] std::optional<bool> likely_truth_of(std::string_view word);

}  // namespace eventarch::input
