#include "check/node_index.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "support/text.hpp"

namespace eventarch::check {
namespace {

using input::Entry;
using input::Node;

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

/// What lists of a design file are told apart by.
constexpr std::array<std::string_view, 2> naming_keys{"type", "name"};

/// The first of the keys that has a text: `type=OrderPlaced`. Empty where none has.
std::string named_by(const input::Document& document, const Node& mapping,
                     std::span<const std::string_view> keys) {
  for (const std::string_view key : keys) {
    const Node* value = document.find(mapping, key);
    if (value != nullptr && value->kind == input::NodeKind::scalar && !value->text.empty()) {
      return std::string(key).append("=").append(escaped(value->text));
    }
  }
  return {};
}

std::string name_of_item(const input::Document& document, const Node& item) {
  if (item.kind == input::NodeKind::scalar) return "=" + escaped(item.text);
  return named_by(document, item, naming_keys);
}

/// Far more than names take; a text may hold names of 64 KiB.
constexpr std::size_t subject_bytes_max = 1000;

std::string shortened(std::string subject) {
  if (subject.size() <= subject_bytes_max) return subject;
  const std::string hash = "~" + text::long_hash(subject);
  std::size_t end = subject_bytes_max - hash.size();
  // Not in the middle of a character.
  while (end > 0 && (static_cast<unsigned char>(subject[end]) & 0xC0U) == 0x80U) --end;
  return subject.substr(0, end) + hash;
}

}  // namespace

NodeIndex::NodeIndex(const input::Document& document) : document_(document) {
  if (document.empty()) return;
  add_children(document.root(), -1);
  // Children follow their parents: what lies below is known once all of it has been seen.
  for (std::size_t i = places_.size(); i-- > 0;) {
    const Place& place = places_[i];
    if (place.parent < 0) continue;
    Place& parent = places_[static_cast<std::size_t>(place.parent)];
    parent.last_line = std::max(parent.last_line, place.last_line);
  }
  sorted_.resize(places_.size());
  for (std::size_t i = 0; i < sorted_.size(); ++i) sorted_[i] = i;
  std::ranges::stable_sort(sorted_, {}, [this](std::size_t i) {
    return std::tuple(places_[i].line, places_[i].column);
  });
}

std::int64_t NodeIndex::add(const Node& node, std::int64_t parent,
                            std::optional<std::size_t> number) {
  places_.push_back({.line = node.where.line,
                     .column = node.where.column,
                     .last_line = std::max(node.where.line, node.where.end_line),
                     .parent = parent,
                     .node = &node,
                     .number = number});
  return static_cast<std::int64_t>(places_.size()) - 1;
}

/// A node below a key or an item. Aliases share their target, whose place is elsewhere.
void NodeIndex::visit(const Node& node, std::int64_t place) {
  Place& here = places_[static_cast<std::size_t>(place)];
  here.last_line = std::max({here.last_line, node.where.line, node.where.end_line});
  add_children(node, place);
}

// The reader refuses deeper nesting than 64.
void NodeIndex::add_children(const Node& node, std::int64_t parent) {
  for (const Entry& entry : node.entries) {
    visit(document_.at(entry.value), add(document_.at(entry.key), parent));
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node& item = document_.at(node.items[i]);
    visit(item, add(item, parent, i));
  }
}

std::int64_t NodeIndex::innermost(const SourceSpan& where) const {
  if (where.line == 0) return -1;
  const auto behind = std::ranges::upper_bound(
      sorted_, std::tuple(where.line, where.column), {},
      [this](std::size_t i) { return std::tuple(places_[i].line, places_[i].column); });
  return behind == sorted_.begin() ? -1 : static_cast<std::int64_t>(*(behind - 1));
}

std::string NodeIndex::token_of(const Place& place, Items items) const {
  if (!place.number) return escaped(place.node->text);
  std::string name = items == Items::by_name ? name_of_item(document_, *place.node) : std::string();
  return name.empty() ? std::to_string(*place.number) : name;
}

std::string NodeIndex::path_of(const SourceSpan& where, Items items) const {
  std::vector<std::string> tokens;
  for (std::int64_t at = innermost(where); at >= 0;) {
    const Place& place = places_[static_cast<std::size_t>(at)];
    tokens.push_back(token_of(place, items));
    at = place.parent;
  }
  std::string path;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    path += '/';
    path += *token;
  }
  return path;
}

std::string NodeIndex::pointer_of(const SourceSpan& where) const {
  return path_of(where, Items::by_number);
}

std::string NodeIndex::subject_of(const SourceSpan& where) const {
  return shortened(path_of(where, Items::by_name));
}

std::optional<LineRange> NodeIndex::next_after(std::uint32_t line) const {
  const auto next = std::ranges::upper_bound(sorted_, line, {},
                                             [this](std::size_t i) { return places_[i].line; });
  if (next == sorted_.end()) return std::nullopt;
  return LineRange{places_[*next].line, places_[*next].last_line};
}

std::uint32_t NodeIndex::last_line() const {
  return sorted_.empty() ? 0 : places_[sorted_.back()].last_line;
}

std::string design_of(const input::Document& document) {
  constexpr std::array<std::string_view, 2> keys{"name", "use_case"};
  const Node* context =
      document.empty() ? nullptr : document.find(document.root(), "event_context");
  const std::string named = context == nullptr ? "" : named_by(document, *context, keys);
  return named.empty() ? "document" : shortened(named);
}

}  // namespace eventarch::check
