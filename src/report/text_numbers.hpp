#pragma once

/// The sizing of the text report: short by default, every candidate with `-v`.

#include <string>
#include <vector>

#include "eventarch/design.hpp"
#include "report/text_page.hpp"

namespace eventarch::report {

/// "24 partitions", "1 queue"
[[nodiscard]] std::string units_text(const Sizing& sizing);

/// A quantity with its number, what binds it, and the runner-up.
struct NumberRow {
  std::string label;  ///< empty: belongs to the row above
  std::string text;
};
[[nodiscard]] std::vector<NumberRow> number_rows(const Design& design);

/// With what to measure first. Requires a design.
void print_numbers(TextPage& page, const Advice& advice);

/// Every need with its formula, brokers by resource, limits, and what the numbers hang on.
void print_number_details(TextPage& page, const Sizing& sizing);

}  // namespace eventarch::report
