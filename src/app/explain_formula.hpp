#pragma once

/// The formulas on the pages of `explain`.

#include <string>
#include <vector>

#include "eventarch/formulas.hpp"
#include "report/text_page.hpp"

namespace eventarch {

/// Everything about one formula.
[[nodiscard]] std::string explain_formula(const Formula& formula);

/// Each formula with what it gives, a row each.
void print_formulas(report::TextPage& page);

/// `arrival="10K msg/s"` for every argument of the worked example.
[[nodiscard]] std::vector<std::string> example_arguments(const Formula& formula);

/// "count, 0 or more", with the fallback where there is one.
[[nodiscard]] std::string kind_of(const FormulaInput& input);

}  // namespace eventarch
