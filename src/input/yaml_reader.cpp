#include "input/yaml_reader.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <optional>
#include <set>
#include <streambuf>
#include <unordered_map>
#include <utility>

#include "input/byte_scan.hpp"
#include "input/input_rules.hpp"
#include "input/source_positions.hpp"
#include "support/text.hpp"

namespace eventarch::input {
namespace {

/// Lets yaml-cpp read our buffer without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    // The get area is never written to; streambuf's interface is older than const.
    auto* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

/// Thrown out of the event handler once reading on makes no sense. Its finding is already made.
struct Stop {};

constexpr std::string_view line_end = "\r\n";

/// Skips an anchor and a tag before a value: marks point at them, carets should not.
std::size_t value_begin(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    at = std::min(text.find_first_of(" \t\r\n", at), text.size());
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  }
  return at;
}

/// Whether a quote at `at` opens a quoted scalar, and is not a sign inside plain text.
bool opens_quote(std::string_view text, std::size_t at) {
  if (text[at] != '"' && text[at] != '\'') return false;
  return at == 0 || std::string_view(" \t\r\n[{,:").find(text[at - 1]) != std::string_view::npos;
}

/// Behind the quote that closes the one at `open`; npos where none does.
std::size_t behind_closing_quote(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t at = open + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!doubled) return at + 1;
      ++at;
    }
  }
  return std::string_view::npos;
}

/// End of the scalar that starts at `begin` in the source, for the caret. Block and multi-line
/// scalars end with their first line.
std::size_t scalar_end(std::string_view text, std::size_t begin, std::string_view value,
                       bool plain) {
  if (begin >= text.size()) return begin;
  const std::size_t eol = std::min(text.find_first_of(line_end, begin), text.size());
  if (plain) {
    return text.substr(begin, value.size()) == value ? begin + value.size() : eol;
  }
  const char quote = text[begin];
  if (quote != '"' && quote != '\'') return eol;
  return std::min(behind_closing_quote(text, begin), eol);
}

/// Where the quote stands that is never closed; npos where there is none.
std::size_t unclosed_quote(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const bool comment = text[at] == '#' && (at == 0 || text[at - 1] == ' ' ||
                                             text[at - 1] == '\t' || text[at - 1] == '\n');
    if (comment) {
      at = std::min(text.find('\n', at), text.size());
    } else if (opens_quote(text, at)) {
      const std::size_t behind = behind_closing_quote(text, at);
      if (behind == std::string_view::npos) return at;
      at = behind;
    } else {
      ++at;
    }
  }
  return std::string_view::npos;
}

/// Builds the tree from events and applies the limits.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourcePositions& source, const ScannedText& scanned, Findings& findings)
      : source_(source), scanned_(scanned), findings_(findings) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    const std::size_t at = offset(mark);
    if (previous_root_) require_marker(*previous_root_, at);
    document_ = Document{};
    open_.clear();
    anchors_.clear();
    anchor_names_.clear();
    sizes_.clear();
    expanded_nodes_ = 0;
    previous_root_ = at;
    started_ = true;
  }
  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    if (anchor_names_.insert(name).second) return;
    const std::size_t at = offset(mark);
    findings_.add(duplicate_anchor, source_.span(at, at + 1),
                  fmt::format("the anchor {} is defined a second time", text::quoted(name)),
                  "give it a name of its own");
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node{.kind = NodeKind::null, .plain = true};
    // The mark of a null is that of the next token, often on another line: the key stands in.
    node.where = key_place().value_or(source_.span(offset(mark), offset(mark)));
    add_leaf(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t at = offset(mark);
    const std::size_t end =
        std::min(source_.text().find_first_of(" \t\r\n,]}", at), source_.text().size());
    const SourceSpan where = source_.span(at, end);
    const auto target = anchors_.find(anchor);
    if (target == anchors_.end()) {
      findings_.add(recursive_alias, where,
                    fmt::format("the alias {} stands inside the node that it names",
                                text::quoted(source_.text().substr(at, end - at))),
                    "write the value out instead");
      throw Stop{};
    }
    Node copy = document_.at(target->second);
    copy.where = where;
    const std::size_t nodes = sizes_[target->second];
    const NodeIndex index = document_.add(std::move(copy));
    sizes_[index] = nodes;
    count(nodes, where);
    place(index);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const std::size_t begin = value_begin(source_.text(), offset(mark));
    check_tag(tag, offset(mark));
    check_closed(begin);
    const bool plain = tag == "?";
    Node node{.kind = NodeKind::scalar, .plain = plain};
    node.where = source_.span(begin, scalar_end(source_.text(), begin, value, plain));
    if (value.size() > scalar_bytes_max) {
      findings_.add(
          scalar_too_long, node.where,
          fmt::format("a value of {} bytes; the limit is {}", value.size(), scalar_bytes_max),
          "shorten it");
      throw Stop{};
    }
    node.text = document_.keep(value);
    add_leaf(std::move(node), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open_collection(NodeKind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close_collection(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open_collection(NodeKind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override {
    check_duplicates(document_.at(open_.back().node));
    close_collection();
  }

  /// The document, or what there is of it; empty where none was begun since the last one.
  [[nodiscard]] Document take() {
    if (!std::exchange(started_, false)) return {};
    if (!open_.empty()) keep_open_mappings();
    return std::move(document_);
  }
  /// Where the innermost list or mapping began that is still open.
  [[nodiscard]] std::optional<SourceSpan> open_place() const {
    if (open_.empty()) return std::nullopt;
    return document_.at(open_.back().node).where;
  }

 private:
  struct Open {
    NodeIndex node = 0;
    YAML::anchor_t anchor = 0;
    std::optional<NodeIndex> key;  ///< of a mapping, between key and value
    std::size_t nodes_before = 0;
  };

  /// Reading stopped half-way: what the open mappings hold already is kept. A list is not, since
  /// half of it would say something else.
  void keep_open_mappings() {
    const auto list = std::ranges::find_if(open_, [&](const Open& open) {
      return document_.at(open.node).kind == NodeKind::sequence;
    });
    open_.erase(list, open_.end());
    if (open_.empty()) {
      document_ = Document{};
      return;
    }
    for (std::size_t i = open_.size() - 1; i > 0; --i) {
      Open& parent = open_[i - 1];
      if (!parent.key) continue;
      document_.at(parent.node).entries.push_back({*parent.key, open_[i].node});
    }
    document_.set_root(open_.front().node);
  }

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(mark.pos), source_.text().size());
  }

  /// yaml-cpp starts a new document after the first root node even where no marker stands between.
  void require_marker(std::size_t previous, std::size_t at) {
    const bool marked = std::ranges::any_of(scanned_.document_markers, [&](std::size_t marker) {
      return marker > previous && marker <= at;
    });
    const bool first_line =
        std::ranges::find(scanned_.document_markers, previous) != scanned_.document_markers.end();
    if (marked || (first_line && previous == at)) return;
    findings_.add(content_after_document, source_.span(at, at + 1),
                  "the document ended before this text",
                  "indent it like the keys above, or start a new document with a line `---`");
    throw Stop{};
  }

  void check_tag(const std::string& tag, std::size_t at) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    const std::size_t end =
        std::min(source_.text().find_first_of(" \t\r\n,]}", at), source_.text().size());
    findings_.add(unknown_tag, source_.span(at, end),
                  fmt::format("the tag {} is not supported", text::quoted(tag)),
                  "delete the tag; put text in quotes where it must stay text");
  }

  /// yaml-cpp takes the end of the file for a closing quote.
  void check_closed(std::size_t begin) {
    const std::string_view text = source_.text();
    const bool quoted = begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
    if (!quoted || behind_closing_quote(text, begin) != std::string_view::npos) return;
    findings_.add(yaml_syntax, source_.span(begin, begin + 1), "a quote is never closed",
                  "add the missing quote");
    throw Stop{};
  }

  void count(std::size_t nodes, const SourceSpan& where) {
    expanded_nodes_ += nodes;
    if (expanded_nodes_ <= nodes_max) return;
    findings_.add(too_many_nodes, where,
                  fmt::format("more than {} nodes, aliases expanded", nodes_max),
                  "a design is one page: split the file, and write aliases out");
    throw Stop{};
  }

  [[nodiscard]] std::optional<SourceSpan> key_place() const {
    if (open_.empty() || !open_.back().key) return std::nullopt;
    return document_.at(*open_.back().key).where;
  }

  void add_leaf(Node node, YAML::anchor_t anchor) {
    const SourceSpan where = node.where;
    const NodeIndex index = document_.add(std::move(node));
    if (anchor != 0) anchors_[anchor] = index;
    sizes_[index] = 1;
    count(1, where);
    place(index);
  }

  void open_collection(NodeKind kind, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor) {
    const std::size_t begin = value_begin(source_.text(), offset(mark));
    check_tag(tag, offset(mark));
    Node node{.kind = kind};
    node.where = source_.span(begin, begin + 1);
    if (open_.size() >= nesting_max) {
      findings_.add(nesting_too_deep, node.where,
                    fmt::format("nested deeper than {} levels", nesting_max),
                    fmt::format("nest at most {} levels", nesting_max));
      throw Stop{};
    }
    const std::size_t before = expanded_nodes_;
    count(1, node.where);
    const NodeIndex index = document_.add(std::move(node));
    open_.push_back({.node = index, .anchor = anchor, .key = {}, .nodes_before = before});
  }

  void close_collection() {
    const Open closed = open_.back();
    open_.pop_back();
    sizes_[closed.node] = expanded_nodes_ - closed.nodes_before;
    // Only a finished node can be named: an alias inside it would make an endless tree.
    if (closed.anchor != 0) anchors_[closed.anchor] = closed.node;
    place(closed.node);
  }

  /// Puts a finished node where it belongs: root, list item, key or value.
  void place(NodeIndex index) {
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

  void check_key(const Node& key) {
    if (key.kind == NodeKind::sequence || key.kind == NodeKind::mapping) {
      findings_.add(complex_key, key.where, "a key must be a word",
                    "write the key as a plain word");
      throw Stop{};
    }
    if (key.plain && key.text == "<<") {
      findings_.add(merge_key, key.where, "merge keys (`<<`) are not part of YAML 1.2",
                    "write the merged keys out");
    }
  }

  void check_duplicates(Node& mapping) {
    std::map<std::string_view, NodeIndex> first;
    std::vector<Entry> kept;
    for (const Entry& entry : mapping.entries) {
      const Node& key = document_.at(entry.key);
      const auto [earlier, inserted] = first.emplace(key.text, entry.key);
      if (inserted) {
        kept.push_back(entry);
        continue;
      }
      const SourceSpan& before = document_.at(earlier->second).where;
      auto& finding =
          findings_.add(duplicate_key, key.where,
                        fmt::format("the key {} stands here a second time; the first is on line {}",
                                    text::quoted(key.text), before.line),
                        "keep one of the two");
      finding.related.push_back({before, "first here"});
    }
    mapping.entries = std::move(kept);
  }

  const SourcePositions& source_;
  const ScannedText& scanned_;
  Findings& findings_;
  Document document_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, NodeIndex> anchors_;
  std::set<std::string> anchor_names_;
  std::unordered_map<NodeIndex, std::size_t> sizes_;  ///< nodes of a subtree, aliases expanded
  std::size_t expanded_nodes_ = 0;
  std::optional<std::size_t> previous_root_;
  bool started_ = false;
};

struct SyntaxHint {
  std::string_view message;  ///< part of yaml-cpp's text
  std::string_view plain;    ///< what it means
  std::string_view help;
};

constexpr std::array syntax_hints{
    SyntaxHint{"end of map flow", "a `{` is never closed", "add the missing `}`"},
    SyntaxHint{"end of map not found", "this key does not stand at the level of its neighbours",
               "indent it like the keys around it"},
    SyntaxHint{"end of sequence not found", "this line does not stand at the level of the list",
               "indent it like the entries around it"},
    SyntaxHint{"end of sequence flow", "a `[` is never closed", "add the missing `]`"},
    SyntaxHint{"illegal EOF in scalar", "a quote is never closed", "add the missing quote"},
    SyntaxHint{"illegal tab", "a tab is used for indentation", "indent with blanks"},
    SyntaxHint{"illegal map value", "a `:` stands where no key can be",
               "put text that holds `: ` in quotes, and check the indentation"},
    SyntaxHint{"illegal block entry", "a `- ` stands where no list can begin",
               "put the list on lines of its own below its key"},
    SyntaxHint{"unknown escape character", "an unknown escape after `\\`",
               "use single quotes where no escapes are meant"},
    SyntaxHint{"unknown token", "a character that cannot start a value", "put the value in quotes"},
    SyntaxHint{"referenced anchor is not defined", "an alias to an anchor that does not exist",
               "define the anchor above, or write the value out"},
};

/// The line of the offset is indented with a tab: yaml-cpp's own words for it are misleading.
bool indented_with_tab(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return false;
  const std::size_t before = text.rfind('\n', at - 1);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t first = text.find_first_not_of(' ', start);
  return first != std::string_view::npos && text[first] == '\t';
}

/// Longer keys are not recognised as such.
constexpr std::size_t key_bytes_max = 1024;

bool behind_long_key(std::string_view text, std::size_t at) {
  const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return at - start > key_bytes_max;
}

struct SyntaxProblem {
  std::string message;
  std::string help;
};

SyntaxProblem problem_of(const YAML::ParserException& error, std::string_view text,
                         std::size_t at) {
  const bool lone_returns =
      text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos;
  if (lone_returns) {
    return {"the lines end in CR alone, which YAML does not take for a line end",
            "save the file with LF or CRLF line ends"};
  }
  if (indented_with_tab(text, at)) return {"a tab is used for indentation", "indent with blanks"};
  for (const SyntaxHint& hint : syntax_hints) {
    if (error.msg.find(hint.message) == std::string::npos) continue;
    if (hint.message == "illegal map value" && behind_long_key(text, at)) {
      return {fmt::format("a key is longer than {} bytes", key_bytes_max), "shorten it"};
    }
    return {std::string(hint.plain), std::string(hint.help)};
  }
  return {error.msg, "see the YAML around this place"};
}

void report_syntax(const YAML::ParserException& error, const SourcePositions& source,
                   const TreeBuilder& builder, Findings& findings) {
  const std::string_view text = source.text();
  if (const std::size_t quote = unclosed_quote(text); quote != std::string_view::npos) {
    findings.add(yaml_syntax, source.span(quote, quote + 1), "a quote is never closed",
                 "add the missing quote");
    return;
  }
  const std::size_t at =
      error.mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(error.mark.pos), text.size());
  const SyntaxProblem problem = problem_of(error, text, at);
  auto& finding = findings.add(yaml_syntax, source.span(at, std::min(at + 1, text.size())),
                               problem.message, problem.help);
  const bool bracket = error.msg.find(" flow") != std::string::npos;
  if (const auto open = builder.open_place(); open && (bracket || at >= text.size())) {
    finding.where = *open;
    finding.message += ", begun here";
  }
}

bool is_empty(const Document& document) {
  return document.empty() || document.root().kind == NodeKind::null;
}

}  // namespace

std::vector<ReadDocument> read_documents(const std::string& file, std::string_view text) {
  const SourcePositions source(file, without_byte_order_mark(text));
  std::vector<ReadDocument> documents;
  Findings findings;
  const auto keep = [&](Document document, bool complete) {
    const auto number = static_cast<std::uint32_t>(documents.size() + 1);
    if (complete && is_empty(document)) {
      findings.add(empty_document, source.whole_file(),
                   number == 1 ? "the file holds no design"
                               : fmt::format("document {} holds no design", number),
                   "start with `event_context:`; `eventarch init` writes an example");
      document = Document{};
      complete = false;
    }
    documents.push_back({std::move(document), number, complete, std::exchange(findings, {})});
  };
  const auto scanned = scan_bytes(source, findings);
  if (!scanned) {
    keep({}, false);
    return documents;
  }
  TreeBuilder builder(source, *scanned, findings);
  try {
    ViewBuffer buffer(source.text());
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) keep(builder.take(), true);
    if (documents.empty()) keep({}, true);
  } catch (const Stop&) {
    keep(builder.take(), false);
  } catch (const YAML::ParserException& error) {
    report_syntax(error, source, builder, findings);
    keep(builder.take(), false);
  }
  return documents;
}

}  // namespace eventarch::input
