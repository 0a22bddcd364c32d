/// What rules a mode of a broker out: `excluded_by` of a report names these.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/explanation.hpp"
#include "selection/constraint.hpp"

namespace eventarch {
namespace {

using report::TextPage;
using selection::Constraint;

std::vector<const Constraint*> all_constraints() {
  const auto hard = selection::constraint_table();
  const auto yielding = selection::yielding_table();
  std::vector<const Constraint*> all(hard.begin(), hard.end());
  all.insert(all.end(), yielding.begin(), yielding.end());
  return all;
}

std::vector<IndexRow> constraint_rows() {
  std::vector<IndexRow> all;
  for (const Constraint* one : all_constraints()) {
    all.push_back({std::string(one->name), std::string(one->question)});
  }
  return all;
}

bool yields(const Constraint& one) {
  const auto table = selection::yielding_table();
  return std::ranges::find(table, &one) != table.end();
}

std::string page_of(const Constraint& one) {
  TextPage page(Color::off);
  page.title(fmt::format("{} ({})", one.name, yields(one) ? "limit of sizes" : "hard constraint"));
  print_part(page, "WHAT IT ASKS OF A MODE", one.question);
  if (yields(one)) {
    print_part(
        page, "WHAT FOLLOWS",
        "a mode that does not meet it gives way where another one that qualifies does: it is "
        "then ruled out, with its size and the limit. Where none does, the best of them is "
        "chosen, and a finding tells of it; so it is with a broker that is pinned");
    print_part(page, "SOURCE", "the limits of the report, under `sizing.limits`");
    return page.take();
  }
  print_part(page, "WHAT FOLLOWS",
             "a mode that does not meet it is ruled out, whatever else speaks for it; the report "
             "says what was required and what the mode offers, with the source of that fact");
  print_part(page, "SOURCE", "the catalogue: `eventarch explain BROKER` lists its facts");
  return page.take();
}

std::vector<std::string> constraint_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Constraint* one : all_constraints()) {
    if (one->name == name) found.push_back(page_of(*one));
  }
  return found;
}

}  // namespace

ExplainedKind constraint_kind() {
  return {"hard constraint", "Hard constraints (what rules a broker out)", constraint_rows,
          constraint_pages};
}

}  // namespace eventarch
