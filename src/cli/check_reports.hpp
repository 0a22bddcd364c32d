#pragma once

/// Where the findings of a check go, and what they mean for the verdict.

#include <vector>

#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "eventarch/check_report.hpp"

namespace eventarch::cli {

struct CheckedFiles {
  CheckReport report;
  std::vector<FailOn> thresholds;  ///< one for each file of the report
};

/// Whether some finding that counts is at or above the threshold of its file.
[[nodiscard]] bool is_refused(const CheckedFiles& checked);

/// Writes the new baseline, the report files and standard output. Where the check is incomplete,
/// files are left as they are: half a report must not take the place of a whole one. False where
/// something cannot be written, which is told.
[[nodiscard]] bool write_check_reports(const CheckOptions& options, bool is_incomplete,
                                       CheckedFiles& checked, const Streams& io,
                                       const Environment& environment);

}  // namespace eventarch::cli
