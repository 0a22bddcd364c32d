#pragma once

/// What the name of a payload field says about its content.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/context.hpp"

namespace eventarch::rules {

/// The words of a name, in lower case and with a text before each: before blanks cardNumber,
/// card_number and CARD-NUMBER are all " card number".
[[nodiscard]] std::string words_of(std::string_view name, std::string_view before);

/// Whether the last words of the name are one of the phrases ("card number"), and so say what the
/// field holds: `password_changed_at` is no password.
[[nodiscard]] bool ends_in_any(std::string_view name, std::span<const std::string_view> phrases);

/// Whether a field of this name tells of a person: an address for mail, a date of birth.
[[nodiscard]] bool names_personal_data(std::string_view name);

/// The fields of a payload, those of nested objects included, in the order of the file.
[[nodiscard]] std::vector<const PayloadField*> all_fields(const MessageType& message);

/// The field that is the message's key; null where there is none.
[[nodiscard]] const PayloadField* key_field(const MessageType& message);

}  // namespace eventarch::rules
