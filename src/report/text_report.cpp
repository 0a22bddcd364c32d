/// The report for people: the decision in three lines, then why, then the numbers, then what to
/// watch.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "eventarch/report.hpp"
#include "report/summary.hpp"
#include "report/text_details.hpp"
#include "report/text_numbers.hpp"
#include "report/text_page.hpp"
#include "report/text_sections.hpp"
#include "support/log_lines.hpp"
#include "support/notation.hpp"
#include "support/text.hpp"

namespace eventarch {
namespace {

using report::TextPage;

void print_head(TextPage& page, const Advice& advice) {
  const EventContext& context = *advice.context;
  page.title(fmt::format("{}: {}", context.name, report::decided(advice)));
  page.paragraph(report::asked_for(context), 0);
  if (advice.design) page.paragraph(report::verdict(advice), 0);
}

/// The first one in words; the others are a section of their own.
void print_alerts(TextPage& page, const std::vector<Alert>& alerts) {
  if (alerts.empty()) return;
  page.bullet(fmt::format("alert {}: {}", alerts.front().name, alerts.front().why));
  std::vector<std::string> names;
  for (std::size_t i = 1; i < alerts.size(); ++i) names.push_back(alerts[i].name);
  if (names.empty()) return;
  page.bullet(
      fmt::format("further alerts, with thresholds of this design: {}; `--section "
                  "observability` prints them",
                  text::list_of(names)));
}

void print_watch(TextPage& page, const Advice& advice) {
  report::print_findings(page, advice);
  page.heading("WHAT TO WATCH");
  const Design& design = *advice.design;
  for (const ChecklistItem& item : design.checklist) {
    if (!report::is_open(item)) continue;
    page.bullet(fmt::format("[{}] {}: {}", item.status, item.item, item.evidence));
  }
  print_alerts(page, design.observability.alerts);
}

void print_normal(TextPage& page, const Advice& advice) {
  report::print_decision(page, *advice.decision);
  if (advice.design) {
    report::print_numbers(page, advice);
    report::print_topics(page, *advice.design);
    print_watch(page, advice);
  } else {
    report::print_findings(page, advice);
  }
  report::print_assumptions(page, advice);
}

void print_sections(TextPage& page, const Advice& advice, const Sections& sections) {
  std::string names;
  for (const Section section : sections) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of(section));
  }
  page.title(fmt::format("{}: {}", advice.context->name, names));
  for (const Section section : sections) report::print_section(page, advice, section);
}

void print_invalid(TextPage& page, const Advice& advice) {
  const std::size_t errors = report::count_of(advice.findings, Severity::error);
  for (const Diagnostic& finding : advice.findings.all()) {
    page.finding(finding);
    page.blank();
  }
  if (!advice.suppressed.empty()) {
    page.paragraph(report::suppressed_verdict(advice.suppressed.size()) + ".", 0);
    page.blank();
  }
  page.title(fmt::format("No design: {} in {}. `eventarch schema input` describes the file.",
                         notation::counted(errors, "error"), advice.file));
}

std::string remark(std::string_view kind, std::string_view text) {
  return text::inert_line(fmt::format("  {}: {}", kind, text::printable(text))) + "\n";
}

}  // namespace

std::string render_findings(const Findings& findings) {
  std::string out;
  for (const Diagnostic& finding : findings.all()) {
    const SourceSpan& where = finding.where;
    const std::string place = where.line == 0
                                  ? where.file
                                  : fmt::format("{}:{}:{}", where.file, where.line, where.column);
    out += text::inert_line(
               text::printable(fmt::format("{}: {}: {} [{}]", place, name_of(finding.severity),
                                           finding.message, finding.rule->name))) +
           "\n";
    for (const std::string& note : finding.notes) out += remark("note", note);
    if (!finding.help.empty()) out += remark("help", finding.help);
  }
  return out;
}

std::string render_text(const Advice& advice, const TextOptions& options) {
  TextPage page(options.color);
  if (!advice.context || !advice.decision) {
    print_invalid(page, advice);
  } else if (!options.sections.empty()) {
    print_sections(page, advice, options.sections);
  } else {
    print_head(page, advice);
    if (options.detail == Detail::normal) print_normal(page, advice);
    if (options.detail == Detail::verbose) report::print_details(page, advice);
  }
  return page.take();
}

}  // namespace eventarch
