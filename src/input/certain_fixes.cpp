#include "input/certain_fixes.hpp"

#include <algorithm>
#include <string>

#include "support/text.hpp"

namespace eventarch::input {
namespace {

/// In lower case and without separators: "At-Least once" -> "atleastonce".
std::string letters_of(std::string_view word) {
  std::string letters;
  for (const char c : word) {
    if (c == '_' || c == '-' || c == ' ') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return letters;
}

std::vector<std::string_view> without(std::span<const std::string_view> words,
                                      std::string_view word) {
  std::vector<std::string_view> rest;
  std::ranges::copy_if(words, std::back_inserter(rest),
                       [&](std::string_view other) { return other != word; });
  return rest;
}

}  // namespace

std::optional<std::string_view> certainly_meant(std::string_view wanted,
                                                std::span<const std::string_view> candidates) {
  const auto meant = text::closest(wanted, candidates);
  if (!meant) return std::nullopt;
  const std::string letters = letters_of(wanted);
  const auto same = std::ranges::find_if(
      candidates, [&](std::string_view candidate) { return letters_of(candidate) == letters; });
  if (same != candidates.end()) return *same;
  if (text::closest(wanted, without(candidates, *meant))) return std::nullopt;
  return meant;
}

std::vector<Edit> replacing(const Node& scalar, std::string_view text) {
  if (scalar.kind != NodeKind::scalar || scalar.shared) return {};
  Edit edit{scalar.where, std::string(text)};
  if (edit.where.line != edit.where.end_line) return {};
  if (!scalar.plain) {
    ++edit.where.column;
    --edit.where.end_column;
  }
  if (edit.where.column + text::length(scalar.text) != edit.where.end_column) return {};
  return {std::move(edit)};
}

std::vector<Edit> respelling(const Document& document, const Node& mapping, const Node& key,
                             std::span<const std::string_view> known) {
  constexpr std::size_t keys_most = 100;  // each is compared with each
  if (mapping.entries.size() > keys_most) return {};
  const auto meant = certainly_meant(key.text, known);
  if (!meant) return {};
  const bool taken = std::ranges::any_of(mapping.entries, [&](const Entry& entry) {
    const Node& other = document.at(entry.key);
    if (&other == &key) return false;
    return other.text == *meant || certainly_meant(other.text, known) == meant;
  });
  return taken ? std::vector<Edit>{} : replacing(key, *meant);
}

}  // namespace eventarch::input
