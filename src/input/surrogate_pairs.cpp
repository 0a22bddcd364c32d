#include "input/surrogate_pairs.hpp"

#include <cstddef>
#include <cstdint>

namespace eventarch::input {
namespace {

// The high halves D800..DBFF become E000..E3FF, the low ones DC00..DFFF become E400..E7FF.
constexpr std::uint32_t first_high = 0xD800;
constexpr std::uint32_t first_low = 0xDC00;
constexpr std::uint32_t behind_low = 0xE000;
constexpr std::uint32_t shift = 0x800;
constexpr std::uint32_t first_beyond = 0x10000;
constexpr unsigned half_bits = 10;
constexpr std::size_t escape_bytes = 6;     // \uXXXX
constexpr std::size_t character_bytes = 3;  // of a character for private use in UTF-8

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The number of the escape `\uXXXX` at `at`; 0 where there is none.
std::uint32_t escape_at(std::string_view text, std::size_t at) {
  if (at + escape_bytes > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
  std::uint32_t code = 0;
  for (std::size_t i = 2; i < escape_bytes; ++i) {
    const int digit = digit_of(text[at + i]);
    if (digit < 0) return 0;
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  return code;
}

/// The number of a character for private use of ours at `at`; 0 where there is none.
std::uint32_t private_at(std::string_view text, std::size_t at) {
  if (at + character_bytes > text.size() || text[at] != '\xEE') return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  constexpr unsigned payload = 0x3F;
  const std::uint32_t code = 0xE000U | ((second & payload) << 6U) | (third & payload);
  return code < behind_low + shift ? code : 0;
}

bool is_high(std::uint32_t code) { return code >= first_high && code < first_low; }
bool is_low(std::uint32_t code) { return code >= first_low && code < behind_low; }

/// Whether the text holds a stand-in itself, as a character or as an escape.
bool holds_stand_in(std::string_view text) {
  for (std::size_t at = text.find('\xEE'); at != std::string_view::npos;
       at = text.find('\xEE', at + 1)) {
    if (private_at(text, at) != 0) return true;
  }
  for (std::size_t at = text.find("\\u"); at != std::string_view::npos;
       at = text.find("\\u", at + 2)) {
    const std::uint32_t code = escape_at(text, at);
    if (code >= behind_low && code < behind_low + shift) return true;
  }
  return text.find("\\U0000e") != std::string_view::npos ||
         text.find("\\U0000E") != std::string_view::npos;
}

/// Makes an escape that of its stand-in: `\ud83d` becomes `\ue03d`. The case of its first digit
/// stays.
void hide(std::string& text, std::size_t at) {
  text[at + 2] = text[at + 2] == 'd' ? 'e' : 'E';
  text[at + 3] = static_cast<char>('0' + digit_of(text[at + 3]) - 8);
}

/// The escape behind a stand-in.
std::string written(std::string_view escape) {
  std::string out(escape);
  const bool small = out[2] == 'e';
  const int digit = digit_of(out[3]) + 8;
  out[2] = small ? 'd' : 'D';
  out[3] = (small ? "89abcdef" : "89ABCDEF")[digit - 8];
  return out;
}

/// A backslash before it makes it text.
bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 != 0;
}

void append_utf8(std::string& out, std::uint32_t high, std::uint32_t low) {
  const std::uint32_t code = first_beyond + ((high - first_high) << half_bits) + (low - first_low);
  constexpr std::uint32_t payload = 0x3F;
  out += static_cast<char>(0xF0U | (code >> 18U));
  out += static_cast<char>(0x80U | ((code >> 12U) & payload));
  out += static_cast<char>(0x80U | ((code >> 6U) & payload));
  out += static_cast<char>(0x80U | (code & payload));
}

}  // namespace

SurrogatePairs::SurrogatePairs(std::string_view text) : text_(text) {
  for (std::size_t at = text.find("\\u"); at != std::string_view::npos;
       at = text.find("\\u", at + 2)) {
    const bool pair = is_high(escape_at(text, at)) && is_low(escape_at(text, at + escape_bytes));
    if (!pair || is_escaped(text, at)) continue;
    if (!hidden_) {
      if (holds_stand_in(text)) return;
      hidden_.emplace(text);
    }
    hide(*hidden_, at);
    hide(*hidden_, at + escape_bytes);
    at += escape_bytes;
  }
}

std::string SurrogatePairs::shown(std::string read) const {
  if (!hidden_) return read;
  std::string out;
  for (std::size_t at = 0; at < read.size();) {
    const std::uint32_t high = private_at(read, at);
    const std::uint32_t low = high == 0 ? 0 : private_at(read, at + character_bytes);
    const std::uint32_t escaped = escape_at(read, at);
    if (low != 0) {
      append_utf8(out, high - shift, low - shift);
      at += 2 * character_bytes;
    } else if (escaped >= behind_low && escaped < behind_low + shift) {
      // Outside double quotes an escape is text: it reads as it was written.
      out += written(std::string_view(read).substr(at, escape_bytes));
      at += escape_bytes;
    } else {
      out += read[at++];
    }
  }
  return out;
}

}  // namespace eventarch::input
