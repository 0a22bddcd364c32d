#pragma once

/// The parser's complaints about text that is not YAML, in words for people.

#include <cstddef>
#include <optional>
#include <string_view>

#include "input/source_positions.hpp"

namespace eventarch::input {

/// What the parser says when it gives up.
struct SyntaxError {
  std::string_view message;             ///< in yaml-cpp's words
  std::size_t at = 0;                   ///< offset in the text, at most its size
  std::optional<NodePlace> open_place;  ///< where the innermost open list or mapping began
};

/// Adds the finding about a line of a mapping that has no colon, and begins at `where`.
void report_no_colon(const SourcePositions& source, const NodePlace& where, Findings& findings);

/// Adds the finding that says what is wrong and how to mend it.
void report_syntax(const SyntaxError& error, const SourcePositions& source, Findings& findings);

}  // namespace eventarch::input
