#include "app/explain_formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/explanation.hpp"
#include "eventarch/explain.hpp"

namespace eventarch {
namespace {

using report::TextPage;

void print_inputs(TextPage& page, const Formula& formula) {
  constexpr std::size_t widest = 26;
  std::size_t width = 0;
  for (const FormulaInput& input : formula.inputs) width = std::max(width, input.name.size() + 2);
  page.heading("INPUTS");
  for (const FormulaInput& input : formula.inputs) {
    page.row(input.name, fmt::format("{} ({})", input.meaning, kind_of(input)),
             std::min(width, widest));
  }
}

/// The worked example as a command that may be copied: broken between arguments only.
void print_example(TextPage& page, const Formula& formula) {
  constexpr std::size_t width = 70;
  page.heading("EXAMPLE");
  std::size_t indent = 2;
  std::string line = fmt::format("eventarch calculate {}", formula.name);
  for (const std::string& argument : example_arguments(formula)) {
    if (line.size() + argument.size() > width) {
      page.paragraph(line + " \\", indent);
      indent = 6;
      line.clear();
    }
    line += line.empty() ? argument : " " + argument;
  }
  page.paragraph(line, indent);
  page.paragraph(
      fmt::format("{} = {}", formula.name, show_in_full(formula.result, formula.example.result)));
  if (!formula.example.origin.empty()) {
    page.paragraph(fmt::format("published: {}", formula.example.origin));
  }
}

/// "backlog=... [servers=...]"
std::string call_of(const Formula& formula) {
  std::string out = fmt::format("eventarch calculate {}", formula.name);
  for (const FormulaInput& input : formula.inputs) {
    const std::string argument = fmt::format("{}=...", input.name);
    out += input.fallback ? fmt::format(" [{}]", argument) : " " + argument;
  }
  return out;
}

std::vector<IndexRow> formula_rows() {
  std::vector<IndexRow> all;
  all.reserve(formula_table().size());
  for (const Formula* formula : formula_table()) {
    all.push_back({std::string(formula->name), std::string(formula->summary)});
  }
  return all;
}

std::vector<std::string> formula_pages(std::string_view name) {
  const Formula* formula = find_formula(name);
  if (formula == nullptr) return {};
  return {explain_formula(*formula)};
}

}  // namespace

ExplainedKind formula_kind() { return {"formula", "Formulas", formula_rows, formula_pages}; }

std::vector<std::string> example_arguments(const Formula& formula) {
  auto arguments = split_arguments(formula.example.arguments);
  for (std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos || argument.find(' ') == std::string::npos) continue;
    argument.insert(equals + 1, 1, '"');
    argument += '"';
  }
  return arguments;
}

std::string kind_of(const FormulaInput& input) {
  const std::string_view unit = base_unit(input.dimension);
  std::string out =
      fmt::format("{}{}{}, {}", dimension_name(input.dimension), unit.empty() ? "" : " in ", unit,
                  range_text(input.dimension, input.range));
  if (input.fallback) {
    out += fmt::format("; {} where it is left out", show(input.dimension, *input.fallback));
  }
  return out;
}

void print_formulas(TextPage& page) {
  for (const Formula* formula : formula_table()) page.row(formula->name, formula->summary, 30);
}

std::string explain_formula(const Formula& formula) {
  TextPage page(Color::off);
  page.title(formula.name);
  page.paragraph(formula.summary, 0);
  page.heading("FORMULA");
  page.paragraph(fmt::format("{} = {}", formula.name, formula.expression));
  page.paragraph(fmt::format("gives a {}", dimension_name(formula.result)));
  print_inputs(page, formula);
  page.heading("SOURCE");
  page.paragraph(formula.source);
  if (!formula.holds.empty() || !formula.unbounded.empty()) page.heading("LIMITS");
  if (!formula.holds.empty()) page.row("Holds where", formula.holds, 14);
  if (!formula.unbounded.empty()) page.row("No result", formula.unbounded, 14);
  print_example(page, formula);
  return page.take();
}

std::string formula_index() {
  TextPage page(Color::off);
  page.title("Formulas (eventarch calculate FORMULA NAME=VALUE ...)");
  print_formulas(page);
  return page.take();
}

std::string formula_usage(const Formula& formula) {
  TextPage page(Color::off);
  page.title(fmt::format("Usage: {}", call_of(formula)));
  page.blank();
  page.paragraph(formula.summary, 0);
  page.paragraph(formula.expression);
  print_inputs(page, formula);
  print_example(page, formula);
  page.blank();
  page.paragraph(fmt::format("More: eventarch explain {}", formula.name), 0);
  return page.take();
}

}  // namespace eventarch
