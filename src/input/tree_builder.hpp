#pragma once

/// From yaml-cpp's events to the positioned tree of one document after the other, within the
/// limits. Where a document breaks one of them, its finding is made and `Stop` thrown.

#include <yaml-cpp/eventhandler.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "input/byte_scan.hpp"
#include "input/document.hpp"
#include "input/parser_text.hpp"
#include "input/source_positions.hpp"

namespace eventarch::input {

/// Thrown out of the event handler once reading on makes no sense. Its finding is already made.
struct Stop {};

/// Where a mark points in the text that yaml-cpp was given, in bytes.
[[nodiscard]] std::size_t position_of(const YAML::Mark& mark);

/// Builds the tree from events and applies the limits.
class TreeBuilder : public YAML::EventHandler {
 public:
  /// `source` and all else are about the text of `file`.
  TreeBuilder(std::shared_ptr<const SourceFile> file, const SourcePositions& source,
              const ScannedText& scanned, const ParserText& parsed, Findings& findings)
      : file_(std::move(file)),
        source_(source),
        scanned_(scanned),
        parsed_(parsed),
        findings_(findings) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override;
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& read) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

  /// The document, or what there is of it; empty where none was begun since the last one.
  [[nodiscard]] Document take();
  /// Where the innermost list or mapping began that is still open.
  [[nodiscard]] std::optional<NodePlace> open_place() const;
  /// Where the last document began: its `---` line where it has one, else its first token.
  [[nodiscard]] std::size_t document_begin() const { return previous_root_.value_or(0); }

 private:
  struct Anchored {
    NodeIndex node = 0;
    std::size_t nodes = 1;  ///< of its subtree, aliases expanded
  };
  struct Open {
    NodeIndex node = 0;
    YAML::anchor_t anchor = 0;
    std::optional<NodeIndex> key;  ///< of a mapping, between key and value
    std::size_t nodes_before = 0;
    bool flow = false;  ///< in brackets
  };

  /// Reading stopped half-way: what the open mappings hold already is kept. A list is not, since
  /// half of it would say something else.
  void keep_open_mappings();
  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return parsed_.offset(position_of(mark));
  }
  /// yaml-cpp takes the last line of a block mapping for a key even where no colon follows.
  void require_colon(const YAML::Mark& mark);
  /// Whether what stands there can be a value of the innermost open node, and not what follows it.
  [[nodiscard]] bool is_in_open(const NodePlace& place) const;
  /// yaml-cpp starts a new document after the first root node even where no marker stands between.
  void require_marker(std::size_t previous, std::size_t at);
  /// A scalar that reads otherwise than it stands in the source, or has a tag or quotes.
  void read_written(const std::string& read, const YAML::Mark& mark, Node& node);
  /// The tag in front of a node gives it its type, or is refused.
  void take_tag(const std::string& name, const YAML::Mark& mark, Node& node);
  /// yaml-cpp takes the end of the file for a closing quote.
  void check_closed(std::size_t begin);
  void count(std::size_t nodes, const NodePlace& where);
  [[nodiscard]] std::optional<NodePlace> key_place() const;
  void add_leaf(Node&& node, YAML::anchor_t anchor);
  void open_collection(NodeKind kind, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor, YAML::EmitterStyle::value style);
  void close_collection();
  /// Puts a finished node where it belongs: root, list item, key or value.
  void place(NodeIndex index);
  void check_key(const Node& key);
  [[nodiscard]] bool keys_differ(const Node& mapping) const;
  void check_duplicates(Node& mapping);

  std::shared_ptr<const SourceFile> file_;
  const SourcePositions& source_;
  const ScannedText& scanned_;
  const ParserText& parsed_;
  Findings& findings_;
  Document document_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  std::set<std::string> anchor_names_;
  std::size_t expanded_nodes_ = 0;  ///< of all documents: a file of many costs no more than one
  std::optional<std::size_t> previous_root_;
  bool started_ = false;
};

}  // namespace eventarch::input
