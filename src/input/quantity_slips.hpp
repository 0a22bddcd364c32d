#pragma once

/// Slips in writing a quantity that have one mended form, for "did you mean".

#include <optional>
#include <string>
#include <string_view>

#include "input/field_table.hpp"

namespace eventarch::input {

struct MendedQuantity {
  std::string text;
  bool certain = false;  ///< nothing else can have been meant, so that it may be written
};

/// "10k msg/s" -> "10K msg/s", "5 msgs/s" -> "5 msg/s"; empty where no such slip is known.
[[nodiscard]] std::optional<MendedQuantity> mended(std::string_view text, FieldType type);

}  // namespace eventarch::input
