/// Annotations of GitHub: commands to the runner, one a line, in the escapes of its toolkit.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "report/check_concise.hpp"
#include "report/check_places.hpp"
#include "report/check_writers.hpp"
#include "report/summary.hpp"
#include "support/log_lines.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

/// Annotations of one level that a step may make; GitHub drops those beyond.
constexpr std::size_t most_of_a_level = 10;

/// What stands behind the second `::`.
std::string escaped_data(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '%': out += "%25"; break;
      case '\r': out += "%0D"; break;
      case '\n': out += "%0A"; break;
      default: out += c;
    }
  }
  return out;
}

/// What stands behind `name=`.
std::string escaped_property(std::string_view text) {
  std::string out;
  for (const char c : escaped_data(text)) {
    switch (c) {
      case ':': out += "%3A"; break;
      case ',': out += "%2C"; break;
      default: out += c;
    }
  }
  return out;
}

/// A path whose line ends stay, since they can be escaped; nothing else of it is invisible.
std::string visible_path(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find_first_of("\r\n", at), path.size());
    out += text::inert_line(text::printable(path.substr(at, end - at)));
    if (end < path.size()) out += path[end];
    at = end + 1;
  }
  return out;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: break;
  }
  return "notice";
}

std::string annotation_text(const Diagnostic& diagnostic) {
  const auto safe = [](std::string_view raw) { return text::inert_line(text::printable(raw)); };
  std::string out = safe(diagnostic.message);
  for (const std::string& note : diagnostic.notes) out += "\nnote: " + safe(note);
  if (!diagnostic.help.empty()) out += "\nhelp: " + safe(diagnostic.help);
  return out;
}

std::string annotation(const CheckedFile& file, const CheckFinding& finding,
                       std::string_view prefix) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const RepositoryPlace place = repository_place(diagnostic.where, file, prefix);
  // The runner refuses columns of a place that ends in another line.
  const std::string columns =
      place.line == place.end_line
          ? fmt::format(",col={},endColumn={}", place.column, place.end_column)
          : "";
  return fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n",
                     command_of(diagnostic.severity), escaped_property(visible_path(place.path)),
                     place.line, place.end_line, columns, escaped_property(diagnostic.rule->name),
                     escaped_data(annotation_text(diagnostic)));
}

}  // namespace

std::string check_github(const CheckReport& report, const CheckReportOptions& options) {
  std::string out;
  std::size_t left_out = 0;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    std::size_t count = 0;
    for (const CheckedFile& file : report.files) {
      for (const CheckFinding& finding : file.findings) {
        // What is suppressed makes no annotation, however much detail is asked for.
        if (finding.suppressed || finding.diagnostic.severity != severity ||
            !is_shown(finding, options.detail)) {
          continue;
        }
        if (++count <= most_of_a_level) {
          out += annotation(file, finding, options.prefix);
        } else {
          ++left_out;
        }
      }
    }
  }
  if (left_out != 0) out += notation::counted(left_out, "more finding") + " not annotated\n";
  return out;
}

}  // namespace eventarch::report
