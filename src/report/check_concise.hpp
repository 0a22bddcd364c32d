#pragma once

/// A finding on one line, as editors and `grep` want it.

#include <string>

#include "eventarch/check.hpp"
#include "report/check_paint.hpp"

namespace eventarch::report {

/// "file:line:column"; the first character for what concerns the file as a whole, the name alone
/// for a value of the command line. Safe to print.
[[nodiscard]] std::string place_text(const SourceSpan& where, const CheckedFile& file);

/// The same, but a value of the command line has no lines and columns: "--set
/// requirements.latency".
[[nodiscard]] std::string place_for_people(const SourceSpan& where, const CheckedFile& file);

/// "file:line:column: severity: message [rule]", without a line end. Safe to print.
[[nodiscard]] std::string concise_line(const CheckedFile& file, const CheckFinding& finding,
                                       const Paint& paint);

/// Whether a format for people shows the finding.
[[nodiscard]] bool is_shown(const CheckFinding& finding, Detail detail);

}  // namespace eventarch::report
