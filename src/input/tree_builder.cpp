#include "input/tree_builder.hpp"

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

#include <algorithm>
#include <map>
#include <utility>

#include "input/core_tags.hpp"
#include "input/input_rules.hpp"
#include "input/source_quotes.hpp"
#include "input/syntax_report.hpp"
#include "support/text.hpp"

namespace eventarch::input {

std::size_t position_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

namespace {

/// Counted from 0; the text that yaml-cpp was given has the lines of the file.
std::size_t line_of(const YAML::Mark& mark) {
  return mark.line < 0 ? 0 : static_cast<std::size_t>(mark.line);
}

/// Of the scalar that stands in the source as `written`.
Writing writing_of(std::string_view written, std::string_view text, bool plain) {
  if (plain) return written == text ? Writing::word : Writing::other;
  if (written.size() != text.size() + 2 || written.substr(1, text.size()) != text) {
    return Writing::other;
  }
  if (text.find('\n') != std::string_view::npos) return Writing::other;
  if (written.front() == '"' && written.back() == '"') return Writing::double_quotes;
  if (written.front() == '\'' && written.back() == '\'') return Writing::single_quotes;
  return Writing::other;
}

}  // namespace

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  const std::size_t at = offset(mark);
  if (previous_root_) require_marker(*previous_root_, at);
  document_ = Document(file_);
  open_.clear();
  anchors_.clear();
  anchor_names_.clear();
  previous_root_ = at;
  started_ = true;
}

void TreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& name) {
  if (anchor_names_.insert(name).second) return;
  const std::size_t at = offset(mark);
  findings_.add(
      duplicate_anchor, source_.span(at, at + 1),
      fmt::format("the anchor {} is defined a second time", text::quoted(parsed_.name(name))),
      "give it a name of its own");
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  require_colon(mark);
  Node node{.kind = NodeKind::null, .plain = true};
  const std::size_t begin = value_begin(source_.text(), offset(mark));
  const std::size_t end = null_word_end(source_.text(), begin);
  const NodePlace word = source_.span(begin, end);
  if (begin < end && is_in_open(word)) {
    node.text = source_.text().substr(begin, end - begin);
    node.writing = Writing::word;
    node.where = word;
  } else {
    // The mark of what is not there is that of the next token, often on another line.
    node.where = key_place().value_or(source_.span(offset(mark), offset(mark)));
  }
  add_leaf(std::move(node), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t at = offset(mark);
  const std::size_t end = word_end(source_.text(), at);
  const NodePlace where = source_.span(at, end);
  const auto target = anchors_.find(anchor);
  if (target == anchors_.end()) {
    findings_.add(recursive_alias, where,
                  fmt::format("the alias {} stands inside the node that it names",
                              text::quoted(source_.text().substr(at, end - at))),
                  "write the value out instead");
    throw Stop{};
  }
  const Anchored& named = target->second;
  Node copy = document_.at(named.node);
  copy.where = where;
  copy.writing = Writing::word;
  copy.anchored = false;
  const NodeIndex index = document_.add(std::move(copy));
  count(named.nodes, where);
  place(index);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& read) {
  const bool plain = tag == "?";
  Node node{.kind = NodeKind::scalar, .plain = plain};
  const auto verbatim = plain ? parsed_.verbatim(read, position_of(mark)) : std::nullopt;
  if (verbatim) {
    node.text = source_.text().substr(verbatim->begin, verbatim->end - verbatim->begin);
    node.where = source_.span(*verbatim, line_of(mark));
    node.writing = Writing::word;
  } else {
    read_written(read, mark, node);
    if (!plain) take_tag(tag, mark, node);
  }
  if (node.text.size() > scalar_bytes_max) {
    findings_.add(
        scalar_too_long, node.where,
        fmt::format("a value of {} bytes; the limit is {}", node.text.size(), scalar_bytes_max),
        "shorten it");
    throw Stop{};
  }
  add_leaf(std::move(node), anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  open_collection(NodeKind::sequence, mark, tag, anchor, style);
}

void TreeBuilder::OnSequenceEnd() { close_collection(); }

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  open_collection(NodeKind::mapping, mark, tag, anchor, style);
}

void TreeBuilder::OnMapEnd() {
  check_duplicates(document_.at(open_.back().node));
  close_collection();
}

Document TreeBuilder::take() {
  if (!std::exchange(started_, false)) return {};
  if (!open_.empty()) keep_open_mappings();
  return std::move(document_);
}

std::optional<NodePlace> TreeBuilder::open_place() const {
  if (open_.empty()) return std::nullopt;
  return document_.at(open_.back().node).where;
}

void TreeBuilder::keep_open_mappings() {
  const auto list = std::ranges::find_if(
      open_, [&](const Open& open) { return document_.at(open.node).kind == NodeKind::sequence; });
  open_.erase(list, open_.end());
  if (open_.empty()) {
    document_ = Document(file_);
    return;
  }
  for (std::size_t i = open_.size() - 1; i > 0; --i) {
    Open& parent = open_[i - 1];
    if (!parent.key) continue;
    document_.at(parent.node).entries.push_back({*parent.key, open_[i].node});
  }
  document_.set_root(open_.front().node);
}

bool TreeBuilder::is_in_open(const NodePlace& place) const {
  if (open_.empty() || open_.back().flow) return true;
  const Open& parent = open_.back();
  if (document_.at(parent.node).kind == NodeKind::mapping && !parent.key) return true;
  if (parent.key && document_.at(*parent.key).where.line == place.line) return true;
  return place.column > document_.at(parent.node).where.column;
}

void TreeBuilder::require_colon(const YAML::Mark& mark) {
  if (open_.empty() || open_.back().flow || !open_.back().key) return;
  const NodePlace& key = document_.at(*open_.back().key).where;
  const NodePlace here = source_.span(offset(mark), offset(mark));
  const bool behind_key = std::pair(here.line, here.column) > std::pair(key.line, key.column);
  if (behind_key || source_.text().substr(offset(mark)).starts_with('?')) return;
  report_no_colon(source_, key, findings_);
  throw Stop{};
}

void TreeBuilder::require_marker(std::size_t previous, std::size_t at) {
  const auto& markers = scanned_.document_markers;  // rising
  const auto next = std::ranges::upper_bound(markers, previous);
  const bool marked = next != markers.end() && *next <= at;
  const bool first_line = next != markers.begin() && *(next - 1) == previous;
  if (marked || (first_line && previous == at)) return;
  findings_.add(content_after_document, source_.span(at, at + 1),
                "the document ended before this text",
                "indent it like the keys above, or start a new document with a line `---`");
  throw Stop{};
}

void TreeBuilder::read_written(const std::string& read, const YAML::Mark& mark, Node& node) {
  const std::string_view text = source_.text();
  const std::size_t begin = value_begin(text, offset(mark));
  check_closed(begin);
  node.text = document_.keep(parsed_.scalar(read, position_of(mark)));
  constexpr std::string_view not_plain = "\"'|>";
  const bool plain = begin >= text.size() || not_plain.find(text[begin]) == std::string_view::npos;
  if (plain && read.empty()) {
    // Nothing stands behind the tag.
    const Stretch tag = tag_before_value(text, offset(mark));
    node.where = source_.span(tag.begin, tag.end);
    return;
  }
  const std::size_t end = scalar_end(text, begin, node.text, plain);
  node.where = source_.span(begin, end);
  node.writing = writing_of(text.substr(begin, end - begin), node.text, plain);
}

void TreeBuilder::take_tag(const std::string& name, const YAML::Mark& mark, Node& node) {
  if (name.empty() || name == "?" || name == "!") return;
  const Stretch tag = tag_before_value(source_.text(), offset(mark));
  const std::string_view written = source_.text().substr(tag.begin, tag.end - tag.begin);
  const auto core = core_tag(parsed_.name(name));
  if (!core) {
    const RefusedTag refused = refused_tag(parsed_.name(name), written);
    findings_.add(unknown_tag, source_.span(tag.begin, tag.end), refused.message, refused.help);
  } else if (!apply_tag(*core, node)) {
    findings_.add(
        wrong_type, source_.span(tag.begin, tag.end),
        fmt::format("the tag {} stands before {}, expected {}", text::quoted(written),
                    node.text.empty() && node.kind == NodeKind::scalar ? "nothing" : describe(node),
                    expected_by(*core)),
        "delete the tag, or write what it says");
  }
}

void TreeBuilder::check_closed(std::size_t begin) {
  const std::string_view text = source_.text();
  const bool quoted = begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
  if (!quoted || behind_closing_quote(text, begin) != std::string_view::npos) return;
  findings_.add(yaml_syntax, source_.span(begin, begin + 1), "a quote is never closed",
                "add the missing quote");
  throw Stop{};
}

void TreeBuilder::count(std::size_t nodes, const NodePlace& where) {
  expanded_nodes_ += nodes;
  if (expanded_nodes_ <= nodes_max) return;
  findings_.add(too_many_nodes, where,
                fmt::format("more than {} nodes, aliases expanded", nodes_max),
                "a design is one page: split the file, and write aliases out");
  throw Stop{};
}

std::optional<NodePlace> TreeBuilder::key_place() const {
  if (open_.empty() || !open_.back().key) return std::nullopt;
  return document_.at(*open_.back().key).where;
}

void TreeBuilder::add_leaf(Node&& node, YAML::anchor_t anchor) {
  node.anchored = anchor != 0;
  const NodeIndex index = document_.add(std::move(node));
  if (anchor != 0) anchors_[anchor] = {index, 1};
  count(1, document_.at(index).where);
  place(index);
}

void TreeBuilder::open_collection(NodeKind kind, const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  const std::size_t begin = value_begin(source_.text(), offset(mark));
  Node node{.kind = kind};
  node.where = source_.span({begin, begin + 1}, line_of(mark));
  take_tag(tag, mark, node);
  if (open_.size() >= nesting_max) {
    findings_.add(nesting_too_deep, node.where,
                  fmt::format("nested deeper than {} levels", nesting_max),
                  fmt::format("nest at most {} levels", nesting_max));
    throw Stop{};
  }
  const std::size_t before = expanded_nodes_;
  count(1, node.where);
  const NodeIndex index = document_.add(std::move(node));
  const bool flow = style == YAML::EmitterStyle::Flow;
  open_.push_back(
      {.node = index, .anchor = anchor, .key = {}, .nodes_before = before, .flow = flow});
}

void TreeBuilder::close_collection() {
  const Open closed = open_.back();
  open_.pop_back();
  // Only a finished node can be named: an alias inside it would make an endless tree.
  if (closed.anchor != 0) {
    anchors_[closed.anchor] = {closed.node, expanded_nodes_ - closed.nodes_before};
  }
  place(closed.node);
}

void TreeBuilder::place(NodeIndex index) {
  if (open_.empty()) {
    document_.set_root(index);
    return;
  }
  Open& parent = open_.back();
  Node& node = document_.at(parent.node);
  if (node.kind == NodeKind::sequence) {
    node.items.push_back(index);
    return;
  }
  if (!parent.key) {
    check_key(document_.at(index));
    parent.key = index;
    return;
  }
  node.entries.push_back({*parent.key, index});
  parent.key.reset();
}

void TreeBuilder::check_key(const Node& key) {
  if (key.kind == NodeKind::sequence || key.kind == NodeKind::mapping) {
    findings_.add(complex_key, key.where, "a key must be a word", "write the key as a plain word");
    throw Stop{};
  }
  if (key.plain && key.text == "<<") {
    findings_.add(merge_key, key.where, "merge keys (`<<`) are not part of YAML 1.2",
                  "write the merged keys out");
  }
}

bool TreeBuilder::keys_differ(const Node& mapping) const {
  std::vector<std::string_view> keys;
  keys.reserve(mapping.entries.size());
  for (const Entry& entry : mapping.entries) keys.push_back(document_.at(entry.key).text);
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) == keys.end();
}

void TreeBuilder::check_duplicates(Node& mapping) {
  if (keys_differ(mapping)) return;
  std::map<std::string_view, NodeIndex> first;
  std::vector<Entry> kept;
  for (const Entry& entry : mapping.entries) {
    const Node& key = document_.at(entry.key);
    const auto [earlier, inserted] = first.emplace(key.text, entry.key);
    if (inserted) {
      kept.push_back(entry);
      continue;
    }
    const NodePlace& before = document_.at(earlier->second).where;
    auto& finding =
        findings_.add(duplicate_key, key.where,
                      fmt::format("the key {} stands here a second time; the first is on line {}",
                                  text::quoted(key.text), before.line),
                      "keep one of the two");
    finding.related.push_back({before, "first here"});
  }
  mapping.entries = std::move(kept);
}

}  // namespace eventarch::input
