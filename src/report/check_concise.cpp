#include "report/check_concise.hpp"

#include <fmt/format.h>

#include "report/check_writers.hpp"
#include "report/suppression_words.hpp"
#include "support/log_lines.hpp"
#include "support/text.hpp"

namespace eventarch::report {

bool is_shown(const CheckFinding& finding, Detail detail) {
  if (finding.suppressed && detail != Detail::verbose) return false;
  return detail != Detail::brief || finding.diagnostic.severity == Severity::error;
}

std::string place_text(const SourceSpan& where, const CheckedFile& file) {
  const bool is_inside = where.file.empty() || where.file == file.name;
  const std::string name = text::printable(is_inside ? file.name : where.file);
  if (where.line != 0) return fmt::format("{}:{}:{}", name, where.line, where.column);
  return is_inside ? name + ":1:1" : name;
}

std::string place_for_people(const SourceSpan& where, const CheckedFile& file) {
  return where.file.starts_with("--set ") ? text::printable(where.file) : place_text(where, file);
}

std::string concise_line(const CheckedFile& file, const CheckFinding& finding, const Paint& paint) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const std::string suppressed =
      finding.suppressed
          ? " (suppressed " + text::printable(suppression_text(*finding.suppressed)) + ")"
          : "";
  return text::inert_line(fmt::format("{}: {}: {} [{}]{}", place_text(diagnostic.where, file),
                                      paint.of(diagnostic.severity, name_of(diagnostic.severity)),
                                      text::printable(diagnostic.message), diagnostic.rule->name,
                                      suppressed));
}

std::string check_concise(const CheckReport& report, const CheckReportOptions& options) {
  const Paint paint(options.color);
  std::string out;
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) {
      if (is_shown(finding, options.detail)) out += concise_line(file, finding, paint) + "\n";
    }
  }
  return out;
}

}  // namespace eventarch::report
