/// Findings for programs: JSON, JSON lines, and GitLab's code quality report; and the list of
/// rules. check_schema.cpp describes the first two.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "eventarch/version.hpp"
#include "report/check_places.hpp"
#include "report/check_writers.hpp"
#include "report/json_places.hpp"
#include "report/json_text.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using Json = nlohmann::ordered_json;

/// All edits belong together; more than one fix of a finding may come one day.
Json fixes(const Diagnostic& diagnostic) {
  if (diagnostic.fix.empty()) return Json::array();
  Json edits = Json::array();
  for (const Edit& edit : diagnostic.fix) {
    edits.push_back(
        {{"location", report::json_location(edit.where)}, {"replacement", edit.replacement}});
  }
  return Json::array({{{"applicability", "safe"}, {"edits", std::move(edits)}}});
}

Json finding_value(const CheckFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  return {
      {"rule", diagnostic.rule->name},
      {"severity", name_of(diagnostic.severity)},
      {"message", diagnostic.message},
      {"help", diagnostic.help},
      {"label", diagnostic.label},
      {"notes", diagnostic.notes},
      {"location", report::json_location(diagnostic.where)},
      {"document", finding.document},
      {"pointer", finding.pointer},
      {"design", finding.design},
      {"subject", finding.subject},
      {"related", report::json_related_places(diagnostic)},
      {"fixes", fixes(diagnostic)},
      {"fingerprint", finding.fingerprint},
      {"suppressed", finding.suppressed ? report::json_suppressed(*finding.suppressed) : Json()}};
}

Json tool() { return {{"name", "eventarch"}, {"version", version()}}; }

Json summary_value(const CheckSummary& summary) {
  return {{"files", summary.files},   {"designs", summary.designs},
          {"errors", summary.errors}, {"warnings", summary.warnings},
          {"infos", summary.infos},   {"suppressed", summary.suppressed}};
}

Json stale_value(const CheckReport& report) {
  Json all = Json::array();
  for (const BaselineEntry& entry : report.stale) {
    all.push_back({{"rule", entry.rule},
                   {"file", entry.file},
                   {"design", entry.design},
                   {"subject", entry.subject},
                   {"ordinal", entry.ordinal}});
  }
  return all;
}

std::string_view gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::error: return "major";
    case Severity::warning: return "minor";
    case Severity::info: break;
  }
  return "info";
}

/// GitLab shows no name of a rule: the description holds it.
Json gitlab_value(const CheckedFile& file, const CheckFinding& finding, std::string_view prefix) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const auto place = report::repository_place(diagnostic.where, file, prefix);
  std::string description = fmt::format("{}: {}", diagnostic.rule->name, diagnostic.message);
  if (!diagnostic.help.empty()) description += " (" + diagnostic.help + ")";
  return {{"description", std::move(description)},
          {"check_name", diagnostic.rule->name},
          {"fingerprint", finding.fingerprint},
          {"severity", gitlab_severity(diagnostic.severity)},
          {"location", {{"path", place.path}, {"lines", {{"begin", place.line}}}}}};
}

}  // namespace

namespace report {

std::string check_json(const CheckReport& report, const CheckReportOptions& /*options*/) {
  Json files = Json::array();
  Json findings = Json::array();
  for (const CheckedFile& file : report.files) {
    files.push_back({{"name", file.name}, {"documents", file.documents}});
    for (const CheckFinding& finding : file.findings) findings.push_back(finding_value(finding));
  }
  return json_text({{"schema_version", "1"},
                    {"tool", tool()},
                    {"files", std::move(files)},
                    {"findings", std::move(findings)},
                    {"stale_baseline", stale_value(report)},
                    {"summary", summary_value(report.summary())}},
                   true);
}

std::string check_json_lines(const CheckReport& report, const CheckReportOptions& /*options*/) {
  std::string out;
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) {
      out += json_text(finding_value(finding), false);
    }
  }
  return out;
}

std::string check_gitlab(const CheckReport& report, const CheckReportOptions& options) {
  Json all = Json::array();
  // Of entries with equal fingerprints GitLab shows the first alone.
  UniqueNames fingerprints("-");
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) {
      if (finding.suppressed) continue;
      Json value = gitlab_value(file, finding, options.prefix);
      value["fingerprint"] = fingerprints.name_for(finding.fingerprint);
      all.push_back(std::move(value));
    }
  }
  return json_text(all, true);
}

}  // namespace report

std::string rule_list_json() {
  Json rules = Json::array();
  for (const Rule* rule : all_rules()) {
    rules.push_back({{"name", rule->name},
                     {"severity", name_of(rule->severity)},
                     {"summary", rule->summary},
                     {"rationale", rule->rationale},
                     {"flagged", rule->flagged},
                     {"accepted", rule->accepted},
                     {"source", rule->source}});
  }
  return report::json_text({{"schema_version", "1"}, {"tool", tool()}, {"rules", std::move(rules)}},
                           true);
}

}  // namespace eventarch
