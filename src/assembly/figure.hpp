#pragma once

/// The numbers of patterns and operations, calculated by the formula table.

#include <optional>
#include <string>

#include "eventarch/design.hpp"
#include "formulas/named_arguments.hpp"

namespace eventarch::assembly {

/// What a formula gives, with the substituted formula; empty where it has no finite answer. `name`
/// ends in the unit in which the value is kept; `per_base` is how many of that unit are one base
/// unit of the formula (1000 for milliseconds, 1/3600 for hours).
[[nodiscard]] std::optional<PatternFigure> figure(std::string name, const Formula& formula,
                                                  formulas::Arguments arguments,
                                                  double per_base = 1);

/// A number that is taken over from elsewhere, and from where.
[[nodiscard]] PatternFigure taken_over(std::string name, double value, std::string text,
                                       std::string from);

}  // namespace eventarch::assembly
