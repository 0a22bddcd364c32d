#pragma once

/// Slips in writing a quantity that have one mended form, for "did you mean".

#include <optional>
#include <string>
#include <string_view>

#include "input/field_table.hpp"

namespace eventarch::input {

struct MendedQuantity {
  std::string text;
  bool is_certain = false;  ///< nothing else can have been meant, so that it may be written
};

/// What a field would take in the place of `text`, of exactly the same value: "10k msg/s" -> "10K
/// msg/s", "1 week" -> "7 days", "PT1H30M" -> "90 min". Empty where it cannot be understood. It may
/// still be out of the field's range.
[[nodiscard]] std::optional<MendedQuantity> mended(std::string_view text, FieldType type);

}  // namespace eventarch::input
