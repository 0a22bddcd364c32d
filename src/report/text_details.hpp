#pragma once

/// The sections of the text report by name: what `-v` and `--section` print.

#include "eventarch/design.hpp"
#include "eventarch/report.hpp"
#include "report/text_page.hpp"

namespace eventarch::report {

/// Prints a section in full. Requires a context and a decision; says so where the design has no
/// such section.
void print_section(TextPage& page, const Advice& advice, Section section);

/// Every section that a design has, but for the context, which is the reader's own.
void print_details(TextPage& page, const Advice& advice);

}  // namespace eventarch::report
