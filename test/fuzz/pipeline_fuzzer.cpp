/// The whole way: any bytes give advice whose reports keep their promises.

#include <nlohmann/json.hpp>
#include <string>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "invariants.hpp"
#include "support/text.hpp"

namespace eventarch::fuzz {
namespace {

/// A file name is input as well.
const std::string file_name = "fuzz\x1b[31m\n\xff\xe2\x80\xae.yaml";

/// Takes out the colours, and only those.
std::string without_colour(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t digits = text.find_first_not_of("0123456789;", at + 2);
    const bool colour =
        text.substr(at, 2) == "\x1b[" && digits != std::string_view::npos && text[digits] == 'm';
    if (colour) {
      at = digits;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// `file:line:column: severity: [rule]`: not wrapped, so that editors find it.
bool is_finding_head(std::string_view line, std::string_view file) {
  return (line.starts_with(file) || line.starts_with("--set ")) && line.ends_with(']');
}

/// Commands, queries, settings and log lines are written to be copied, in one piece.
bool is_verbatim(std::string_view line) { return line.starts_with("    "); }

void check_text_report(std::string_view report, std::string_view file) {
  constexpr std::size_t columns = 80;
  require(report.ends_with('\n'), "a text report ends in a newline");
  for (std::size_t start = 0; start < report.size();) {
    const std::size_t end = report.find('\n', start);
    const std::string_view line = report.substr(start, end - start);
    require(text::printable(line) == line, "a text report has no control character but newline");
    require(
        text::display_width(line) <= columns || is_finding_head(line, file) || is_verbatim(line),
        "a line of a text report has at most 80 columns");
    start = end + 1;
  }
}

void check_text_reports(const Advice& advice) {
  const std::string file = text::printable(advice.file);
  check_text_report(render_text(advice, {Color::off, Detail::verbose}), file);
  check_text_report(without_colour(render_text(advice, {Color::on, Detail::normal})), file);
}

void check_markdown(const Advice& advice) {
  const std::string page = render_markdown({&advice, 1}, {Detail::verbose});
  require(page.size() <= markdown_longest, "a page of Markdown fits a comment");
  for (std::size_t start = 0; start < page.size();) {
    const std::size_t end = page.find('\n', start);
    const std::string_view line = std::string_view(page).substr(start, end - start);
    require(text::printable(line) == line, "a page has no control character but newline");
    start = end + 1;
  }
}

void check_json_reports(const Advice& advice) {
  const auto pretty = nlohmann::json::parse(render_json(advice), nullptr, false);
  require(pretty.is_object(), "the JSON report is one object");
  const std::string line = render_json_line(advice);
  require(line.find('\n') == line.size() - 1, "the JSON line is one line");
  require(nlohmann::json::parse(line, nullptr, false) == pretty, "both JSON reports are the same");
}

void check_advice(const Advice& advice, std::string_view text) {
  check_findings(advice.findings, text);
  require(!advice.valid() || advice.decision, "valid input has a decision");
  require(advice.context.has_value() == advice.decision.has_value(),
          "a decision rests on a context");
  const bool chosen = advice.decision && advice.decision->winner() != nullptr;
  require(chosen == advice.design.has_value(), "a chosen broker has a design");
  check_text_reports(advice);
  check_json_reports(advice);
  check_markdown(advice);
}

void check_text(std::string_view text) {
  const SourceText source{file_name, std::string(text), file_name};
  const auto all = advise(source, built_in_catalogue());
  require(!all.empty(), "at least one advice is returned");
  for (const Advice& advice : all) check_advice(advice, text);
}

}  // namespace
}  // namespace eventarch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  eventarch::fuzz::check_text(eventarch::fuzz::text_of(data, size));
  return 0;
}
