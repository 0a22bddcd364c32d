#include "input/question_marks.hpp"

#include <algorithm>
#include <array>

namespace eventarch::input {
namespace {

constexpr char stand_in = '\x1A';
constexpr std::array<std::string_view, 3> escapes{"\\x1a", "\\u001a", "\\U0000001a"};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// A quoted text may name the stand-in by an escape; it could then not be told from ours.
bool is_escaped_somewhere(std::string_view text) {
  return std::ranges::any_of(escapes, [&](std::string_view escape) {
    const auto same = [](char a, char b) { return a == b || (a == 'A' && b == 'a'); };
    return std::ranges::search(text, escape, same).begin() != text.end();
  });
}

}  // namespace

QuestionMarks::QuestionMarks(std::string_view text) : text_(text) {
  if (is_escaped_somewhere(text)) return;
  for (std::size_t i = 1; i < text_.size(); ++i) {
    if (text_[i] != '?' || !is_word(text_[i - 1])) continue;
    text_[i] = stand_in;
    any_ = true;
  }
}

std::string QuestionMarks::shown(std::string read) const {
  if (any_) std::ranges::replace(read, stand_in, '?');
  return read;
}

}  // namespace eventarch::input
