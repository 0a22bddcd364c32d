#pragma once

/// A page of Markdown that keeps within a size: whole blocks are left out, the least important
/// first, and a sentence names them. Nothing is ever cut in the middle.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/report.hpp"

namespace eventarch::report {

/// How a reader would miss a block: the last ones are left out first.
enum class Importance : std::uint8_t {
  findings,
  decision,
  numbers,
  resources,
  failures,
  details,
  sources
};

struct MarkdownBlock {
  Section section;
  Importance importance;
  std::string title;  ///< as it is: the page makes it safe
  std::string body;   ///< Markdown; empty: the block is not there
  bool folded = false;
};

struct MarkdownPage {
  std::string head;  ///< always printed; short
  std::vector<MarkdownBlock> blocks;
};

/// The page in at most `budget` bytes, as long as its head is.
[[nodiscard]] std::string within(const MarkdownPage& page, std::size_t budget);

/// The size of the page with every block.
[[nodiscard]] std::size_t size_of(const MarkdownPage& page);

}  // namespace eventarch::report
