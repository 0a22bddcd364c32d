/// The page about all formulas: docs/formulas.md is what it returns, and a test compares.

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "app/explain_formula.hpp"
#include "eventarch/explain.hpp"

namespace eventarch {
namespace {

constexpr std::string_view introduction =
    "# Formulas\n"
    "\n"
    "What designs are sized with, and what can be calculated alone:\n"
    "\n"
    "    eventarch calculate FORMULA NAME=VALUE ...\n"
    "\n"
    "A report names the formula and the inputs of a number, so that anyone can recompute it. "
    "Values\n"
    "carry their unit; the table of a formula says in which unit it reckons and which values it "
    "takes.\n"
    "This page is written by the program from its own table.\n";

/// A cell of a table: a bar would end it.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string contents() {
  std::string out = "\n| formula | gives |\n|---|---|\n";
  for (const Formula* formula : formula_table()) {
    out += fmt::format("| [`{0}`](#{0}) | {1} |\n", formula->name, cell(formula->summary));
  }
  return out;
}

std::string input_row(const FormulaInput& input) {
  const std::string_view unit = base_unit(input.dimension);
  const std::string fallback =
      input.fallback ? show(input.dimension, *input.fallback) : std::string("required");
  return fmt::format("| `{}` | {} | {}{}{} | {} | {} |\n", input.name, cell(input.meaning),
                     dimension_name(input.dimension), unit.empty() ? "" : ", ", unit,
                     range_text(input.dimension, input.range), fallback);
}

std::string section(const Formula& formula) {
  std::string out = fmt::format("\n## {}\n\n{}.\n\n", formula.name, formula.summary);
  out += fmt::format("```text\n{} = {}\n```\n\n", formula.name, formula.expression);
  out += "| input | meaning | unit | range | if left out |\n|---|---|---|---|---|\n";
  for (const FormulaInput& input : formula.inputs) out += input_row(input);
  const std::string_view unit = base_unit(formula.result);
  out += fmt::format("\n- **Result**: {}{}{}\n", dimension_name(formula.result),
                     unit.empty() ? "" : ", ", unit);
  out += fmt::format("- **Source**: {}\n", formula.source);
  if (!formula.holds.empty()) out += fmt::format("- **Holds where**: {}\n", formula.holds);
  if (!formula.unbounded.empty()) out += fmt::format("- **No result**: {}\n", formula.unbounded);
  out += fmt::format("\n```sh\neventarch calculate {} {}\n# {}\n```\n", formula.name,
                     fmt::join(example_arguments(formula), " "),
                     show_in_full(formula.result, formula.example.result));
  if (!formula.example.origin.empty()) {
    out += fmt::format("\nThe example is published: {}\n", formula.example.origin);
  }
  return out;
}

}  // namespace

std::string formulas_document() {
  std::string out(introduction);
  out += contents();
  for (const Formula* formula : formula_table()) out += section(*formula);
  return out;
}

}  // namespace eventarch
