#include "input/source_quotes.hpp"

#include <algorithm>

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

std::size_t value_begin(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    at = std::min(text.find_first_of(" \t\r\n", at), text.size());
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  }
  return at;
}

std::size_t scalar_end(std::string_view text, std::size_t begin, std::string_view value,
                       bool plain) {
  if (begin >= text.size()) return begin;
  if (plain && text.substr(begin, value.size()) == value) return begin + value.size();
  const std::size_t eol = std::min(text.find_first_of("\r\n", begin), text.size());
  if (plain) return eol;
  const char quote = text[begin];
  if (quote != '"' && quote != '\'') return eol;
  return std::min(behind_closing_quote(text, begin), eol);
}

}  // namespace eventarch::input
