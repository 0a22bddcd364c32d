#include "report/check_places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "support/repository_path.hpp"

namespace eventarch::report {

RepositoryPlace repository_place(const SourceSpan& where, const CheckedFile& file,
                                 std::string_view prefix) {
  RepositoryPlace place;
  place.path = text::repository_path(prefix, file.name);
  if (where.line == 0 || (where.file != file.name && !where.file.empty())) return place;
  place.line = where.line;
  place.column = std::max(where.column, 1U);
  place.end_line = std::max(where.end_line, where.line);
  place.end_column = std::max(where.end_column, 1U);
  const bool is_empty = place.end_line == place.line && place.end_column <= place.column;
  if (is_empty) place.end_column = place.column + 1;
  return place;
}

std::string UniqueNames::name_for(const std::string& wanted) {
  std::string name = wanted;
  std::size_t number = ++times_[wanted];
  while (number > 1) {
    name = fmt::format("{}{}{}", wanted, separator_, number);
    if (times_.try_emplace(name, 1).second) break;
    number = ++times_[wanted];
  }
  return name;
}

}  // namespace eventarch::report
