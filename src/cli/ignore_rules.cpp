#include "cli/ignore_rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "support/ascii.hpp"

namespace eventarch::cli {
namespace {

constexpr std::string_view any_folders = "**";

bool is_print(char c) { return c >= ' ' && c <= '~'; }

bool is_graph(char c) { return is_print(c) && c != ' '; }

/// `[:name:]` inside brackets; of ASCII, so that no locale decides.
struct CharacterClass {
  std::string_view name;
  bool (*holds)(char);
};
constexpr std::array character_classes{
    CharacterClass{"alnum", [](char c) { return ascii::is_letter(c) || ascii::is_digit(c); }},
    CharacterClass{"alpha", ascii::is_letter},
    CharacterClass{"blank", ascii::is_blank},
    CharacterClass{"cntrl",
                   [](char c) { return !is_print(c) && static_cast<unsigned char>(c) < 0x80; }},
    CharacterClass{"digit", ascii::is_digit},
    CharacterClass{"graph", is_graph},
    CharacterClass{"lower", ascii::is_lower},
    CharacterClass{"print", is_print},
    CharacterClass{
        "punct", [](char c) { return is_graph(c) && !ascii::is_letter(c) && !ascii::is_digit(c); }},
    CharacterClass{"space", [](char c) { return ascii::is_blank(c) || (c >= '\n' && c <= '\r'); }},
    CharacterClass{"upper", ascii::is_upper},
    CharacterClass{"xdigit",
                   [](char c) {
                     return ascii::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                   }},
};

bool is_in_class(std::string_view name, char c) {
  const auto* const found = std::ranges::find(character_classes, name, &CharacterClass::name);
  return found != character_classes.end() && found->holds(c);
}

/// One item of a pattern that stands for one character, and whether it matches.
struct Item {
  std::size_t end = 0;  ///< behind it, in the pattern
  bool matches = false;
};

bool is_between(char low, char c, char high) {
  const auto value = [](char one) { return static_cast<unsigned char>(one); };
  return value(low) <= value(c) && value(c) <= value(high);
}

/// What stands at a place inside brackets: a class, a range or a character.
Item member_at(std::string_view pattern, std::size_t at, char c) {
  if (pattern.substr(at).starts_with("[:")) {
    const std::size_t close = pattern.find(":]", at + 2);
    if (close != std::string_view::npos) {
      return {close + 2, is_in_class(pattern.substr(at + 2, close - at - 2), c)};
    }
  }
  const auto unescaped = [&] {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    return pattern[at];
  };
  const char low = unescaped();
  char high = low;
  if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
    at += 2;
    high = unescaped();
  }
  return {at + 1, is_between(low, c, high)};
}

/// `[...]` at a place of the pattern; nothing where it is not closed.
std::optional<Item> brackets(std::string_view pattern, std::size_t at, char c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size(); first = false) {
    if (pattern[i] == ']' && !first) return Item{i + 1, found != negated};
    const Item member = member_at(pattern, i, c);
    found = found || member.matches;
    i = member.end;
  }
  return std::nullopt;
}

Item item_at(std::string_view pattern, std::size_t at, char c) {
  if (pattern[at] == '?') return {at + 1, true};
  if (pattern[at] == '[') {
    if (const auto item = brackets(pattern, at, c)) return *item;
    return {pattern.size(), false};  // as git has it: such a pattern matches nothing
  }
  if (pattern[at] == '\\' && at + 1 < pattern.size()) return {at + 2, pattern[at + 1] == c};
  return {at + 1, pattern[at] == c};
}

/// The pattern of parts against the parts of a path. As with stars in a name, only the last `**`
/// is ever tried again: what it took more would have been open to the ones before it as well.
bool parts_match(const std::vector<std::string>& pattern, std::span<const std::string_view> path) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::optional<std::size_t> star;
  std::size_t taken = 0;
  while (n < path.size()) {
    if (p < pattern.size() && pattern[p] == any_folders) {
      star = p++;
      taken = n;
      // At the end it stands for everything inside, and nothing less.
      if (p == pattern.size()) return true;
    } else if (p < pattern.size() && name_matches(pattern[p], path[n])) {
      ++p;
      ++n;
    } else if (star) {
      p = *star + 1;
      n = ++taken;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ')) {
    const std::size_t last = line.find_last_not_of(' ');
    const bool escaped = last != std::string_view::npos && line[last] == '\\';
    if (escaped) return line.substr(0, std::min(line.size(), last + 2));
    line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
  }
  return line;
}

/// The next slash that separates: one between brackets does not.
std::size_t end_of_part(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] != '/') {
    const auto closed = line[at] == '[' ? brackets(line, at, '/') : std::nullopt;
    at = closed ? closed->end : at + (line[at] == '\\' ? 2 : 1);
  }
  return std::min(at, line.size());
}

std::optional<IgnoreRule> rule_of(std::string_view line) {
  line = without_line_end(line);
  if (line.empty() || line.front() == '#') return std::nullopt;
  IgnoreRule rule;
  if (line.front() == '!') {
    rule.is_exception = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    rule.only_folders = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return std::nullopt;
  // A slash at the start or inside binds the pattern to the folder of the file.
  if (line.find('/') == std::string_view::npos) rule.parts.emplace_back(any_folders);
  if (line.front() == '/') line.remove_prefix(1);
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = end_of_part(line, at);
    rule.parts.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return rule;
}

}  // namespace

bool name_matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::optional<std::size_t> star;
  std::size_t taken = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = n;
      continue;
    }
    const Item item = p < pattern.size() ? item_at(pattern, p, name[n]) : Item{};
    if (item.matches) {
      p = item.end;
      ++n;
    } else if (star) {
      p = *star + 1;
      n = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

IgnoreRules read_ignore_rules(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  IgnoreRules rules;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (auto rule = rule_of(text.substr(0, end))) rules.push_back(std::move(*rule));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return rules;
}

IgnoreVerdict verdict_on(std::span<const std::string_view> path, bool is_folder,
                         const IgnoreRules& rules) {
  const auto decisive = std::find_if(rules.rbegin(), rules.rend(), [&](const IgnoreRule& rule) {
    return (is_folder || !rule.only_folders) && parts_match(rule.parts, path);
  });
  if (decisive == rules.rend()) return IgnoreVerdict::silent;
  return decisive->is_exception ? IgnoreVerdict::taken : IgnoreVerdict::ignored;
}

}  // namespace eventarch::cli
