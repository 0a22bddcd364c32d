#pragma once

/// One function a format of `check`. Each is valid for every report: clean, failing or hostile.

#include <string>

#include "eventarch/check_report.hpp"

namespace eventarch::report {

// For people: as much as is asked for.
[[nodiscard]] std::string check_text(const CheckReport& report, const CheckReportOptions& options);
[[nodiscard]] std::string check_concise(const CheckReport& report,
                                        const CheckReportOptions& options);
[[nodiscard]] std::string check_github(const CheckReport& report,
                                       const CheckReportOptions& options);

// For machines: always everything.
[[nodiscard]] std::string check_json(const CheckReport& report, const CheckReportOptions& options);
[[nodiscard]] std::string check_json_lines(const CheckReport& report,
                                           const CheckReportOptions& options);
[[nodiscard]] std::string check_sarif(const CheckReport& report, const CheckReportOptions& options);
[[nodiscard]] std::string check_junit(const CheckReport& report, const CheckReportOptions& options);
[[nodiscard]] std::string check_gitlab(const CheckReport& report,
                                       const CheckReportOptions& options);

}  // namespace eventarch::report
