/// A comparison for programs. Key order is fixed; additions are no breaking change of the format.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "eventarch/diff.hpp"
#include "eventarch/version.hpp"
#include "report/diff_words.hpp"
#include "report/json_numbers.hpp"
#include "report/json_places.hpp"
#include "report/json_text.hpp"

namespace eventarch {
namespace {

using report::Json;

Json place(const SourceSpan& where) {
  if (where.line == 0) return nullptr;
  return report::json_location(where);
}

Json finding(const Diagnostic& diagnostic) {
  return {{"rule", diagnostic.rule->name},
          {"severity", name_of(diagnostic.severity)},
          {"message", diagnostic.message},
          {"help", diagnostic.help},
          {"location", place(diagnostic.where)}};
}

Json side(const DiffSide& side) {
  Json findings = Json::array();
  for (const Diagnostic& diagnostic : side.findings.all()) findings.push_back(finding(diagnostic));
  return {{"file", side.file}, {"findings", std::move(findings)}};
}

Json requirement(const RequirementChange& change) {
  return {{"field", change.field},
          {"from", change.from},
          {"to", change.to},
          {"from_location", place(change.from_where)},
          {"to_location", place(change.to_where)}};
}

std::string_view name_of_causation(Causation causation) {
  switch (causation) {
    case Causation::alone: return "alone";
    case Causation::together: return "together";
    case Causation::not_examined: break;
  }
  return "not_examined";
}

Json cause(const Change& change, const DesignDiff& design) {
  Json fields = Json::array();
  for (const std::size_t index : change.causes) {
    fields.push_back(design.requirements[index].field);
  }
  return {{"how", name_of_causation(change.causation)},
          {"requirements", std::move(fields)},
          {"text", cause_text(change, design)}};
}

Json change_of(const Change& change, const DesignDiff& design) {
  return {{"rule", change.rule->name},
          {"class", name_of(change.rule->impact)},
          {"subject", report::text_or_null(change.subject)},
          {"field", change.field},
          {"from", report::text_or_null(change.from)},
          {"to", report::text_or_null(change.to)},
          {"reason", change.rule->reason},
          {"source", report::text_or_null(change.rule->source)},
          {"safely", report::text_or_null(change.rule->safely)},
          {"advised_by", report::text_or_null(change.advised_by)},
          {"via", report::text_or_null(change.via)},
          {"cause", cause(change, design)}};
}

Json document(const std::optional<std::uint32_t>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json design_of(const DesignDiff& design) {
  Json requirements = Json::array();
  for (const RequirementChange& change : design.requirements) {
    requirements.push_back(requirement(change));
  }
  Json changes = Json::array();
  for (const Change& change : design.changes) changes.push_back(change_of(change, design));
  return {{"name", design.name},
          {"status", report::status_of(design)},
          {"old_document", document(design.before)},
          {"new_document", document(design.after)},
          {"requirements", std::move(requirements)},
          {"changes", std::move(changes)},
          {"notes", design.notes}};
}

}  // namespace

std::string render_diff_json(const DiffReport& report) {
  Json designs = Json::array();
  std::size_t requirements = 0;
  for (const DesignDiff& design : report.designs) {
    designs.push_back(design_of(design));
    requirements += design.requirements.size();
  }
  const Json out{{"schema_version", "1"},
                 {"tool", {{"name", "eventarch"}, {"version", version()}}},
                 {"old", side(report.before)},
                 {"new", side(report.after)},
                 {"comparable", report.comparable},
                 {"summary",
                  {{"breaking", report.count(Impact::breaking)},
                   {"risky", report.count(Impact::risky)},
                   {"safe", report.count(Impact::safe)},
                   {"requirements", requirements},
                   {"text", diff_headline(report)}}},
                 {"designs", std::move(designs)}};
  // File names may hold any bytes; `replace` turns what is not UTF-8 into U+FFFD instead of
  // throwing.
  return report::json_text(out, true);
}

}  // namespace eventarch
