#pragma once

/// The closed vocabulary of the catalogue: which facts there are, of what kind, and which words a
/// choice may take.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "eventarch/catalogue.hpp"

namespace eventarch::catalogue {

enum class FactKind : std::uint8_t {
  choice,  ///< one of the words
  list,    ///< some of the words
  message_rate,
  byte_rate,
  duration,
  size,
  count,
};

/// Which words a quantity may be in the place of a number.
enum class InPlaceOfNumber : std::uint8_t { nothing, none, unlimited, either };

struct FactDescription {
  FactKey key;
  std::string_view name;
  FactKind kind;
  std::string_view meaning;
  std::span<const Word> words;  ///< of a choice or list
  InPlaceOfNumber admits = InPlaceOfNumber::nothing;
};

/// One row per FactKey, in the order of the enumeration.
[[nodiscard]] std::span<const FactDescription> facts();

[[nodiscard]] std::string_view name_of(FactKey key);

/// The words of a row, spelled.
[[nodiscard]] std::vector<std::string_view> spelled(std::span<const Word> words);

}  // namespace eventarch::catalogue
