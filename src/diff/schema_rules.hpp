#pragma once

/// How a change of a message's fields is judged, by schema language and mode of compatibility.

#include <cstdint>
#include <span>

#include "eventarch/design.hpp"
#include "eventarch/diff.hpp"

namespace eventarch::diff {

/// What can happen to a field of a payload.
enum class FieldChange : std::uint8_t {
  optional_added,
  required_added,
  optional_removed,
  required_removed,
  type_changed,
  widened,         ///< integer to number
  text_loosened,   ///< text of one form, such as a UUID, to any text
  text_tightened,  ///< any text to text of one form
  time_loosened,   ///< a timestamp to any text
  enum_loosened,   ///< symbols to any text
  text_or_bytes,   ///< text to bytes, or the reverse
  made_optional,
  made_required,
  symbol_added,
  symbol_removed,
  symbols_reordered,
  renumbered,  ///< the same field at another place
};

/// A row of the table.
struct FieldRule {
  /// Whether readers of before must also read what is written now.
  enum class Mode : std::uint8_t { any, full, not_full };

  SchemaFormat format;
  FieldChange change;
  Mode mode;
  ChangeRule rule;
};

[[nodiscard]] std::span<const FieldRule> field_rules();

/// The row for a change; that of `type_changed` where the format has none for a change of types,
/// null where the change means nothing in the format.
[[nodiscard]] const ChangeRule* field_rule(FieldChange change, const MessageSchema& schema);

}  // namespace eventarch::diff
