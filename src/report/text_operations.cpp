/// Patterns and operations in the text report.

#include <fmt/format.h>

#include "report/summary.hpp"
#include "report/text_sections.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

constexpr std::size_t entry_label = 14;

/// PromQL and commands stay in one piece: broken, they could not be copied.
void code(TextPage& page, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  page.paragraph(name, 6);
  page.verbatim(text, 10);
}

void entry_row(TextPage& page, std::string_view name, std::string_view text) {
  if (!text.empty()) page.row(name, text, entry_label, 6);
}

void print_figures(TextPage& page, const Pattern& pattern) {
  for (const PatternFigure& figure : pattern.figures) {
    page.paragraph(fmt::format("{}: {}", figure_name(figure), figure.text), 4);
    page.paragraph(
        figure.formula.empty() ? figure.how : fmt::format("{}: {}", figure.formula, figure.how), 8);
  }
}

void print_flow(TextPage& page, const Pattern& pattern) {
  std::size_t number = 0;
  for (const FlowStep& step : pattern.flow) {
    page.row(fmt::format("{}.", ++number),
             fmt::format("{} {} {}: {}", step.from, step.answer ? "answers" : "->", step.to,
                         step.message),
             4, 4);
  }
}

void print_metrics(TextPage& page, const std::vector<Metric>& metrics) {
  page.heading("METRICS");
  for (const Metric& metric : metrics) {
    page.paragraph(fmt::format("{} ({})", metric.name, metric_kind(metric)));
    page.paragraph(metric_text(metric), 6);
    if (metric.opentelemetry.empty() && metric.mapping.empty()) continue;
    page.paragraph(fmt::format("OpenTelemetry: {}{}{}",
                               metric.opentelemetry.empty() ? "none" : metric.opentelemetry,
                               metric.mapping.empty() ? "" : "; ", metric.mapping),
                   6);
  }
}

void print_log_samples(TextPage& page, const std::vector<LogSample>& samples) {
  if (samples.empty()) return;
  page.heading("LOG LINES");
  for (const LogSample& sample : samples) {
    page.paragraph(fmt::format("{} ({}): {}", sample.event, sample.level, sample.when));
    page.verbatim(log_line(sample), 6);
  }
}

void print_alerts(TextPage& page, const std::vector<Alert>& alerts) {
  page.heading("ALERTS");
  for (const Alert& alert : alerts) {
    page.paragraph(fmt::format("{} ({})", alert.name, urgency(alert)));
    page.verbatim(alert.expression, 6);
    page.paragraph(alert.leads_to.empty() ? alert.why
                                          : fmt::format("{}; what to do: troubleshooting, {}",
                                                        alert.why, alert.leads_to),
                   6);
  }
}

}  // namespace

void print_patterns(TextPage& page, const std::vector<Pattern>& patterns) {
  page.heading("PATTERNS");
  bool first = true;
  for (const Pattern& pattern : patterns) {
    if (!first) page.blank();
    first = false;
    page.paragraph(
        fmt::format("{}: {}", pattern.title.empty() ? pattern.name : pattern.title, pattern.why));
    for (const std::string& part : pattern.parts) page.bullet(part, 4);
    print_figures(page, pattern);
    print_flow(page, pattern);
  }
}

void print_observability(TextPage& page, const Observability& observability) {
  print_metrics(page, observability.metrics);
  print_alerts(page, observability.alerts);
  print_log_samples(page, observability.log_samples);
}

void print_checklist(TextPage& page, const std::vector<ChecklistItem>& items) {
  page.heading("CHECKLIST");
  for (const ChecklistItem& item : items) {
    const bool everywhere = item.scope.empty() || item.scope == "every design";
    page.paragraph(fmt::format("[{}] {}{}", text::spoken(item.status), item.item,
                               everywhere ? "" : fmt::format(" ({})", item.scope)));
    page.paragraph(item.evidence, 6);
    if (!item.remedy.empty()) page.paragraph("to do: " + item.remedy, 6);
  }
}

void print_troubleshooting(TextPage& page, const std::vector<TroubleshootingEntry>& entries) {
  page.heading("TROUBLESHOOTING");
  for (const TroubleshootingEntry& entry : entries) {
    page.paragraph(entry.issue);
    entry_row(page, "cause", entry.cause);
    entry_row(page, "resolution", entry.resolution);
    entry_row(page, "here", entry.in_this_design);
    code(page, "read first", entry.first_metric);
    code(page, "run first", entry.first_command);
  }
}

}  // namespace eventarch::report
