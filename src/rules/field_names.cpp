#include "rules/field_names.hpp"

#include <algorithm>
#include <array>

#include "support/ascii.hpp"

namespace eventarch::rules {
namespace {

constexpr std::array<std::string_view, 33> personal{"email",
                                                    "email address",
                                                    "e mail",
                                                    "phone",
                                                    "phone number",
                                                    "mobile number",
                                                    "first name",
                                                    "last name",
                                                    "surname",
                                                    "date of birth",
                                                    "birth date",
                                                    "birthdate",
                                                    "birthday",
                                                    "ssn",
                                                    "social security number",
                                                    "iban",
                                                    "card number",
                                                    "passport number",
                                                    "home address",
                                                    "ip address",
                                                    "tax id",
                                                    "mobile",
                                                    "mobile phone",
                                                    "full name",
                                                    "customer name",
                                                    "passenger name",
                                                    "patient name",
                                                    "national id",
                                                    "national insurance number",
                                                    "postal address",
                                                    "street address",
                                                    "driving licence number",
                                                    "drivers license number"};

void collect(const std::vector<PayloadField>& fields, std::vector<const PayloadField*>& out) {
  for (const PayloadField& field : fields) {
    out.push_back(&field);
    collect(field.fields, out);
  }
}

}  // namespace

std::string words_of(std::string_view name, std::string_view before) {
  std::string words;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool starts = ascii::is_upper(c) && i > 0 && ascii::is_lower(name[i - 1]);
    if (!ascii::is_letter(c) && !ascii::is_digit(c)) {
      open = false;
      continue;
    }
    if (!open || starts) words += before;
    words += ascii::lowered(c);
    open = true;
  }
  return words;
}

bool ends_in_any(std::string_view name, std::span<const std::string_view> phrases) {
  const std::string spoken = words_of(name, " ");
  return std::ranges::any_of(phrases, [&](std::string_view phrase) {
    return spoken.size() > phrase.size() && spoken.ends_with(phrase) &&
           spoken[spoken.size() - phrase.size() - 1] == ' ';
  });
}

bool names_personal_data(std::string_view name) { return ends_in_any(name, personal); }

std::vector<const PayloadField*> all_fields(const MessageType& message) {
  std::vector<const PayloadField*> all;
  all.reserve(message.payload.size());
  collect(message.payload, all);
  return all;
}

const PayloadField* key_field(const MessageType& message) {
  if (!message.key) return nullptr;
  const auto found = std::ranges::find_if(message.payload, [&](const PayloadField& field) {
    return field.name.value == message.key->value;
  });
  return found == message.payload.end() ? nullptr : &*found;
}

}  // namespace eventarch::rules
