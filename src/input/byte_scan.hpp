#pragma once

/// One pass over the bytes of a file before any parser sees them. yaml-cpp takes some control
/// characters for its own marks, guesses encodings and tokenises a whole line before its first
/// event: what would harm it is refused here, with a place.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "input/source_positions.hpp"

namespace eventarch::input {

inline constexpr std::size_t file_bytes_max = std::size_t{1024} * 1024;
inline constexpr std::size_t nesting_max = 64;
inline constexpr std::size_t nodes_max = 10'000;
/// Of a file, each of which is a node at least.
inline constexpr std::size_t documents_max = nodes_max;
inline constexpr std::size_t scalar_bytes_max = std::size_t{64} * 1024;

struct ScannedText {
  std::string_view text;                      ///< without the byte order mark
  std::vector<std::size_t> document_markers;  ///< offsets of lines that start with --- or ...
};

/// Empty where the text must not be parsed; the reasons are then in `findings`.
[[nodiscard]] std::optional<ScannedText> scan_bytes(const SourcePositions& source,
                                                    Findings& findings);

/// The text without a leading UTF-8 byte order mark.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

}  // namespace eventarch::input
