#pragma once

/// Where a finding lies and what it is called, for readers that know nothing but files of a
/// repository and lines in them.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
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

/// A place in a file. What concerns the file as a whole, or a value of the command line, lies in
/// the first line.
[[nodiscard]] RepositoryPlace repository_place(const SourceSpan& where, const CheckedFile& file,
                                               std::string_view prefix);

/// Names that readers tell apart: what comes a second time gets a number.
class UniqueNames {
 public:
  explicit UniqueNames(std::string_view separator) : separator_(separator) {}

  [[nodiscard]] std::string name_for(const std::string& wanted);

 private:
  std::string_view separator_;
  std::map<std::string, std::size_t, std::less<>> times_;  ///< how often each was given
};

}  // namespace eventarch::report
