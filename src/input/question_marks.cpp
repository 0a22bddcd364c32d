#include "input/question_marks.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace eventarch::input {
namespace {

constexpr char stand_in = '\x1A';
constexpr std::array<std::string_view, 3> escapes{"\\x1a", "\\u001a", "\\U0000001a"};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool ends_token(char c) {
  return std::string_view(" \t\r\n,[]{}").find(c) != std::string_view::npos;
}

/// A quoted text may name the stand-in by an escape; it could then not be told from ours.
bool is_escaped_somewhere(std::string_view text) {
  if (text.find('\\') == std::string_view::npos) return false;
  return std::ranges::any_of(escapes, [&](std::string_view escape) {
    const auto same = [](char a, char b) { return a == b || (a == 'A' && b == 'a'); };
    // Not ranges::search: its subrange is beyond clang 14 with this standard library.
    return std::search(text.begin(), text.end(), escape.begin(), escape.end(), same) != text.end();
  });
}

}  // namespace

QuestionMarks::QuestionMarks(std::string_view text) : text_(text) {
  if (text.find('?') == std::string_view::npos || is_escaped_somewhere(text)) return;
  char before = ' ';
  bool tag = false;  // yaml-cpp knows question marks in tags, and does not know the stand-in there
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (ends_token(c)) tag = false;
    if (c == '!' && ends_token(before)) tag = true;
    if (c == '?' && is_word(before) && !tag) {
      if (!hidden_) hidden_.emplace(text);
      (*hidden_)[at] = stand_in;
    }
    before = c;
  }
}

std::string QuestionMarks::shown(std::string read) const {
  if (hidden_) std::ranges::replace(read, stand_in, '?');
  return read;
}

}  // namespace eventarch::input
