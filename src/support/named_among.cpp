#include "support/named_among.hpp"

#include <cstddef>
#include <string>

namespace eventarch::text {
namespace {

/// Lower case, with one `_` around each word.
std::string framed(std::string_view words) {
  std::string out = "_";
  for (const char c : words) {
    if (c == ' ' || c == '-' || c == '_') {
      if (out.back() != '_') out += '_';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (out.back() != '_') out += '_';
  return out;
}

}  // namespace

std::optional<std::string_view> named_among(std::string_view words,
                                            std::span<const std::string_view> candidates) {
  constexpr std::size_t longest = 100;  // beyond it nothing is a slip of a name of ours
  if (words.size() > longest) return std::nullopt;
  const std::string text = framed(words);
  std::optional<std::string_view> found;
  for (const std::string_view candidate : candidates) {
    if (candidate.empty() || text.find(framed(candidate)) == std::string::npos) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

}  // namespace eventarch::text
