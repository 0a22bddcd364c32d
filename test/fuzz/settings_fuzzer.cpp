/// What stands beside design files: configurations, baselines, ignore rules, suppressions. Any
/// bytes are one, or are refused with a reason that can be shown. The first byte says what they
/// are.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/ignore_rules.hpp"
#include "eventarch/check_report.hpp"
#include "eventarch/configuration.hpp"
#include "eventarch/report.hpp"
#include "written_text.hpp"

namespace eventarch::fuzz {
namespace {

const std::string file_name = "a::error\x1b]0;\n##[b\xff.yaml";

void check_refusal(Findings& findings, std::string_view text, bool was_taken) {
  findings.sort();
  require(was_taken != findings.has_errors(), "it is taken, or there is an error");
  check_findings(findings, text);
  check_inert(render_findings(findings));
}

void check_configuration(std::string_view text) {
  Findings findings;
  const auto configuration = read_configuration(file_name, text, findings);
  check_refusal(findings, text, configuration.has_value());
  if (!configuration) return;
  Findings about_brokers;
  const Catalogue catalogue = configured_catalogue(*configuration, {}, about_brokers);
  check_inert(render_findings(about_brokers));
  if (about_brokers.has_errors()) return;
  // Whatever its levels, a design is judged, and every format can carry the judgement.
  const SourceText source{"a.yaml",
                          "event_context: {use_case: saga, requirements: {delivery: "
                          "exactly_once}, consumers: [a]}\n",
                          "a"};
  CheckReport report;
  report.files.push_back(check_source(source, catalogue, {.levels = configuration->levels}));
  check_inert(render_check(report, CheckFormat::text, {Color::off, Detail::verbose}));
  check_json(render_check(report, CheckFormat::json, {}));
}

void check_baseline(std::string_view text) {
  Findings findings;
  const auto entries = read_baseline(file_name, text, findings);
  check_refusal(findings, text, entries.has_value());
  if (!entries) return;
  CheckReport report;
  report.files.push_back({"a.yaml", 1, {}});
  auto sorted = *entries;
  std::ranges::sort(sorted, {}, &BaselineEntry::file);
  apply_baseline(sorted, report);
  // What nothing is found of any more is told by every format.
  check_inert(render_check(report, CheckFormat::text, {Color::off, Detail::verbose}));
  check_inert(render_check(report, CheckFormat::concise, {}));
  for (const CheckFormat format : {CheckFormat::json, CheckFormat::sarif, CheckFormat::gitlab}) {
    check_json(render_check(report, format, {}));
  }
}

void check_ignore_rules(std::string_view text) {
  const auto [file, path] = halves(text);
  const cli::IgnoreRules rules = cli::read_ignore_rules(file);
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < path.size() && parts.size() < 20;) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  if (parts.empty()) return;
  const cli::IgnoreVerdict of_file = verdict_on(parts, false, rules);
  const cli::IgnoreVerdict of_folder = verdict_on(parts, true, rules);
  require(!rules.empty() || of_file == cli::IgnoreVerdict::silent, "no rule, no verdict");
  const bool any_only_folders = std::ranges::any_of(rules, &cli::IgnoreRule::only_folders);
  require(any_only_folders || of_file == of_folder, "only rules for folders tell them from files");
  for (const cli::IgnoreRule& rule : rules) {
    for (const std::string& part : rule.parts) (void)cli::name_matches(part, parts.back());
  }
}

void check_suppressions(std::string_view text) {
  const std::string design =
      "event_context:\n  use_case: saga\n  # eventarch: " + std::string(text) +
      "\n  requirements: {delivery: exactly_once}\n";
  const SourceText source{file_name, design, "a"};
  CheckReport report;
  report.files.push_back(check_source(source, built_in_catalogue(), {.today = {2026, 1, 1}}));
  check_inert(render_check(report, CheckFormat::text, {Color::off, Detail::verbose}));
  check_json(render_check(report, CheckFormat::sarif, {}));
  std::size_t suppressed = 0;
  for (const CheckFinding& finding : report.files.front().findings) {
    if (!finding.suppressed) continue;
    ++suppressed;
    require(!finding.suppressed->reason.empty(), "nothing is suppressed without a reason");
  }
  report = {};
  report.files.push_back(
      check_source(source, built_in_catalogue(), {.honour_suppressions = false}));
  std::size_t all = report.files.front().findings.size();
  require(all >= suppressed, "what is suppressed is found");
}

void check_text(std::string_view text) {
  constexpr std::array kinds{check_configuration, check_baseline, check_ignore_rules,
                             check_suppressions};
  if (text.empty()) return;
  kinds[static_cast<unsigned char>(text.front()) % kinds.size()](text.substr(1));
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
