#pragma once

/// Edits that mend a slip where it is certain what was meant: they are made unasked.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"
#include "input/document.hpp"

namespace eventarch::input {

/// The candidate that `wanted` can only be a slip of: the same but for case and separators, or the
/// only one that is close. Empty where two come into question.
[[nodiscard]] std::optional<std::string_view> certainly_meant(
    std::string_view wanted, std::span<const std::string_view> candidates);

/// Puts a plain word in the place of a scalar; its quotes stay. Nothing where the scalar is written
/// otherwise than it reads, or where other places share it.
[[nodiscard]] std::vector<Edit> replacing(const Node& scalar, std::string_view text);

/// Mends a misspelt key of a mapping; nothing where the mapping would then have it twice.
[[nodiscard]] std::vector<Edit> respelling(const Document& document, const Node& mapping,
                                           const Node& key,
                                           std::span<const std::string_view> known);

}  // namespace eventarch::input
