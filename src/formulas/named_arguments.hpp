#pragma once

/// Arguments of a formula by name, for the stages that calculate with the table.

#include <initializer_list>
#include <string_view>
#include <vector>

#include "eventarch/formulas.hpp"

namespace eventarch::formulas {

/// An input by its name in the formula. Inputs with a fallback may be left out.
struct Argument {
  std::string_view name;
  double value = 0;
};
using Arguments = std::initializer_list<Argument>;

/// The values of the arguments in the order of the formula's inputs. Throws std::logic_error where
/// an argument is missing, unknown or outside its range: a mistake of ours, which tests find.
[[nodiscard]] std::vector<double> ordered(const Formula& formula, Arguments arguments);
/// The same into a list that is used again and again.
void order(const Formula& formula, Arguments arguments, std::vector<double>& values);

}  // namespace eventarch::formulas
