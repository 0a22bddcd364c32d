#pragma once

/// The positioned tree: what a YAML document says and where each word of it stands. One arena a
/// document; nodes are indices, so an alias shares its target instead of copying it.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/diagnostic.hpp"

namespace eventarch::input {

enum class NodeKind : std::uint8_t { null, scalar, sequence, mapping };

/// What a plain scalar means in the core schema of YAML 1.2; quoted text is always a string.
enum class ScalarType : std::uint8_t { null, boolean, integer, floating, string };

using NodeIndex = std::uint32_t;

/// A file that was read; the documents in it share it.
struct SourceFile {
  std::string name;
  std::string text;
};

/// Where a node stands: a `SourceSpan` that does not hold the name of the file itself. There are
/// many more nodes than places that are told or kept.
struct NodePlace {
  std::string_view file;  ///< owned by the document, or by the file that it shares
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;

  operator SourceSpan() const { return {std::string(file), line, column, end_line, end_column}; }
};

/// The bytes of a text from `begin` to before `end`.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Entry {
  NodeIndex key = 0;  ///< a scalar
  NodeIndex value = 0;
};

/// How a scalar stands in the source, for those who would write another in its place.
enum class Writing : std::uint8_t {
  word,           ///< as it is, on one line
  double_quotes,  ///< on one line
  single_quotes,  ///< on one line
  other,          ///< over several lines, or with escapes of its own: better left alone
};

struct Node {
  NodeKind kind = NodeKind::null;
  bool plain = false;  ///< an unquoted scalar
  Writing writing = Writing::other;
  bool anchored = false;  ///< an alias may stand for it elsewhere
  std::string_view text;  ///< of a scalar, or `null` written out; owned by the document, or by the
                          ///< file that it shares
  NodePlace where;
  std::vector<NodeIndex> items;  ///< of a sequence
  std::vector<Entry> entries;    ///< of a mapping, keys unique
};

/// One document of a file. Movable; nodes never move in memory once they are added.
class Document {
 public:
  Document() = default;
  explicit Document(std::shared_ptr<const SourceFile> file) : file_(std::move(file)) {}
  ~Document() = default;
  // Nodes hold views of the texts: a copy would hold views of the original's. The moves of a deque
  // keep its elements in place, but are not noexcept: without a copy a vector uses them all the
  // same.
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  NodeIndex add(Node&& node);
  /// Keeps a copy of the text for as long as the document lives.
  std::string_view keep(std::string text);

  [[nodiscard]] const Node& at(NodeIndex index) const { return nodes_[index]; }
  [[nodiscard]] Node& at(NodeIndex index) { return nodes_[index]; }
  [[nodiscard]] const Node& root() const { return nodes_[root_]; }
  [[nodiscard]] NodeIndex root_index() const { return root_; }
  void set_root(NodeIndex root) { root_ = root; }
  [[nodiscard]] bool empty() const { return nodes_.empty(); }

  /// The value of a key in a mapping; null where there is none.
  [[nodiscard]] const Node* find(const Node& mapping, std::string_view key) const;
  [[nodiscard]] const Entry* find_entry(const Node& mapping, std::string_view key) const;

 private:
  std::shared_ptr<const SourceFile> file_;  ///< null for a document that was not read
  std::deque<Node> nodes_;
  std::deque<std::string> texts_;
  NodeIndex root_ = 0;
};

[[nodiscard]] ScalarType scalar_type(const Node& node);

/// "a mapping", "the number `12`", "`null`", "nothing": for messages that say what was found.
[[nodiscard]] std::string describe(const Node& node);

}  // namespace eventarch::input
