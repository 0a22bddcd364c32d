#pragma once

/// What the files of formulas share. One file a family; the table is formula_table.cpp.

#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "eventarch/formulas.hpp"

namespace eventarch::formulas {

using Values = std::span<const double>;
using Result = std::optional<double>;

// One line each, by name.
extern const Formula drain_time;

}  // namespace eventarch::formulas
