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

  /// The lines of the key or item that begins next after a line, with everything below it.
  [[nodiscard]] std::optional<LineRange> next_after(std::uint32_t line) const;

  /// The last line on which something begins; 0 where nothing does.
  [[nodiscard]] std::uint32_t last_line() const;

 private:
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t last_line = 0;  ///< of everything below it
    std::int64_t parent = -1;     ///< in places_ before sorting
    std::string token;            ///< of the pointer, escaped
  };

  void add_children(const input::Node& node, std::int64_t parent);
  std::int64_t add(const SourceSpan& where, std::int64_t parent, std::string token);
  void visit(const input::Node& node, std::int64_t place);

  const input::Document& document_;
  std::vector<Place> places_;        ///< in the order of the tree
  std::vector<std::size_t> sorted_;  ///< indices into it by line and column
};

}  // namespace eventarch::check
