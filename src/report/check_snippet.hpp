#pragma once

/// The source text of a finding with its places marked below it.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/check.hpp"
#include "report/check_paint.hpp"

namespace eventarch::report {

struct Snippet {
  std::size_t gutter = 1;          ///< columns that the line numbers take
  std::vector<std::string> rows;   ///< painted, safe to print; empty where no source is known
  std::vector<std::string> notes;  ///< related places that no row shows; may be hostile
};

/// At most 80 columns wide; a longer line is cut around what is marked.
[[nodiscard]] Snippet snippet_of(const CheckedFile& file, const CheckFinding& finding,
                                 const Paint& paint);

}  // namespace eventarch::report
