#include "support/identifiers.hpp"

#include <fmt/format.h>

#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::text {
namespace {

constexpr std::size_t longest = 100;

bool is_word(char c) {
  return ascii::is_upper(c) || ascii::is_lower(c) || ascii::is_digit(c) || c == '_';
}

/// What two names share that a code generator takes for one.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '_') out += ascii::lowered(c);
  }
  return out;
}

/// A capital after a small letter or digit, or before a small letter, begins a word.
bool begins_word(std::string_view name, std::size_t at) {
  if (at == 0 || !ascii::is_upper(name[at]) || name[at - 1] == '_') return false;
  return !ascii::is_upper(name[at - 1]) || (at + 1 < name.size() && ascii::is_lower(name[at + 1]));
}

}  // namespace

std::string identifier(std::string_view raw) {
  std::string out;
  bool gap = false;
  for (const char c : raw) {
    if (!is_word(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += '_';
    gap = false;
    out += c;
  }
  // Underscores alone are legal, but leave nothing to tell a generated name by.
  if (folded(out).empty()) return "name_" + short_hash(raw);
  if (ascii::is_digit(out.front())) out.insert(out.begin(), '_');
  if (out.size() > longest) {
    out =
        fmt::format("{}_{}", out.substr(0, longest - short_hash(raw).size() - 1), short_hash(raw));
  }
  return out;
}

std::string pascal_case(std::string_view identifier) {
  std::string out;
  bool begin = true;
  for (const char c : identifier) {
    if (c == '_') {
      begin = true;
      continue;
    }
    out += begin ? ascii::raised(c) : c;
    begin = false;
  }
  if (out.empty() || ascii::is_digit(out.front())) out.insert(out.begin(), 'N');
  return out;
}

std::string snake_case(std::string_view identifier) {
  std::string out;
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    if (begins_word(identifier, i)) out += '_';
    out += ascii::lowered(identifier[i]);
  }
  return out;
}

std::string upper_snake_case(std::string_view identifier) {
  std::string out = snake_case(identifier);
  for (char& c : out) c = ascii::raised(c);
  return out;
}

std::string Identifiers::take(std::string wanted, std::string_view raw) {
  if (taken_.insert(folded(wanted)).second) return wanted;
  const std::string hashed = fmt::format("{}_{}", wanted, short_hash(raw));
  std::string name = hashed;
  for (int i = 2; !taken_.insert(folded(name)).second; ++i) name = fmt::format("{}_{}", hashed, i);
  return name;
}

}  // namespace eventarch::text
