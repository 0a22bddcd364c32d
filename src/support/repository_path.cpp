#include "support/repository_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace eventarch::text {

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

}  // namespace eventarch::text
