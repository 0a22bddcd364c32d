#include "report/check_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace eventarch::report {

std::string repository_path(std::string_view prefix, std::string_view name) {
  if (name.starts_with('/') || name == "-") return std::string(name);
  const std::string whole = std::string(prefix) + std::string(name);
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= whole.size();) {
    const std::size_t end = std::min(whole.find('/', at), whole.size());
    const std::string_view part = std::string_view(whole).substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  return fmt::format("{}", fmt::join(parts, "/"));
}

RepositoryPlace repository_place(const SourceSpan& where, const CheckedFile& file,
                                 std::string_view prefix) {
  RepositoryPlace place;
  place.path = repository_path(prefix, file.name);
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
