#include "report/diff_words.hpp"

#include <fmt/format.h>

namespace eventarch::report {

std::string what_changed(const Change& change) {
  // The name of a thing that comes or goes is its value.
  const bool whole = change.subject == change.from || change.subject == change.to;
  if (change.subject.empty() || (whole && (change.from.empty() || change.to.empty()))) {
    return change.field;
  }
  return fmt::format("{} of {}", change.field, change.subject);
}

std::string from_to(const Change& change) {
  if (change.from.empty()) return fmt::format("{} is new", change.to);
  if (change.to.empty()) return fmt::format("{} is gone", change.from);
  return fmt::format("{} -> {}", change.from, change.to);
}

std::string_view status_of(const DesignDiff& design) {
  if (!design.before) return "added";
  if (!design.after) return "removed";
  return design.unchanged() ? "unchanged" : "changed";
}

std::string standing(const DesignDiff& design) {
  if (!design.before) return "new design";
  if (!design.after) return "design is gone";
  if (*design.before == *design.after) return {};
  return fmt::format("document {} -> document {}", *design.before, *design.after);
}

std::string lines_text(const RequirementChange& change) {
  const auto before = change.from_where.line;
  const auto after = change.to_where.line;
  if (before == 0 && after == 0) return {};
  if (before == 0) return fmt::format("line {} of the new file", after);
  if (after == 0) return fmt::format("line {} of the old file", before);
  return before == after ? fmt::format("line {}", before)
                         : fmt::format("line {} -> {}", before, after);
}

std::vector<const Change*> changes_of(const DesignDiff& design, Impact impact) {
  std::vector<const Change*> found;
  for (const Change& change : design.changes) {
    if (change.rule->impact == impact) found.push_back(&change);
  }
  return found;
}

}  // namespace eventarch::report
