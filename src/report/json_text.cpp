#include "report/json_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

/// A character of UTF-8 as JSON writes it in ASCII: \uXXXX, beyond U+FFFF in two of them.
std::string escaped_character(std::string_view character) {
  constexpr std::uint32_t payload_of_continuation = 0x3F;
  auto code = static_cast<std::uint32_t>(static_cast<unsigned char>(character.front()));
  if (character.size() == 2) code &= 0x1FU;
  if (character.size() == 3) code &= 0x0FU;
  if (character.size() == 4) code &= 0x07U;
  for (const char c : character.substr(1)) {
    code = (code << 6U) | (static_cast<unsigned char>(c) & payload_of_continuation);
  }
  if (code < 0x10000) return fmt::format("\\u{:04x}", code);
  const std::uint32_t rest = code - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
}

/// The next byte from `at` on that may need an escape beyond those of JSON.
std::size_t next_special(std::string_view json, std::size_t at) {
  const auto is_special = [](char c) { return c == '[' || static_cast<unsigned char>(c) >= 0x7F; };
  return static_cast<std::size_t>(
      std::find_if(json.begin() + static_cast<std::ptrdiff_t>(at), json.end(), is_special) -
      json.begin());
}

/// Requires JSON in UTF-8, in which such characters stand in strings alone.
std::string with_visible_text(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t special = next_special(json, at);
    out += json.substr(at, special - at);
    at = special;
    if (at == json.size()) break;
    const std::size_t bytes = std::max<std::size_t>(1, text::sequence_length(json.substr(at)));
    const std::string_view character = json.substr(at, bytes);
    const bool is_command = character == "[" && text::bracket_opens_command(json.substr(0, at));
    const bool is_hidden = text::printable(character) != character;
    out += is_hidden || is_command ? escaped_character(character) : std::string(character);
    at += bytes;
  }
  return out;
}

}  // namespace

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string json_text(const Json& value, bool is_indented) {
  return with_visible_text(
             value.dump(is_indented ? 2 : -1, ' ', false, Json::error_handler_t::replace)) +
         "\n";
}

std::string laid_out_json(std::string_view text) {
  return json_text(nlohmann::ordered_json::parse(text), true);
}

}  // namespace eventarch::report
