#include "check/node_index.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

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

std::int64_t NodeIndex::add(const SourceSpan& where, std::int64_t parent, std::string token) {
  places_.push_back(
      {where.line, where.column, std::max(where.line, where.end_line), parent, std::move(token)});
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
    const Node& key = document_.at(entry.key);
    visit(document_.at(entry.value), add(key.where, parent, escaped(key.text)));
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node& item = document_.at(node.items[i]);
    visit(item, add(item.where, parent, std::to_string(i)));
  }
}

std::string NodeIndex::pointer_of(const SourceSpan& where) const {
  if (where.line == 0) return {};
  const auto behind = std::ranges::upper_bound(
      sorted_, std::tuple(where.line, where.column), {},
      [this](std::size_t i) { return std::tuple(places_[i].line, places_[i].column); });
  if (behind == sorted_.begin()) return {};
  std::vector<std::string_view> tokens;
  for (auto at = static_cast<std::int64_t>(*(behind - 1)); at >= 0;) {
    const Place& place = places_[static_cast<std::size_t>(at)];
    tokens.push_back(place.token);
    at = place.parent;
  }
  std::ranges::reverse(tokens);
  std::string pointer;
  for (const std::string_view token : tokens) {
    pointer += '/';
    pointer += token;
  }
  return pointer;
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

}  // namespace eventarch::check
