/// The JSON report of one document. Key order is fixed; numbers that are whole are written as such.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "eventarch/report.hpp"
#include "eventarch/version.hpp"
#include "report/json_parts.hpp"
#include "report/json_places.hpp"
#include "report/json_text.hpp"

namespace eventarch {

using Json = nlohmann::ordered_json;

namespace report {
namespace {

Json diagnostic(const Diagnostic& finding) {
  Json out{{"rule", finding.rule->name},
           {"severity", name_of(finding.severity)},
           {"message", finding.message},
           {"help", finding.help},
           {"location", json_location(finding.where)}};
  if (finding.related.empty()) return out;
  out["related"] = json_related_places(finding);
  return out;
}

}  // namespace

Json validation_of(const Advice& advice) {
  Json errors = Json::array();
  Json warnings = Json::array();
  Json notes = Json::array();
  for (const Diagnostic& finding : advice.findings.all()) {
    Json& list = finding.severity == Severity::error     ? errors
                 : finding.severity == Severity::warning ? warnings
                                                         : notes;
    list.push_back(diagnostic(finding));
  }
  Json suppressed = Json::array();
  for (const SuppressedFinding& one : advice.suppressed) {
    suppressed.push_back(diagnostic(one.diagnostic));
    suppressed.back()["suppressed"] = json_suppressed(one.suppressed);
  }
  return {{"valid", advice.valid()},
          {"errors", std::move(errors)},
          {"warnings", std::move(warnings)},
          {"infos", std::move(notes)},
          {"suppressed", std::move(suppressed)}};
}

}  // namespace report

namespace {

Json report_of(const Advice& advice) {
  Json out{{"schema_version", "1"},
           {"tool", {{"name", "eventarch"}, {"version", version()}}},
           {"source", {{"file", advice.file}, {"document", advice.document}}}};
  if (advice.context) {
    out["context"] = report::context_of(*advice.context);
    out["assumptions"] = report::assumptions_of(advice);
  }
  out["validation"] = report::validation_of(advice);
  if (advice.decision) out["broker"] = report::broker_of(*advice.decision);
  if (advice.design) report::add_design(out, *advice.design);
  return out;
}

/// The whole report without what is not asked for; what is asked for and not there stays absent.
Json sections_of(Json whole, const Sections& sections) {
  Json out{{"schema_version", whole["schema_version"]},
           {"tool", whole["tool"]},
           {"source", whole["source"]}};
  for (const Section section : sections) {
    out["source"]["sections"].push_back(name_of(section));
    const auto found = whole.find(name_of(section));
    if (found != whole.end()) out[std::string(name_of(section))] = std::move(*found);
  }
  return out;
}

Json wanted(const Advice& advice, const Sections& sections) {
  Json whole = report_of(advice);
  return sections.empty() ? whole : sections_of(std::move(whole), sections);
}

}  // namespace

std::string render_json(const Advice& advice, const Sections& sections) {
  return report::json_text(wanted(advice, sections), true);
}
std::string render_json_line(const Advice& advice, const Sections& sections) {
  return report::json_text(wanted(advice, sections), false);
}

}  // namespace eventarch
