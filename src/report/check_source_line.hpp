#pragma once

/// A line of source text as a terminal shows it: what is invisible made visible, tabs expanded, and
/// cut to a width; with the columns that its characters take.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eventarch::report {

/// A half-open range, of characters or of columns.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class SourceRow {
 public:
  /// Cut to `width` columns around the characters of `focus`.
  SourceRow(std::string_view line, Stretch focus, std::size_t width);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// The columns of some characters, at least one; clamped to what is shown.
  [[nodiscard]] Stretch columns(Stretch characters) const;

 private:
  std::string text_;
  std::vector<std::size_t> starts_;  ///< the column of each character, and the one behind the last
};

/// Characters of a line, an invalid byte counting as one.
[[nodiscard]] std::size_t characters_in(std::string_view line);

/// Characters before the first that is not blank.
[[nodiscard]] std::size_t indent_of(std::string_view line);

}  // namespace eventarch::report
