#pragma once

/// A name of ours among other words.

#include <optional>
#include <span>
#include <string_view>

namespace eventarch::text {

/// The only candidate that stands in the text as a whole word, whatever its case: `kafka-like`,
/// `Apache Kafka`. A guess for "did you mean" where nothing is closest: `not global` names
/// `global`.
[[nodiscard]] std::optional<std::string_view> named_among(
    std::string_view words, std::span<const std::string_view> candidates);

}  // namespace eventarch::text
