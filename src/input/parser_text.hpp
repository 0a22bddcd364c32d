#pragma once

/// The text as yaml-cpp is given it, and the way back from what it says.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "input/question_marks.hpp"
#include "input/short_words.hpp"
#include "input/surrogate_pairs.hpp"

namespace eventarch::input {

class ParserText {
 public:
  /// Requires valid UTF-8 without control characters. `text` must outlive this object.
  explicit ParserText(std::string_view text)
      : text_(text), pairs_(text), marks_(pairs_.hidden()), words_(marks_.hidden()) {}

  [[nodiscard]] std::string_view given() const { return words_.hidden(); }

  /// Where a position of the parser lies in the text; the end where it lies beyond.
  [[nodiscard]] std::size_t offset(std::size_t position) const {
    return std::min(words_.offset(position), text_.size());
  }

  /// Where in the text a scalar stands that was read from a position on; empty where it reads
  /// otherwise than it stands there, as escapes and folded lines do.
  [[nodiscard]] std::optional<Stretch> verbatim(std::string_view read, std::size_t position) const {
    if (position > given().size() || !given().substr(position).starts_with(read)) {
      return std::nullopt;
    }
    return words_.offsets({position, position + read.size()});
  }

  /// A scalar that was read from a position on.
  [[nodiscard]] std::string scalar(std::string_view read, std::size_t position) const {
    return pairs_.shown(marks_.shown(words_.shown(read, position)));
  }

  /// The name of an anchor or a tag.
  [[nodiscard]] std::string name(const std::string& read) const { return marks_.shown(read); }

 private:
  std::string_view text_;
  SurrogatePairs pairs_;
  QuestionMarks marks_;
  ShortWords words_;
};

}  // namespace eventarch::input
