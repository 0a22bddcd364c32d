#pragma once

/// Views of a check: one for people, one for each consumer in continuous integration. Pure: same
/// report, same bytes. Each is valid whatever the report holds, the clean and the hostile included.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "eventarch/check.hpp"
#include "eventarch/report.hpp"

namespace eventarch {

enum class CheckFormat : std::uint8_t { text, concise, json, jsonl, sarif, junit, github, gitlab };

/// In the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> check_format_names();

struct CheckReportOptions {
  Color color = Color::off;
  /// brief: text, concise and github show errors alone. verbose: text and concise show suppressed
  /// findings too. The formats for machines always hold everything.
  Detail detail = Detail::normal;
  /// Where the repository's root lies, seen from the folder that file names are relative to, for
  /// formats whose readers want paths from the root: empty, or a path that ends in a slash.
  std::string prefix = {};
};

/// The whole report in one format, ending in a newline; formats without any line for a clean report
/// (concise, jsonl, github) may be empty.
[[nodiscard]] std::string render_check(const CheckReport& report, CheckFormat format,
                                       const CheckReportOptions& options);

/// "2 errors, 5 warnings (3 suppressed) in 12 files", for people.
[[nodiscard]] std::string summary_line(const CheckSummary& summary);

/// All rules, one a line, with severity and summary; as JSON with everything that is known of them.
[[nodiscard]] std::string rule_list_text();
[[nodiscard]] std::string rule_list_json();

/// JSON Schema 2020-12 of the formats json and, under `$defs/finding`, jsonl.
[[nodiscard]] std::string check_schema();

}  // namespace eventarch
