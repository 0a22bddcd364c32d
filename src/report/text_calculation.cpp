/// A calculation for people: the result first, then how it comes about.

#include <fmt/format.h>

#include "eventarch/formulas.hpp"
#include "eventarch/report.hpp"
#include "report/text_page.hpp"

namespace eventarch {
namespace {

using report::TextPage;

constexpr std::size_t label_width = 13;

std::string headline(const Calculation& calculation) {
  const Formula& formula = *calculation.formula;
  if (calculation.value) {
    return fmt::format("{} = {}", formula.name, show_in_full(formula.result, *calculation.value));
  }
  if (formula.unbounded.empty()) return fmt::format("{} has no finite result", formula.name);
  return fmt::format("{}: {}", formula.name, formula.unbounded);
}

void print_left_out(TextPage& page, const Calculation& calculation) {
  const char* label = "Not given";
  for (const std::size_t i : calculation.left_out) {
    const FormulaInput& input = calculation.formula->inputs[i];
    page.row(label,
             fmt::format("{}, {}: taken as {}", input.name, input.meaning,
                         show(input.dimension, calculation.inputs[i])),
             label_width);
    label = "";
  }
}

}  // namespace

std::string render_text(const Calculation& calculation) {
  const Formula& formula = *calculation.formula;
  TextPage page(Color::off);
  page.title(headline(calculation));
  page.paragraph(formula.expression);
  page.paragraph("= " + substituted(formula, calculation.inputs));
  page.blank();
  print_left_out(page, calculation);
  page.row("Meaning", formula.summary, label_width);
  if (!formula.holds.empty()) page.row("Holds where", formula.holds, label_width);
  page.row("Source", formula.source, label_width);
  return page.take();
}

}  // namespace eventarch
