#pragma once

/// What `-v` adds to the text report.

#include "eventarch/design.hpp"
#include "report/text_page.hpp"

namespace eventarch::report {

/// What a message holds and how it may change.
void print_schema(TextPage& page, const MessageSchema& schema);

/// Requires that the advice holds a design.
void print_details(TextPage& page, const Advice& advice);

}  // namespace eventarch::report
