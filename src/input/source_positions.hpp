#pragma once

/// From byte offsets, which parsers speak, to lines and columns, which people and editors speak.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "input/document.hpp"

namespace eventarch::input {

class SourcePositions {
 public:
  /// Both must outlive this object and the places that it gives.
  SourcePositions(std::string_view file, std::string_view text);

  /// The place of [begin, end) in bytes; offsets beyond the text are cut to its end.
  [[nodiscard]] NodePlace span(std::size_t begin, std::size_t end) const;

  /// The same, quicker where it begins on a line that is known, counted from 0.
  [[nodiscard]] NodePlace span(Stretch bytes, std::size_t line) const;

  /// The whole file as a finding's place.
  [[nodiscard]] NodePlace whole_file() const { return {.file = file_}; }

  /// Offset of the first byte of a line, counted from 0; the end of the text for lines beyond it.
  [[nodiscard]] std::size_t line_start(std::size_t line) const;

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool is_ascii() const { return is_ascii_; }

 private:
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };
  [[nodiscard]] std::size_t line_at(std::size_t offset) const;
  [[nodiscard]] Place within_line(std::size_t line, std::size_t offset) const;
  /// Characters before an offset, in constant time: a file may be one line.
  [[nodiscard]] std::size_t characters_before(std::size_t offset) const;
  [[nodiscard]] std::size_t characters_between(std::size_t begin, std::size_t end) const;
  void mark_characters();

  std::string_view file_;
  std::string_view text_;
  /// A byte where a character begins, and how many characters come before it.
  struct Mark {
    std::size_t offset = 0;
    std::size_t characters = 0;
  };

  std::vector<std::size_t> line_starts_;
  std::vector<Mark> marks_;  ///< at about every 512th byte; none where all are ASCII
  bool is_ascii_;
};

}  // namespace eventarch::input
