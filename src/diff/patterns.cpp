/// Patterns that the design asks for, and those that it does not any more.

#include "diff/change_rules.hpp"
#include "diff/comparison.hpp"

namespace eventarch::diff {
namespace {

std::vector<std::string> titles(const Design& design) {
  std::vector<std::string> all;
  for (const Pattern& pattern : design.patterns) all.push_back(pattern.title);
  return all;
}

}  // namespace

void compare_patterns(const Sides& sides, Changes& changes) {
  const auto before = titles(sides.old_design());
  const auto after = titles(sides.new_design());
  for (const std::string& title : missing_from(before, after)) {
    changes.add(pattern_removed, title, "pattern", title, {});
  }
  for (const std::string& title : missing_from(after, before)) {
    changes.add(pattern_added, title, "pattern", {}, title);
  }
}

}  // namespace eventarch::diff
