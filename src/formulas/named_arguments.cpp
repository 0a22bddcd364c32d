#include "formulas/named_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace eventarch::formulas {
namespace {

double argument(const Formula& formula, const FormulaInput& input, Arguments arguments) {
  const auto* found = std::ranges::find(arguments, input.name, &Argument::name);
  if (found == arguments.end() && !input.fallback) {
    throw std::logic_error(fmt::format("{} lacks {}", formula.name, input.name));
  }
  double value = found == arguments.end() ? *input.fallback : found->value;
  // Design files may state amounts that no formula is made for; beyond this all answers are "far
  // too much" alike.
  constexpr double far = 1e18;
  if (input.range.most >= far) value = std::min(value, input.range.most);
  // Likewise times shorter than any clock can tell apart.
  constexpr double near = 1e-18;
  if (value > 0 && input.range.least <= near) value = std::max(value, input.range.least);
  if (!input.range.holds(value)) {
    throw std::logic_error(fmt::format("{}: {} cannot be {}", formula.name, input.name, value));
  }
  return value;
}

}  // namespace

std::vector<double> ordered(const Formula& formula, Arguments arguments) {
  std::vector<double> values;
  values.reserve(formula.inputs.size());
  for (const FormulaInput& input : formula.inputs) {
    values.push_back(argument(formula, input, arguments));
  }
  for (const Argument& given : arguments) {
    const auto known = std::ranges::find(formula.inputs, given.name, &FormulaInput::name);
    if (known == formula.inputs.end()) {
      throw std::logic_error(fmt::format("{} has no {}", formula.name, given.name));
    }
  }
  return values;
}

}  // namespace eventarch::formulas
