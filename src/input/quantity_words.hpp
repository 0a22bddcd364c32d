#pragma once

/// How people write units that the fields of a design file do not take, and what the fields do
/// take.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "input/field_table.hpp"

namespace eventarch::input {

/// An exact number, at least zero.
struct Fraction {
  std::uint64_t top = 0;
  std::uint64_t bottom = 1;
};

/// What a word stands for, in the base unit of its field: microseconds, bytes, bytes a second,
/// messages a second, percent, or one.
struct UnitMeaning {
  Fraction size;
  bool is_certain = true;  ///< false: another unit could have been meant
};

/// `unit` without blanks, as written. Empty where it is no word for a unit of such a field.
[[nodiscard]] std::optional<UnitMeaning> unit_meaning(FieldType type, std::string_view unit);

/// A unit that a field takes.
struct TakenUnit {
  std::string_view name;  ///< as it follows the number
  std::uint64_t size = 1;
};

/// From the largest on; empty for fields that are no quantities.
[[nodiscard]] std::span<const TakenUnit> taken_units(FieldType type);

}  // namespace eventarch::input
