#include "check/place_index.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace eventarch::check {
namespace {

using input::Entry;
using input::Node;
using input::NodeIndex;
using input::NodeKind;

void append_escaped(std::string& pointer, std::string_view key) {
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

/// requirements.throughput of `--set requirements.throughput` -> the pointer to it.
std::string pointer_of_path(std::string_view path) {
  std::string pointer = "/event_context";
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    pointer += '/';
    append_escaped(pointer, path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return pointer;
}

}  // namespace

PlaceIndex::PlaceIndex(const input::Document& document, std::string_view file)
    : document_(document),
      file_(file),
      walked_(document.size(), false),
      repeated_(document.repeated()) {
  std::ranges::stable_sort(repeated_, {}, &input::Document::Repeated::mapping);
  for (NodeIndex i = 0; i < document.size(); ++i) {
    const Node& node = document.at(i);
    if (node.shared && stands_here(node)) shared_.push_back(begin_of(node.where));
  }
  constexpr auto beyond = std::numeric_limits<std::uint32_t>::max();
  places_.push_back({.begin = {}, .marked_end = {}, .end = {beyond, beyond}});
  if (!document.empty()) walk(document.root_index(), 0);
  order_.resize(places_.size() - 1);
  std::iota(order_.begin(), order_.end(), std::size_t{1});
  std::ranges::stable_sort(order_, {}, [this](std::size_t i) { return places_[i].begin; });
}

bool PlaceIndex::stands_here(const Node& node) const { return node.where.file == file_; }

std::size_t PlaceIndex::add(const Node& node, std::size_t parent) {
  const Position end = end_of(node.where);
  places_.push_back(
      {.begin = begin_of(node.where), .marked_end = end, .end = end, .parent = parent});
  reach(parent, end);
  return places_.size() - 1;
}

void PlaceIndex::reach(std::size_t place, Position end) {
  while (places_[place].end < end) {
    places_[place].end = end;
    place = places_[place].parent;
  }
}

void PlaceIndex::walk(NodeIndex index, std::size_t place) {
  if (walked_[index]) return;
  walked_[index] = true;
  const Node& node = document_.at(index);
  for (const Entry& entry : node.entries) walk_entry(entry, place);
  auto repeated =
      std::ranges::lower_bound(repeated_, index, {}, &input::Document::Repeated::mapping);
  for (; repeated != repeated_.end() && repeated->mapping == index; ++repeated) {
    walk_entry(repeated->entry, place);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node& item = document_.at(node.items[i]);
    if (walked_[node.items[i]] || !stands_here(item)) continue;
    const std::size_t below = add(item, place);
    places_[below].item = i;
    walk(node.items[i], below);
  }
}

void PlaceIndex::walk_entry(const Entry& entry, std::size_t place) {
  const Node& key = document_.at(entry.key);
  if (walked_[entry.key] || !stands_here(key)) return;
  walked_[entry.key] = true;
  const std::size_t below = add(key, place);
  places_[below].key = &key;
  const Node& value = document_.at(entry.value);
  if (walked_[entry.value] || !stands_here(value)) return;
  add(value, below);
  walk(entry.value, below);
}

std::size_t PlaceIndex::last_begun(Position at) const {
  const auto behind =
      std::ranges::upper_bound(order_, at, {}, [this](std::size_t i) { return places_[i].begin; });
  return behind == order_.begin() ? 0 : *(behind - 1);
}

std::string PlaceIndex::pointer_at(const SourceSpan& where) const {
  constexpr std::string_view override_prefix = "--set ";
  if (where.file != file_) {
    const bool is_override = where.file.starts_with(override_prefix);
    return is_override
               ? pointer_of_path(std::string_view(where.file).substr(override_prefix.size()))
               : std::string();
  }
  const Position begin = begin_of(where);
  const auto behind = std::ranges::upper_bound(order_, begin, {},
                                               [this](std::size_t i) { return places_[i].begin; });
  // A collection and its first key begin together: the end tells which of them is meant.
  for (auto at = behind; at != order_.begin() && places_[*(at - 1)].begin == begin; --at) {
    if (places_[*(at - 1)].marked_end == end_of(where)) return pointer_of(*(at - 1));
  }
  std::size_t place = last_begun(begin);
  while (places_[place].begin != begin && places_[place].end <= begin) {
    place = places_[place].parent;
  }
  return pointer_of(place);
}

std::optional<std::string> PlaceIndex::first_behind(std::uint32_t line) const {
  const auto first = std::ranges::upper_bound(
      order_, line, {}, [this](std::size_t i) { return places_[i].begin.line; });
  if (first == order_.end()) return std::nullopt;
  return pointer_of(*first);
}

std::string PlaceIndex::last_on(std::uint32_t line, std::uint32_t column) const {
  const Position at{line, column};
  std::size_t place = last_begun(at);
  while (places_[place].begin.line != line && places_[place].end <= at) {
    place = places_[place].parent;
  }
  return pointer_of(place);
}

bool PlaceIndex::is_shared(const SourceSpan& where) const {
  return std::ranges::find(shared_, begin_of(where)) != shared_.end();
}

std::string PlaceIndex::pointer_of(std::size_t place) const {
  std::vector<const Place*> steps;
  for (; place != 0; place = places_[place].parent) steps.push_back(&places_[place]);
  std::string pointer;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if ((*step)->key != nullptr) {
      pointer += '/';
      append_escaped(pointer, (*step)->key->text);
    } else if ((*step)->item) {
      pointer += '/' + std::to_string(*(*step)->item);
    }
  }
  return pointer;
}

}  // namespace eventarch::check
