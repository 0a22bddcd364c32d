#pragma once

/// Where a finding lies, for readers that know nothing but files of a repository and lines in them.

#include <cstdint>
#include <string>
#include <string_view>

#include "eventarch/check.hpp"

namespace eventarch::report {

/// A stretch of a file: every number at least 1, and never empty; the end is exclusive.
struct RepositoryPlace {
  std::string path;  ///< from the root of the repository; may be hostile
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 2;
};

/// The name of a file seen from the folder that `prefix` is the way to from the repository's root:
/// no `./`, no `..` that can be resolved. Absolute names and `-` stay as they are.
[[nodiscard]] std::string repository_path(std::string_view prefix, std::string_view name);

/// A place in a file. What concerns the file as a whole, or a value of the command line, lies in
/// the first line.
[[nodiscard]] RepositoryPlace repository_place(const SourceSpan& where, const CheckedFile& file,
                                               std::string_view prefix);

}  // namespace eventarch::report
