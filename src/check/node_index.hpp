#pragma once

/// The nodes of a document by place: which value a finding lies in, and what a line speaks of.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"
#include "input/document.hpp"

namespace eventarch::check {

/// Lines of a text, both included.
struct LineRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  [[nodiscard]] bool holds(std::uint32_t line) const { return line >= first && line <= last; }
};

class NodeIndex {
 public:
  /// Takes time and memory in proportion to the nodes; `document` must outlive the index.
  explicit NodeIndex(const input::Document& document);

  /// JSON pointer (RFC 6901) of the innermost value that begins at or before the place; empty for
  /// the document and for places outside it.
  [[nodiscard]] std::string pointer_of(const SourceSpan& where) const;

  /// The same with `type=NAME`, `name=NAME` or `=TEXT` for the number of a list item that has one:
  /// what it is about, whatever the order. At most 1,000 bytes; a longer one ends in its hash.
  [[nodiscard]] std::string subject_of(const SourceSpan& where) const;

  /// The lines of the key or item that begins next after a line, with everything below it.
  [[nodiscard]] std::optional<LineRange> next_after(std::uint32_t line) const;

  /// The last line on which something begins; 0 where nothing does.
  [[nodiscard]] std::uint32_t last_line() const;

 private:
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t last_line = 0;        ///< of everything below it
    std::int64_t parent = -1;           ///< in places_ before sorting
    const input::Node* node = nullptr;  ///< the key of an entry, or the item itself
    std::optional<std::size_t> number;  ///< of an item
  };

  enum class Items : std::uint8_t { by_number, by_name };

  void add_children(const input::Node& node, std::int64_t parent);
  std::int64_t add(const input::Node& node, std::int64_t parent,
                   std::optional<std::size_t> number = std::nullopt);
  void visit(const input::Node& node, std::int64_t place);
  /// What stands for a place in a path, escaped.
  [[nodiscard]] std::string token_of(const Place& place, Items items) const;
  /// The way to the innermost value at a place.
  [[nodiscard]] std::string path_of(const SourceSpan& where, Items items) const;
  /// In places_, of the innermost value that begins at or before the place; -1 where none does.
  [[nodiscard]] std::int64_t innermost(const SourceSpan& where) const;

  const input::Document& document_;
  std::vector<Place> places_;        ///< in the order of the tree
  std::vector<std::size_t> sorted_;  ///< indices into it by line and column
};

/// What a design is known by: `name=orders`, else `use_case=saga`, else `document`. Escaped as the
/// tokens of a pointer are, so that a number may follow behind a slash.
[[nodiscard]] std::string design_of(const input::Document& document);

}  // namespace eventarch::check
