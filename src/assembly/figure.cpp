#include "assembly/figure.hpp"

#include <utility>
#include <vector>

namespace eventarch::assembly {

std::optional<PatternFigure> figure(std::string name, const Formula& formula,
                                    formulas::Arguments arguments, double per_base) {
  const std::vector<double> values = formulas::ordered(formula, arguments);
  const std::optional<double> result = formula.evaluate(values);
  if (!result) return std::nullopt;
  return PatternFigure{.name = std::move(name),
                       .value = *result * per_base,
                       .text = show(formula.result, *result),
                       .formula = std::string(formula.name),
                       .how = substituted(formula, values)};
}

PatternFigure taken_over(std::string name, double value, std::string text, std::string from) {
  return {.name = std::move(name),
          .value = value,
          .text = std::move(text),
          .formula = {},
          .how = std::move(from)};
}

}  // namespace eventarch::assembly
