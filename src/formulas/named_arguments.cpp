#include "formulas/named_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace eventarch::formulas {
namespace {

/// Names are literals, of which the linker mostly keeps one of each text.
bool same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && (one.data() == other.data() || one == other);
}

/// Callers mostly write the arguments in the order of the inputs, so `likely` is looked at first.
const Argument* find(Arguments arguments, std::string_view name, std::size_t likely) {
  if (likely < arguments.size() && same(arguments.begin()[likely].name, name)) {
    return arguments.begin() + likely;
  }
  const auto* found = std::ranges::find(arguments, name, &Argument::name);
  return found == arguments.end() ? nullptr : found;
}

double within(const Formula& formula, const FormulaInput& input, double value) {
  // Nearly all are well inside, and are not asked about the ends.
  if (value > input.range.least && value < input.range.most) return value;
  if (input.range.holds(value)) return value;
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

[[noreturn]] void refuse_unknown(const Formula& formula, Arguments arguments) {
  for (const Argument& given : arguments) {
    if (std::ranges::find(formula.inputs, given.name, &FormulaInput::name) ==
        formula.inputs.end()) {
      throw std::logic_error(fmt::format("{} has no {}", formula.name, given.name));
    }
  }
  throw std::logic_error(fmt::format("{} has an argument twice", formula.name));
}

}  // namespace

void order(const Formula& formula, Arguments arguments, std::vector<double>& values) {
  values.clear();
  values.reserve(formula.inputs.size());
  std::size_t taken = 0;
  for (const FormulaInput& input : formula.inputs) {
    const Argument* given = find(arguments, input.name, taken);
    if (given == nullptr && !input.fallback) {
      throw std::logic_error(fmt::format("{} lacks {}", formula.name, input.name));
    }
    values.push_back(within(formula, input, given == nullptr ? *input.fallback : given->value));
    if (given != nullptr) ++taken;
  }
  if (taken != arguments.size()) refuse_unknown(formula, arguments);
}

std::vector<double> ordered(const Formula& formula, Arguments arguments) {
  std::vector<double> values;
  values.reserve(formula.inputs.size());
  order(formula, arguments, values);
  return values;
}

}  // namespace eventarch::formulas
