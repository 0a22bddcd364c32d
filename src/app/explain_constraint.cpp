/// What rules a mode of a broker out: `excluded_by` of a report names these.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/explanation.hpp"
#include "selection/constraint.hpp"

namespace eventarch {
namespace {

using report::TextPage;
using selection::Constraint;

std::vector<IndexRow> constraint_rows() {
  std::vector<IndexRow> all;
  for (const Constraint* one : selection::constraint_table()) {
    all.push_back({std::string(one->name), std::string(one->question)});
  }
  return all;
}

std::string page_of(const Constraint& one) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (hard constraint)", one.name));
  print_part(page, "WHAT IT ASKS OF A MODE", one.question);
  print_part(page, "WHAT FOLLOWS",
             "a mode that does not meet it is ruled out, whatever else speaks for it; the report "
             "says what was required and what the mode offers, with the source of that fact");
  print_part(page, "SOURCE", "the catalogue: `eventarch explain BROKER` lists its facts");
  return page.take();
}

std::vector<std::string> constraint_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Constraint* one : selection::constraint_table()) {
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
