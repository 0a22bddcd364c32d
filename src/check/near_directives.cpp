#include "check/near_directives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::check {
namespace {

constexpr std::string_view tool = "eventarch";
constexpr std::string_view ignore = "ignore";
/// How other tools call it.
constexpr std::array<std::string_view, 7> synonyms{"allow", "disable", "ignore",  "nolint",
                                                   "noqa",  "skip",    "suppress"};

bool is_of_name(char c) { return ascii::is_letter(c) || ascii::is_digit(c) || c == '_'; }
bool is_blank(char c) { return comment_blanks.find(c) != std::string_view::npos; }

/// Takes off what the predicate holds for at the front.
template <class Predicate>
std::string_view take(std::string_view& text, Predicate holds) {
  std::size_t end = 0;
  while (end < text.size() && holds(text[end])) ++end;
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

/// The parts of a comment that could be a directive.
struct Parts {
  std::string_view separator;  ///< behind the tool's name
  std::string_view word;       ///< that says what to do
  std::string_view rest;
};

/// Nothing where the comment does not begin with the tool's name, or with a slip of it that a colon
/// or a dash follows.
std::optional<Parts> parts_of(std::string_view comment) {
  comment.remove_prefix(std::min<std::size_t>(1, comment.size()));
  comment = ascii::trimmed(comment, comment_blanks);
  Parts out;
  if (ascii::lowered(comment.substr(0, tool.size())) == tool) {
    comment.remove_prefix(tool.size());
    out.separator = take(comment, [](char c) {
      return is_blank(c) || c == ':' || c == '-' || c == '_' || c == '=';
    });
    if (out.separator.empty()) return std::nullopt;
  } else {
    constexpr std::array<std::string_view, 1> names{tool};
    const std::string_view name =
        take(comment, [](char c) { return ascii::is_letter(c) || c == '-' || c == '_'; });
    if (comment.empty() || comment.front() != ':' || !text::closest(name, names)) {
      return std::nullopt;
    }
    out.separator = take(comment, [](char c) { return is_blank(c) || c == ':'; });
  }
  out.word = take(comment, ascii::is_letter);
  out.rest = comment;
  return out;
}

bool says_ignore(std::string_view word) {
  constexpr std::array<std::string_view, 1> wanted{ignore};
  return std::ranges::find(synonyms, ascii::lowered(word)) != synonyms.end() ||
         text::closest(word, wanted).has_value();
}

/// The rules that are named, or nearly, up to the reason.
std::vector<std::string_view> rules_in(std::string_view rest,
                                       std::span<const std::string_view> rules) {
  constexpr std::size_t most = 10;  // a help that is longer helps nobody
  std::vector<std::string_view> found;
  rest = rest.substr(0, rest.find("--"));
  while (!rest.empty() && found.size() < most) {
    take(rest, [](char c) { return !is_of_name(c); });
    const std::string_view name = take(rest, is_of_name);
    const auto meant = text::closest(name, rules);
    if (meant && std::ranges::find(found, *meant) == found.end()) found.push_back(*meant);
  }
  return found;
}

bool names_a_rule_first(std::string_view rest, std::span<const std::string_view> rules) {
  std::string_view words = ascii::trimmed(rest, comment_blanks);
  const std::string_view first = take(words, is_of_name);
  return std::ranges::find(rules, first) != rules.end();
}

/// A word with what it is to act on, as no sentence has it: `ignore=...`, `-ignore`, `ignore
/// hot_key`.
bool is_directive(const Parts& parts, std::span<const std::string_view> rules) {
  if (!says_ignore(parts.word)) return false;
  const std::string_view rest = ascii::trimmed(parts.rest, comment_blanks);
  // `ignores (for now) ...` and `ignores: ...` are sentences.
  const bool has_argument =
      rest.starts_with('=') || parts.rest.starts_with('[') || parts.rest.starts_with('(');
  if (has_argument) return true;
  const bool is_known = std::ranges::find(synonyms, ascii::lowered(parts.word)) != synonyms.end();
  if (!is_known) return false;
  if (parts.rest.starts_with(':')) return true;
  const bool is_joined = parts.separator == "-" || parts.separator == "_";
  const bool ends = rest.empty() || is_blank(parts.rest.front());
  return (is_joined && ends) || names_a_rule_first(parts.rest, rules);
}

}  // namespace

bool may_speak(std::string_view text) {
  constexpr std::array<std::string_view, 3> signs{"ventarch", "VENTARCH", "ignore="};
  return std::ranges::any_of(
      signs, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

std::optional<std::string> meant_directive(std::string_view comment,
                                           std::span<const std::string_view> rules) {
  const auto parts = parts_of(comment);
  if (!parts || !is_directive(*parts, rules)) return std::nullopt;
  const auto named = rules_in(parts->rest, rules);
  const std::size_t dashes = parts->rest.find("--");
  const std::string_view reason =
      dashes == std::string_view::npos
          ? std::string_view{}
          : ascii::trimmed(parts->rest.substr(dashes + 2), comment_blanks);
  return fmt::format("# eventarch: ignore={} -- {}",
                     named.empty() ? "RULE" : fmt::format("{}", fmt::join(named, ",")),
                     reason.empty() ? "REASON" : text::printable(reason));
}

}  // namespace eventarch::check
