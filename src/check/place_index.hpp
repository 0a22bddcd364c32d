#pragma once

/// Which value of a document stands where, as JSON pointers (RFC 6901): they stay when text moves.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/diagnostic.hpp"
#include "input/document.hpp"

namespace eventarch::check {

class PlaceIndex {
 public:
  /// `document` must outlive the index. Only what stands in `file` is taken in, and not what the
  /// command line put in its place.
  PlaceIndex(const input::Document& document, std::string_view file);

  /// The innermost value that the place begins in, its key included; empty: the document.
  [[nodiscard]] std::string pointer_at(const SourceSpan& where) const;

  /// The outermost value that begins first behind a line; nothing where none does.
  [[nodiscard]] std::optional<std::string> first_behind(std::uint32_t line) const;

  /// The value that began last on a line, else the one around the end of the line.
  [[nodiscard]] std::string last_on(std::uint32_t line, std::uint32_t column) const;

  /// Whether other places share the text of the scalar that begins here.
  [[nodiscard]] bool is_shared(const SourceSpan& where) const;

 private:
  struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
  };
  /// What one step of a pointer leads to: an entry, the value of an entry, or an item.
  struct Place {
    Position begin;
    Position marked_end;     ///< of the key, the scalar, or the first sign of a collection
    Position end;            ///< of everything below it
    std::size_t parent = 0;  ///< itself: the document
    const input::Node* key = nullptr;
    std::optional<std::size_t> item;  ///< neither key nor item: the value of the parent
  };

  static Position begin_of(const SourceSpan& where) { return {where.line, where.column}; }
  static Position end_of(const SourceSpan& where) { return {where.end_line, where.end_column}; }
  [[nodiscard]] bool stands_here(const input::Node& node) const;
  std::size_t add(const input::Node& node, std::size_t parent);
  void walk(input::NodeIndex index, std::size_t place);
  void walk_entry(const input::Entry& entry, std::size_t place);
  void reach(std::size_t place, Position end);
  /// The last place in the order of the text that begins at or before a position.
  [[nodiscard]] std::size_t last_begun(Position at) const;
  [[nodiscard]] std::string pointer_of(std::size_t place) const;

  const input::Document& document_;
  std::string_view file_;
  std::vector<Place> places_;       ///< the first is the document
  std::vector<std::size_t> order_;  ///< all but the first, by where they begin
  std::vector<bool> walked_;        ///< by node: what an alias repeats stands elsewhere
  std::vector<input::Document::Repeated> repeated_;  ///< by mapping
  std::vector<Position> shared_;
};

}  // namespace eventarch::check
