#pragma once

/// The positioned tree: what a YAML document says and where each word of it stands. One arena a
/// document; nodes are indices, so an alias shares its target instead of copying it.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"

namespace eventarch::input {

enum class NodeKind : std::uint8_t { null, scalar, sequence, mapping };

/// What a plain scalar means in the core schema of YAML 1.2; quoted text is always a string.
enum class ScalarType : std::uint8_t { null, boolean, integer, floating, string };

using NodeIndex = std::uint32_t;

struct Node;

struct Entry {
  NodeIndex key = 0;  ///< a scalar
  NodeIndex value = 0;
};

struct Node {
  NodeKind kind = NodeKind::null;
  bool plain = false;     ///< an unquoted scalar
  bool shared = false;    ///< named by an anchor, or an alias: its text stands for other places too
  std::string_view text;  ///< of a scalar; owned by the document
  SourceSpan where;
  std::vector<NodeIndex> items;  ///< of a sequence
  std::vector<Entry> entries;    ///< of a mapping, keys unique
};

/// One document of a file. Movable; nodes never move in memory once they are added.
class Document {
 public:
  Document() = default;
  ~Document() = default;
  // Nodes hold views of the texts: a copy would hold views of the original's. The moves of a deque
  // keep its elements in place, but are not noexcept: without a copy a vector uses them all the
  // same.
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  NodeIndex add(Node node);
  /// Keeps a copy of the text for as long as the document lives.
  std::string_view keep(std::string text);

  [[nodiscard]] const Node& at(NodeIndex index) const { return nodes_[index]; }
  [[nodiscard]] Node& at(NodeIndex index) { return nodes_[index]; }
  [[nodiscard]] const Node& root() const { return nodes_[root_]; }
  [[nodiscard]] NodeIndex root_index() const { return root_; }
  void set_root(NodeIndex root) { root_ = root; }
  [[nodiscard]] bool empty() const { return nodes_.empty(); }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// Entries of a mapping whose key stands in it already: no part of the tree, but of the text.
  void add_repeated(NodeIndex mapping, Entry entry) { repeated_.push_back({mapping, entry}); }
  struct Repeated {
    NodeIndex mapping = 0;
    Entry entry;
  };
  [[nodiscard]] const std::vector<Repeated>& repeated() const { return repeated_; }

  /// The value of a key in a mapping; null where there is none.
  [[nodiscard]] const Node* find(const Node& mapping, std::string_view key) const;
  [[nodiscard]] const Entry* find_entry(const Node& mapping, std::string_view key) const;

 private:
  std::deque<Node> nodes_;
  std::deque<std::string> texts_;
  std::vector<Repeated> repeated_;
  NodeIndex root_ = 0;
};

[[nodiscard]] ScalarType scalar_type(const Node& node);

/// "a mapping", "the number `12`", "nothing": for messages that say what was found.
[[nodiscard]] std::string describe(const Node& node);

}  // namespace eventarch::input
