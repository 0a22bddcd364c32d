#include "eventarch/check_report.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "report/check_writers.hpp"
#include "report/summary.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

struct Format {
  std::string_view name;
  std::string (*write)(const CheckReport&, const CheckReportOptions&);
};

/// In the order of the enumerators.
constexpr std::array formats{
    Format{"text", report::check_text},     Format{"concise", report::check_concise},
    Format{"json", report::check_json},     Format{"jsonl", report::check_json_lines},
    Format{"sarif", report::check_sarif},   Format{"junit", report::check_junit},
    Format{"github", report::check_github}, Format{"gitlab", report::check_gitlab},
};
static_assert(formats.size() == static_cast<std::size_t>(CheckFormat::gitlab) + 1);

constexpr auto names = [] {
  std::array<std::string_view, formats.size()> all;
  for (std::size_t i = 0; i < formats.size(); ++i) all[i] = formats[i].name;
  return all;
}();

}  // namespace

std::span<const std::string_view> check_format_names() { return names; }

std::string render_check(const CheckReport& report, CheckFormat format,
                         const CheckReportOptions& options) {
  return formats[static_cast<std::size_t>(format)].write(report, options);
}

std::string summary_line(const CheckSummary& summary) {
  std::vector<std::string> counts;
  if (summary.errors != 0) counts.push_back(notation::counted(summary.errors, "error"));
  if (summary.warnings != 0) counts.push_back(notation::counted(summary.warnings, "warning"));
  if (summary.infos != 0) counts.push_back(notation::counted(summary.infos, "info"));
  if (counts.empty()) counts.emplace_back("no findings");
  const std::string suppressed =
      summary.suppressed == 0 ? "" : fmt::format(" ({} suppressed)", summary.suppressed);
  return fmt::format("{}{} in {}", fmt::join(counts, ", "), suppressed,
                     notation::counted(summary.files, "file"));
}

}  // namespace eventarch
