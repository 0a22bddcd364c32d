#include "input/document.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "support/ascii.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

bool digits_only(std::string_view s, std::string_view digits) {
  return !s.empty() && s.find_first_not_of(digits) == std::string_view::npos;
}

std::string_view without_sign(std::string_view s) {
  if (!s.empty() && (s.front() == '-' || s.front() == '+')) s.remove_prefix(1);
  return s;
}

bool is_integer(std::string_view s) {
  if (s.starts_with("0o")) return digits_only(s.substr(2), "01234567");
  if (s.starts_with("0x")) return digits_only(s.substr(2), "0123456789abcdefABCDEF");
  return digits_only(without_sign(s), "0123456789");
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? or an infinity or NaN.
bool is_floating(std::string_view s) {
  constexpr std::array<std::string_view, 3> infinities{".inf", ".Inf", ".INF"};
  constexpr std::array<std::string_view, 3> not_numbers{".nan", ".NaN", ".NAN"};
  if (std::ranges::find(not_numbers, s) != not_numbers.end()) return true;
  s = without_sign(s);
  if (std::ranges::find(infinities, s) != infinities.end()) return true;
  const std::size_t exponent = s.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    if (!digits_only(without_sign(s.substr(exponent + 1)), "0123456789")) return false;
    s = s.substr(0, exponent);
  }
  const std::size_t dot = s.find('.');
  if (dot == std::string_view::npos) return digits_only(s, "0123456789");
  const std::string_view before = s.substr(0, dot);
  const std::string_view after = s.substr(dot + 1);
  if (before.empty()) return digits_only(after, "0123456789");
  return digits_only(before, "0123456789") && (after.empty() || digits_only(after, "0123456789"));
}

constexpr std::array<std::string_view, 5> null_words{"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 6> boolean_words{"true",  "True",  "TRUE",
                                                        "false", "False", "FALSE"};
constexpr std::size_t longest_word = 5;

/// Most text begins with a letter, and so does no number.
bool may_begin_number(char c) { return ascii::is_digit(c) || c == '+' || c == '-' || c == '.'; }

}  // namespace

NodeIndex Document::add(Node&& node) {
  nodes_.push_back(std::move(node));
  return static_cast<NodeIndex>(nodes_.size() - 1);
}

std::string_view Document::keep(std::string text) {
  texts_.push_back(std::move(text));
  return texts_.back();
}

const Entry* Document::find_entry(const Node& mapping, std::string_view key) const {
  const auto found = std::ranges::find_if(
      mapping.entries, [&](const Entry& entry) { return at(entry.key).text == key; });
  return found == mapping.entries.end() ? nullptr : &*found;
}

const Node* Document::find(const Node& mapping, std::string_view key) const {
  const Entry* entry = find_entry(mapping, key);
  return entry == nullptr ? nullptr : &at(entry->value);
}

ScalarType scalar_type(const Node& node) {
  if (node.kind == NodeKind::null) return ScalarType::null;
  if (!node.plain) return ScalarType::string;
  if (node.text.size() <= longest_word) {
    if (std::ranges::find(null_words, node.text) != null_words.end()) return ScalarType::null;
    if (std::ranges::find(boolean_words, node.text) != boolean_words.end()) {
      return ScalarType::boolean;
    }
  }
  if (!may_begin_number(node.text.front())) return ScalarType::string;
  if (is_integer(node.text)) return ScalarType::integer;
  if (is_floating(node.text)) return ScalarType::floating;
  return ScalarType::string;
}

namespace {

/// Text that would be something else without its quotes or its tag is shown with them.
std::string describe_text(const Node& node) {
  Node bare = node;
  bare.plain = true;
  if (node.plain || node.text.empty() || scalar_type(bare) == ScalarType::string) {
    return text::quoted(node.text);
  }
  const std::string_view quote = node.writing == Writing::double_quotes   ? "\""
                                 : node.writing == Writing::single_quotes ? "'"
                                                                          : "";
  std::string shown(quote);
  shown += node.text;
  shown += quote;
  return "the text " + text::quoted(shown);
}

}  // namespace

std::string describe(const Node& node) {
  switch (node.kind) {
    case NodeKind::mapping: return "a mapping";
    case NodeKind::sequence: return "a list";
    case NodeKind::null: return node.text.empty() ? "nothing" : text::quoted(node.text);
    case NodeKind::scalar: break;
  }
  switch (scalar_type(node)) {
    case ScalarType::null: return node.text.empty() ? "nothing" : text::quoted(node.text);
    case ScalarType::boolean: return "the truth value " + text::quoted(node.text);
    case ScalarType::integer:
    case ScalarType::floating: return "the number " + text::quoted(node.text);
    case ScalarType::string: break;
  }
  return describe_text(node);
}

}  // namespace eventarch::input
