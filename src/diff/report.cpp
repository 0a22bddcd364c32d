/// Sentences and counts that all views of a comparison share.

#include <fmt/format.h>

#include <algorithm>

#include "eventarch/diff.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

std::string cause_of(const RequirementChange& change) {
  return fmt::format("{} {} -> {}", change.field, change.from, change.to);
}

}  // namespace

std::size_t DiffReport::count(Impact impact) const {
  std::size_t sum = 0;
  for (const DesignDiff& design : designs) {
    sum += static_cast<std::size_t>(std::ranges::count_if(
        design.changes, [&](const Change& change) { return change.rule->impact == impact; }));
  }
  return sum;
}

bool DiffReport::unchanged() const {
  return comparable && std::ranges::all_of(designs, &DesignDiff::unchanged);
}

std::string diff_headline(const DiffReport& report) {
  if (!report.comparable) return "Design: not compared, there are errors in the input";
  if (report.unchanged()) return "Design: no change";
  const auto breaking = report.count(Impact::breaking);
  const auto risky = report.count(Impact::risky);
  const auto safe = report.count(Impact::safe);
  if (breaking + risky + safe == 0) return "Design: no change, though the file has changed";
  return fmt::format("Design: {} breaking, {} risky, {} safe", breaking, risky, safe);
}

std::string advice_text(const Change& change) {
  const std::string_view safely = change.rule->safely;
  std::string how = safely.empty() ? std::string() : fmt::format("to do it safely: {}", safely);
  if (change.advised_by.empty()) return how;
  const std::string advised =
      fmt::format("follows the advice of `{}`, a finding of the old file", change.advised_by);
  return how.empty() ? advised : fmt::format("{}; {}", advised, how);
}

std::string cause_text(const Change& change, const DesignDiff& design) {
  if (change.causation == Causation::not_examined) {
    return "which change leads to it was not examined: there are too many";
  }
  if (change.causes.empty()) return {};
  constexpr std::size_t most = 4;
  std::vector<std::string> causes;
  for (const std::size_t index : change.causes) {
    if (causes.size() == most) {
      causes.push_back(fmt::format("{} more", change.causes.size() - most));
      break;
    }
    causes.push_back(cause_of(design.requirements[index]));
  }
  const bool alone = change.causation == Causation::alone;
  std::string text = fmt::format("because {}{}", text::list_of(causes, alone ? "or" : "and"),
                                 causes.size() == 1 ? ""
                                 : alone            ? ", each on its own"
                                                    : ", together");
  if (!change.via.empty()) text += fmt::format(" ({})", change.via);
  return text;
}

}  // namespace eventarch
