/// SARIF 2.1.0 as GitHub's code scanning takes it: all rules whether they speak or not, results
/// even where there are none, places that are never empty.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/version.hpp"
#include "report/check_concise.hpp"
#include "report/check_places.hpp"
#include "report/check_writers.hpp"
#include "report/json_text.hpp"
#include "report/suppression_words.hpp"
#include "support/repository_path.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using Json = nlohmann::ordered_json;

// What GitHub takes.
constexpr std::size_t most_results = 25000;
constexpr std::size_t longest_text = 1024;

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Cut to `longest_text` characters; a text must not be empty.
std::string text_of(std::string_view raw) {
  if (raw.empty()) return "-";
  std::size_t characters = 0;
  std::size_t cut = 0;
  for (std::size_t at = 0; at < raw.size(); ++characters) {
    if (characters == longest_text) return std::string(raw.substr(0, cut)) + "...";
    at += std::max<std::size_t>(1, text::sequence_length(raw.substr(at)));
    if (characters + 1 <= longest_text - 3) cut = at;
  }
  return std::string(raw);
}

/// Text in which brackets are no link: `[text](target)` is one in the messages of SARIF.
std::string without_links(std::string_view raw) {
  if (raw.find("](") == std::string_view::npos) return std::string(raw);
  std::string out;
  for (const char c : raw) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: break;
  }
  return "note";
}

/// A path as a relative reference: everything but letters, digits and a few signs as %XX.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain = "-._~/!$'()*,;=@+";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += is_word || plain.find(c) != std::string_view::npos
               ? std::string(1, c)
               : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Json artifact(std::string_view path) {
  Json out{{"uri", uri_of(path)}};
  if (!path.starts_with('/')) out["uriBaseId"] = "%SRCROOT%";
  return out;
}

Json region(const RepositoryPlace& place) {
  return {{"startLine", place.line},
          {"startColumn", place.column},
          {"endLine", place.end_line},
          {"endColumn", place.end_column}};
}

Json physical(const RepositoryPlace& place) {
  return {{"artifactLocation", artifact(place.path)}, {"region", region(place)}};
}

/// "unknown_key" as "UnknownKey", the form of names in SARIF.
std::string title_of(std::string_view name) {
  std::string out;
  bool is_first = true;
  for (const char c : name) {
    if (c == '_') {
      is_first = true;
      continue;
    }
    out += is_first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    is_first = false;
  }
  return out;
}

/// A block of Markdown that holds text as it is.
std::string block(std::string_view text) {
  return fmt::format("```yaml\n{}{}```\n", text, text.ends_with('\n') ? "" : "\n");
}

Json help_of(const Rule& rule) {
  std::string plain = fmt::format("{}\n", rule.rationale);
  std::string markdown = fmt::format("{}\n", rule.rationale);
  const auto add = [&](std::string_view heading, std::string_view example) {
    if (example.empty()) return;
    plain += fmt::format("\n{}:\n{}\n", heading, example);
    markdown += fmt::format("\n**{}**\n\n{}", heading, block(example));
  };
  add("Found", rule.flagged);
  add("Mended", rule.accepted);
  if (!rule.source.empty()) {
    plain += fmt::format("\nSource: {}\n", rule.source);
    markdown += fmt::format("\nSource: {}\n", rule.source);
  }
  return {{"text", plain}, {"markdown", markdown}};
}

Json rule_value(const Rule& rule) {
  const std::string_view level = level_of(rule.severity);
  return {{"id", rule.name},
          {"name", title_of(rule.name)},
          {"shortDescription", {{"text", text_of(rule.summary)}}},
          {"fullDescription", {{"text", text_of(rule.rationale)}}},
          {"help", help_of(rule)},
          {"defaultConfiguration", {{"level", level}}},
          {"properties",
           {{"tags", Json::array({"event-driven", "design"})},
            {"precision", "high"},
            {"problem.severity", level == "note" ? "recommendation" : level}}}};
}

std::string message_of(const Diagnostic& diagnostic) {
  std::string out = without_links(diagnostic.message);
  for (const std::string& note : diagnostic.notes) out += "\nnote: " + without_links(note);
  if (!diagnostic.help.empty()) out += "\nhelp: " + without_links(diagnostic.help);
  return text_of(out);
}

Json related_locations(const CheckedFile& file, const Diagnostic& diagnostic,
                       std::string_view prefix) {
  Json all = Json::array();
  for (const RelatedPlace& related : diagnostic.related) {
    all.push_back({{"id", all.size() + 1},
                   {"physicalLocation", physical(repository_place(related.where, file, prefix))},
                   {"message", {{"text", text_of(without_links(related.message))}}}});
  }
  return all;
}

/// Unlike the region of a finding, that of an insertion is empty.
Json replacement_of(const Edit& edit) {
  return {{"deletedRegion",
           {{"startLine", edit.where.line},
            {"startColumn", edit.where.column},
            {"endLine", edit.where.end_line},
            {"endColumn", edit.where.end_column}}},
          {"insertedContent", {{"text", edit.replacement}}}};
}

Json fixes(const CheckedFile& file, const Diagnostic& diagnostic, std::string_view prefix) {
  Json replacements = Json::array();
  for (const Edit& edit : diagnostic.fix) {
    if (edit.where.line != 0) replacements.push_back(replacement_of(edit));
  }
  if (replacements.empty()) return replacements;
  const std::string_view description =
      diagnostic.help.empty() ? std::string_view("The edit that mends it.") : diagnostic.help;
  Json change{{"artifactLocation", artifact(text::repository_path(prefix, file.name))},
              {"replacements", std::move(replacements)}};
  return Json::array({{{"description", {{"text", text_of(without_links(description))}}},
                       {"artifactChanges", Json::array({std::move(change)})}}});
}

Json suppressions(const CheckedFile& file, const std::optional<Suppressed>& suppressed,
                  std::string_view prefix) {
  if (!suppressed) return Json::array();
  const bool by_comment = suppressed->by == Suppressed::By::comment;
  Json one{{"kind", by_comment ? "inSource" : "external"}, {"status", "accepted"}};
  if (by_comment && suppressed->where.line != 0) {
    one["location"] = {
        {"physicalLocation", physical(repository_place(suppressed->where, file, prefix))}};
  }
  std::string reason = suppressed->reason;
  if (suppressed->until) reason += " (until " + date_text(*suppressed->until) + ")";
  if (!reason.empty()) one["justification"] = reason;
  return Json::array({std::move(one)});
}

std::string_view baseline_state(const CheckFinding& finding) {
  const bool is_accepted = finding.suppressed && finding.suppressed->by == Suppressed::By::baseline;
  return is_accepted ? "unchanged" : "new";
}

using RuleIndices = std::map<std::string_view, std::size_t>;

Json result(const CheckedFile& file, const CheckFinding& finding, const CheckReport& report,
            const RuleIndices& indices, std::string_view prefix) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json out{{"ruleId", diagnostic.rule->name}};
  const auto index = indices.find(diagnostic.rule->name);
  if (index != indices.end()) out["ruleIndex"] = index->second;
  out["level"] = level_of(diagnostic.severity);
  out["message"] = {{"text", message_of(diagnostic)}};
  Json location{{"physicalLocation", physical(repository_place(diagnostic.where, file, prefix))}};
  if (!finding.pointer.empty()) {
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", finding.pointer}}});
  }
  if (!diagnostic.label.empty()) {
    location["message"] = {{"text", text_of(without_links(diagnostic.label))}};
  }
  out["locations"] = Json::array({std::move(location)});
  out["partialFingerprints"] = {{"primaryLocationLineHash", finding.fingerprint},
                                {"eventarch/v2", finding.fingerprint}};
  Json related = related_locations(file, diagnostic, prefix);
  if (!related.empty()) out["relatedLocations"] = std::move(related);
  Json mends = fixes(file, diagnostic, prefix);
  if (!mends.empty()) out["fixes"] = std::move(mends);
  out["suppressions"] = suppressions(file, finding.suppressed, prefix);
  if (report.with_baseline) out["baselineState"] = baseline_state(finding);
  return out;
}

/// A finding of a file, among all.
struct Found {
  const CheckedFile* file;
  const CheckFinding* finding;
};

/// The most severe ones where there are more than a report may hold, in the order of the report.
std::vector<Found> results_of(const CheckReport& report) {
  std::vector<Found> all;
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) all.push_back({&file, &finding});
  }
  if (all.size() <= most_results) return all;
  std::vector<Found> kept;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (const Found& one : all) {
      if (one.finding->diagnostic.severity == severity && kept.size() < most_results) {
        kept.push_back(one);
      }
    }
  }
  return kept;
}

Json invocation(std::size_t left_out) {
  Json out{{"executionSuccessful", true}};
  if (left_out != 0) {
    const std::string text = fmt::format(
        "{} of the least severe findings are left out: a report holds {}", left_out, most_results);
    out["toolExecutionNotifications"] =
        Json::array({{{"level", "warning"}, {"message", {{"text", text}}}}});
  }
  return out;
}

}  // namespace

std::string check_sarif(const CheckReport& report, const CheckReportOptions& options) {
  Json rules = Json::array();
  RuleIndices indices;
  for (const Rule* rule : all_rules()) {
    indices.emplace(rule->name, rules.size());
    rules.push_back(rule_value(*rule));
  }
  const std::vector<Found> found = results_of(report);
  std::size_t total = 0;
  for (const CheckedFile& file : report.files) total += file.findings.size();
  Json results = Json::array();
  for (const Found& one : found) {
    results.push_back(result(*one.file, *one.finding, report, indices, options.prefix));
  }
  Json run{{"tool",
            {{"driver",
              {{"name", "eventarch"},
               {"version", version()},
               {"semanticVersion", version()},
               {"rules", std::move(rules)}}}}},
           {"invocations", Json::array({invocation(total - found.size())})},
           {"originalUriBaseIds",
            {{"%SRCROOT%", {{"description", {{"text", "The root of the repository."}}}}}}},
           {"results", std::move(results)},
           {"columnKind", "unicodeCodePoints"}};
  return json_text(
      {{"$schema", schema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}}, true);
}

}  // namespace eventarch::report
