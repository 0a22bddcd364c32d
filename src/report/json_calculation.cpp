/// Calculations, and what can be calculated, as JSON. Key order is fixed.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "eventarch/formulas.hpp"
#include "eventarch/report.hpp"
#include "report/json_numbers.hpp"
#include "report/json_text.hpp"

namespace eventarch {
namespace {

using report::Json;
using report::number;

std::string dump(const Json& json) { return report::json_text(json, true); }

Json inputs_of(const Calculation& calculation) {
  Json out = Json::object();
  for (std::size_t i = 0; i < calculation.inputs.size(); ++i) {
    const FormulaInput& input = calculation.formula->inputs[i];
    out[std::string(input.name)] = {{"value", number(calculation.inputs[i])},
                                    {"unit", base_unit(input.dimension)}};
  }
  return out;
}

/// Bounds that no argument can pass are null.
Json range_of(const Range& range) {
  const bool open_below = range.least <= -argument_most;
  const bool open_above = range.most >= argument_most;
  const bool beyond_zero = range.least > 0 && range.least <= argument_least;
  return {{"least", open_below ? Json(nullptr) : number(beyond_zero ? 0 : range.least)},
          {"least_excluded", range.least_excluded || beyond_zero},
          {"most", open_above ? Json(nullptr) : number(range.most)},
          {"most_excluded", range.most_excluded}};
}

Json description_of(const FormulaInput& input) {
  Json out{{"name", input.name},
           {"dimension", dimension_name(input.dimension)},
           {"unit", base_unit(input.dimension)},
           {"meaning", input.meaning},
           {"range", range_of(input.range)}};
  out["fallback"] = input.fallback ? number(*input.fallback) : Json(nullptr);
  return out;
}

Json description_of(const Formula& formula) {
  Json inputs = Json::array();
  for (const FormulaInput& input : formula.inputs) inputs.push_back(description_of(input));
  return {{"formula", formula.name},           {"summary", formula.summary},
          {"expression", formula.expression},  {"dimension", dimension_name(formula.result)},
          {"unit", base_unit(formula.result)}, {"inputs", std::move(inputs)},
          {"source", formula.source},          {"holds", formula.holds},
          {"unbounded", formula.unbounded},    {"example", formula.example.arguments}};
}

}  // namespace

std::string render_json(const Calculation& calculation) {
  const Formula& formula = *calculation.formula;
  Json out{{"formula", formula.name}, {"value", nullptr}, {"unit", base_unit(formula.result)}};
  if (calculation.value) {
    out["value"] = number(*calculation.value);
    out["shown"] = show(formula.result, *calculation.value);
  } else {
    out["shown"] = nullptr;
    out["unbounded"] = formula.unbounded;
  }
  out["expression"] = formula.expression;
  out["substituted"] = substituted(formula, calculation.inputs);
  out["inputs"] = inputs_of(calculation);
  out["source"] = formula.source;
  out["holds"] = formula.holds;
  return dump(out);
}

std::string formula_index_json() {
  Json formulas = Json::array();
  for (const Formula* formula : formula_table()) formulas.push_back(description_of(*formula));
  return dump({{"formulas", std::move(formulas)}});
}

}  // namespace eventarch
