#include <fmt/format.h>

#include <algorithm>

#include "app/explanation.hpp"
#include "selection/criterion.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

using report::TextPage;
using selection::Criterion;

double points(const Criterion& criterion) { return selection::points_of(criterion, 1); }

std::vector<IndexRow> criterion_rows() {
  std::vector<IndexRow> all;
  for (const Criterion& criterion : selection::criterion_table()) {
    all.push_back(
        {std::string(criterion.name), fmt::format("{} {} of 100 points", criterion.question,
                                                  notation::number(points(criterion)))});
  }
  return all;
}

std::string page_of(const Criterion& criterion) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (criterion of the selection)", criterion.name));
  page.paragraph(criterion.question, 0);
  page.blank();
  page.row("Weight",
           fmt::format("{} of 100 points: that many for a rating of 1, none for a rating of 0",
                       notation::number(points(criterion))),
           10);
  page.row("Applies", "to modes that meet every constraint; the score is the sum of the parts", 10);
  page.blank();
  page.paragraph(
      "The rating of each mode for a design, with its reason: "
      "eventarch design FILE --section broker",
      0);
  return page.take();
}

std::vector<std::string> criterion_pages(std::string_view name) {
  std::vector<std::string> found;
  for (const Criterion& criterion : selection::criterion_table()) {
    if (criterion.name == name) found.push_back(page_of(criterion));
  }
  return found;
}

}  // namespace

ExplainedKind criterion_kind() {
  return {"criterion of the selection", "Criteria of the selection", criterion_rows,
          criterion_pages};
}

}  // namespace eventarch
