/// The gate: any bytes give a report that every format can carry, fixes that hold, and a baseline
/// that accepts exactly what was found.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "eventarch/check_report.hpp"
#include "invariants.hpp"
#include "support/text.hpp"

namespace eventarch::fuzz {
namespace {

/// A file name is input as well.
const std::string file_name = "a::error\x1b]0;\n##[b\xff\xe2\x80\xae]]>.yaml";

template <class Check>
void for_lines(std::string_view report, Check check) {
  require(report.empty() || report.ends_with('\n'), "a report ends in a newline");
  for (std::size_t start = 0; start < report.size();) {
    const std::size_t end = report.find('\n', start);
    check(report.substr(start, end - start));
    start = end + 1;
  }
}

void check_people(const CheckReport& report, CheckFormat format) {
  const std::string text = render_check(report, format, {Color::off, Detail::verbose});
  for_lines(text, [](std::string_view line) {
    require(text::printable(line) == line, "no control character reaches people");
    require(!line.starts_with("::") && !line.starts_with("##["), "no line is a command");
  });
}

void check_commands(const CheckReport& report) {
  for_lines(render_check(report, CheckFormat::github, {}), [](std::string_view line) {
    require(text::printable(line) == line, "an annotation is text on one line");
    require(!line.starts_with("##["), "no line is an old command");
    const bool own = line.starts_with("::error ") || line.starts_with("::warning ") ||
                     line.starts_with("::notice ");
    require(own || !line.starts_with("::"), "every command is one of ours");
  });
}

void check_json(const CheckReport& report) {
  for (const CheckFormat format : {CheckFormat::json, CheckFormat::sarif, CheckFormat::gitlab}) {
    const std::string text = render_check(report, format, {});
    require(!nlohmann::json::parse(text, nullptr, false).is_discarded(), "the report is JSON");
  }
  for_lines(render_check(report, CheckFormat::jsonl, {}), [](std::string_view line) {
    require(nlohmann::json::parse(line, nullptr, false).is_object(), "each line is an object");
  });
}

/// Well-formed in the one respect that input could break: no byte that XML 1.0 forbids.
void check_junit(const CheckReport& report) {
  const std::string text = render_check(report, CheckFormat::junit, {});
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    require(byte >= 0x20 || c == '\n' || c == '\t' || c == '\r', "no character XML forbids");
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text::sequence_length(std::string_view(text).substr(at));
    require(length > 0, "JUnit is valid UTF-8");
    at += length;
  }
}

void check_baseline(const CheckReport& report) {
  Findings wrong;
  const auto baseline = read_baseline("baseline.json", baseline_text(report), wrong);
  require(baseline.has_value() && wrong.all().empty(), "a baseline that was written can be read");
  CheckReport again = report;
  apply_baseline(*baseline, again);
  require(again.stale.empty(), "a new baseline has nothing stale");
  for (const CheckedFile& file : again.files) {
    for (const CheckFinding& finding : file.findings) {
      require(finding.suppressed.has_value() == may_be_accepted(finding.diagnostic),
              "a new baseline accepts all but errors of the file format");
    }
  }
}

void check_fixes(std::string_view text, const CheckedFile& checked, const CheckSettings& settings) {
  const std::string once = fixed_text(text, checked);
  const SourceText source{file_name, once, "fuzz"};
  const CheckedFile again = check_source(source, built_in_catalogue(), settings);
  std::size_t left = 0;
  for (const CheckFinding& finding : again.findings) left += finding.diagnostic.fix.size();
  std::size_t before = 0;
  for (const CheckFinding& finding : checked.findings) before += finding.diagnostic.fix.size();
  require(before == 0 || once != text || left > 0, "a fix changes the text");
}

void check_text(std::string_view text) {
  const CheckSettings settings{.levels = {}, .honour_suppressions = true, .today = {2026, 1, 1}};
  const SourceText source{file_name, std::string(text), "fuzz"};
  CheckReport report;
  report.files.push_back(check_source(source, built_in_catalogue(), settings));
  check_people(report, CheckFormat::text);
  check_people(report, CheckFormat::concise);
  check_commands(report);
  check_json(report);
  check_junit(report);
  check_baseline(report);
  check_fixes(text, report.files.front(), settings);
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
