#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "eventarch/check_report.hpp"

namespace eventarch {

std::string rule_list_text() {
  const auto rules = all_rules();
  std::size_t width = 0;
  for (const Rule* rule : rules) width = std::max(width, rule->name.size());
  std::string out;
  for (const Rule* rule : rules) {
    out += fmt::format("{:<{}}  {:<7}  {}\n", rule->name, width, name_of(rule->severity),
                       rule->summary);
  }
  return out;
}

}  // namespace eventarch
