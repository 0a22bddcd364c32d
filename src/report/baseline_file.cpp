/// The baseline as a file: JSON lines, one accepted finding each.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "eventarch/check.hpp"
#include "report/json_text.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const BaselineEntry& entry) {
  const Json json{{"rule", entry.rule},
                  {"file", entry.file},
                  {"design", entry.design},
                  {"subject", entry.subject},
                  {"ordinal", entry.ordinal}};
  return report::json_text(json, false);
}

bool is_count(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_number_unsigned() && json[key] >= 1 &&
         json[key] <= 1'000'000'000;
}

bool is_text(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string();
}

/// Whether it is an entry as they were written before findings were known by names: by places,
/// which say nothing certain of the file as it is now.
bool is_of_old_form(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  return json.is_object() && is_count(json, "document") && is_text(json, "pointer");
}

std::optional<BaselineEntry> entry_of(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  const bool fits = json.is_object() && json.size() == 5 && is_text(json, "rule") &&
                    is_text(json, "file") && is_text(json, "design") && is_text(json, "subject") &&
                    is_count(json, "ordinal");
  if (!fits) return std::nullopt;
  return BaselineEntry{.rule = json["rule"],
                       .file = json["file"],
                       .design = json["design"],
                       .subject = json["subject"],
                       .ordinal = json["ordinal"]};
}

}  // namespace

std::string baseline_text(const CheckReport& report) {
  std::set<BaselineEntry> entries;
  for (const CheckedFile& file : report.files) {
    for (const CheckFinding& finding : file.findings) {
      const bool by_comment =
          finding.suppressed && finding.suppressed->by == Suppressed::By::comment;
      if (by_comment || !may_be_accepted(finding.diagnostic)) continue;
      entries.insert({.rule = std::string(finding.diagnostic.rule->name),
                      .file = text::printable(file.name),
                      .design = finding.design,
                      .subject = finding.subject,
                      .ordinal = finding.ordinal});
    }
  }
  std::string out;
  for (const BaselineEntry& entry : entries) out += line_of(entry);
  return out;
}

std::optional<std::vector<BaselineEntry>> read_baseline(std::string_view file_name,
                                                        std::string_view text, Findings& findings) {
  constexpr std::size_t longest = 65536;  // far beyond any entry of ours
  constexpr std::size_t broken_most = 20;
  std::vector<BaselineEntry> out;
  std::uint32_t number = 0;
  std::size_t broken = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    begin = end + 1;
    ++number;
    if (line.empty()) continue;
    auto entry = line.size() > longest ? std::nullopt : entry_of(line);
    if (entry) {
      out.push_back(std::move(*entry));
      continue;
    }
    const bool is_old = broken == 0 && line.size() <= longest && is_of_old_form(line);
    const SourceSpan where{std::string(file_name), number, 1, number, 1};
    if (is_old) {
      findings.add(broken_baseline, where,
                   "the baseline knows findings by their places in the file, as it was written "
                   "before they were known by names",
                   "`eventarch check --write-baseline FILE` writes the file anew; version control "
                   "then shows what it accepts");
      return std::nullopt;  // so are the others
    }
    findings.add(broken_baseline, where,
                 fmt::format("{} is no entry of a baseline", text::quoted(line)),
                 "`eventarch check --write-baseline FILE` writes the file anew");
    // Some other file was named: nobody wants to read all that it is not.
    if (++broken == broken_most) break;
  }
  if (broken > 0) return std::nullopt;
  return out;
}

}  // namespace eventarch
