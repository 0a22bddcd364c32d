#include "input/source_quotes.hpp"

#include <algorithm>
#include <array>

namespace eventarch::input {

bool opens_comment(std::string_view text, std::size_t at) {
  if (text[at] != '#') return false;
  return at == 0 || std::string_view(" \t\n").find(text[at - 1]) != std::string_view::npos;
}

bool opens_quote(std::string_view text, std::size_t at) {
  if (text[at] != '"' && text[at] != '\'') return false;
  return at == 0 || std::string_view(" \t\r\n[{,:").find(text[at - 1]) != std::string_view::npos;
}

std::size_t behind_closing_quote(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t at = open + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!doubled) return at + 1;
      ++at;
    }
  }
  return std::string_view::npos;
}

std::size_t unclosed_quote(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (opens_comment(text, at)) {
      at = std::min(text.find('\n', at), text.size());
    } else if (opens_quote(text, at)) {
      const std::size_t behind = behind_closing_quote(text, at);
      if (behind == std::string_view::npos) return at;
      at = behind;
    } else {
      ++at;
    }
  }
  return std::string_view::npos;
}

namespace {

/// Behind blanks, line ends and comments.
std::size_t behind_gap(std::string_view text, std::size_t at) {
  while (true) {
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    if (at == text.size() || !opens_comment(text, at)) return at;
    at = std::min(text.find('\n', at), text.size());
  }
}

bool is_property(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '&' || text[at] == '!');
}

}  // namespace

std::size_t word_end(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("!<")) return std::min(text.find('>', at), text.size() - 1) + 1;
  return std::min(text.find_first_of(" \t\r\n,]}", at), text.size());
}

std::size_t value_begin(std::string_view text, std::size_t at) {
  while (is_property(text, at)) at = behind_gap(text, word_end(text, at));
  return at;
}

std::size_t null_word_end(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
  for (const std::string_view word : words) {
    const std::size_t end = at + word.size();
    if (!text.substr(at).starts_with(word)) continue;
    if (end == text.size() ||
        std::string_view(" \t\r\n,]}:").find(text[end]) != std::string_view::npos) {
      return end;
    }
  }
  return at;
}

Stretch tag_before_value(std::string_view text, std::size_t at) {
  while (is_property(text, at)) {
    const std::size_t end = word_end(text, at);
    if (text[at] == '!') return {at, end};
    at = behind_gap(text, end);
  }
  return {at, at};
}

std::size_t scalar_end(std::string_view text, std::size_t begin, std::string_view value,
                       bool plain) {
  if (begin >= text.size()) return begin;
  if (plain && text.substr(begin, value.size()) == value) return begin + value.size();
  const bool is_quoted = !plain && (text[begin] == '"' || text[begin] == '\'');
  // No further than the quote: thousands of scalars may stand on one long line.
  if (is_quoted) text = text.substr(0, behind_closing_quote(text, begin));
  return std::min(text.find_first_of("\r\n", begin), text.size());
}

}  // namespace eventarch::input
