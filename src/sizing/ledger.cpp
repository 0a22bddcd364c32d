#include "sizing/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sizing/stages.hpp"

namespace eventarch::sizing {
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

std::vector<double> Ledger::ordered(const Formula& formula, Arguments arguments) {
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

std::optional<double> Ledger::try_out(std::string path, const Formula& formula,
                                      Arguments arguments) {
  std::vector<double> inputs = ordered(formula, arguments);
  const std::optional<double> value = formula.evaluate(inputs);
  figures_.push_back({std::move(path), &formula, std::move(inputs), value, {}});
  return value;
}

double Ledger::of(std::string path, const Formula& formula, Arguments arguments) {
  const auto value = try_out(std::move(path), formula, arguments);
  if (!value) throw std::logic_error(fmt::format("{} has no answer", formula.name));
  return *value;
}

double Ledger::given(std::string path, double value, std::string where) {
  figures_.push_back({std::move(path), nullptr, {}, value, std::move(where)});
  return value;
}

std::uint64_t Ledger::count(const std::string& path, double value, double least) {
  const std::uint64_t out = count_of(std::max(value, least));
  const auto kept = static_cast<double>(out);
  if (kept < value) given(path, kept, "the largest count that is worked with");
  if (kept > value) given(path, kept, "at least one");
  return out;
}

}  // namespace eventarch::sizing
