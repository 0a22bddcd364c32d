#pragma once

/// The comments of a document that speak to this program: `# eventarch: ...`. What stands in a
/// quoted or a block scalar is no comment, whatever it looks like.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "input/document.hpp"
#include "input/source_positions.hpp"

namespace eventarch::check {

struct Comment {
  std::uint32_t line = 0;
  std::size_t begin = 0;   ///< offset of the `#`
  std::size_t end = 0;     ///< behind it, without the end of the line
  bool alone = false;      ///< nothing else stands on the line
  std::string_view words;  ///< what follows `eventarch:`
};

/// Whether there may be such comments at all.
[[nodiscard]] bool may_hold_comments(std::string_view text);

/// Those from the line `first` up to the one before `behind`.
[[nodiscard]] std::vector<Comment> comments_of(const input::Document& document,
                                               const input::SourcePositions& source,
                                               std::string_view file, std::uint32_t first,
                                               std::uint32_t behind);

/// The line of the first document marker behind all that the document holds; the one behind the
/// last line of the text where there is none.
[[nodiscard]] std::uint32_t line_behind(const input::Document& document,
                                        const input::SourcePositions& source, std::string_view file,
                                        std::uint32_t first);

}  // namespace eventarch::check
