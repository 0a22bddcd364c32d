/// Patterns and operations in the Markdown report.

#include <fmt/format.h>

#include "report/markdown_diagrams.hpp"
#include "report/markdown_sections.hpp"
#include "report/markdown_text.hpp"
#include "report/summary.hpp"
#include "support/text.hpp"

namespace eventarch::report {
namespace {

using markdown::block;
using markdown::cell;
using markdown::code;
using markdown::prose;
using markdown::table;

std::string figures_table(const Pattern& pattern, const Extent& extent) {
  if (pattern.figures.empty()) return {};
  markdown::Table rows{{"figure", "value", "how"}, {}};
  for (const PatternFigure& figure : pattern.figures) {
    const std::string how =
        figure.formula.empty() ? figure.how : fmt::format("{}: {}", figure.formula, figure.how);
    rows.rows.push_back({cell(figure_name(figure)), cell(figure.text), cell(how)});
  }
  return "\n" + table(rows, extent.rows, "`--section patterns -f json`");
}

std::string pattern_body(const Pattern& pattern, const Extent& extent) {
  std::string body = prose(pattern.why) + "\n\n";
  for (const std::string& part : pattern.parts) body += fmt::format("- {}\n", prose(part));
  body += figures_table(pattern, extent);
  const std::string diagram = flow_diagram(pattern);
  return diagram.empty() ? body : body + "\n" + diagram;
}

std::string metrics_table(const std::vector<Metric>& metrics, const Extent& extent) {
  markdown::Table rows{{"metric", "type and labels", "meaning", "OpenTelemetry"}, {}};
  for (const Metric& metric : metrics) {
    std::string mapped = metric.opentelemetry.empty() ? "" : code(metric.opentelemetry);
    if (!metric.mapping.empty()) {
      mapped += fmt::format("{}{}", mapped.empty() ? "" : "<br>", cell(metric.mapping));
    }
    rows.rows.push_back(
        {code(metric.name), cell(metric_kind(metric)),
         cell(metric.unit.empty() ? metric.meaning
                                  : fmt::format("{}; in {}", metric.meaning, metric.unit)),
         std::move(mapped)});
  }
  return table(rows, extent.rows, "`--section observability -f json`");
}

std::string alerts_body(const std::vector<Alert>& alerts) {
  std::string body;
  for (const Alert& alert : alerts) {
    body +=
        fmt::format("**{}** ({}): {}", prose(alert.name), prose(urgency(alert)), prose(alert.why));
    if (!alert.leads_to.empty()) {
      body += fmt::format("; what to do: troubleshooting, _{}_", prose(alert.leads_to));
    }
    body += fmt::format("\n\n{}\n", block("promql", alert.expression));
  }
  return body;
}

std::string log_body(const std::vector<LogSample>& samples) {
  std::string body;
  for (const LogSample& sample : samples) {
    body += fmt::format("{} ({}): {}\n\n{}\n", code(sample.event), prose(sample.level),
                        prose(sample.when), block("json", log_line(sample)));
  }
  return body;
}

std::string checklist_table(const std::vector<ChecklistItem>& items, const Extent& extent,
                            bool open_only) {
  markdown::Table rows{{"status", "item", "evidence", "to do"}, {}};
  for (const ChecklistItem& item : items) {
    if (open_only && !is_open(item)) continue;
    const std::string status = text::spoken(item.status);
    const bool everywhere = item.scope.empty() || item.scope == "every design";
    rows.rows.push_back(
        {item.status == "missing" ? fmt::format("**{}**", status) : status,
         cell(everywhere ? item.item : fmt::format("{} ({})", item.item, item.scope)),
         cell(item.evidence), cell(item.remedy)});
  }
  return rows.rows.empty() ? std::string()
                           : table(rows, extent.rows, "`--section checklist -f json`");
}

std::string troubleshooting_entry(const TroubleshootingEntry& entry) {
  std::string body = fmt::format("**{}**\n\n", prose(entry.issue));
  const auto line = [&body](std::string_view label, std::string_view text) {
    if (!text.empty()) body += fmt::format("- {}: {}\n", label, prose(text));
  };
  line("cause", entry.cause);
  line("resolution", entry.resolution);
  line("here", entry.in_this_design);
  if (!entry.first_metric.empty()) {
    body += fmt::format("\nRead first:\n\n{}", block("promql", entry.first_metric));
  }
  if (!entry.first_command.empty()) {
    body += fmt::format("\nRun first:\n\n{}", block("sh", entry.first_command));
  }
  return body + "\n";
}

}  // namespace

void add_patterns(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  for (const Pattern& pattern : advice.design->patterns) {
    const std::string title = pattern.title.empty() ? text::spoken(pattern.name) : pattern.title;
    blocks.push_back({Section::patterns, Importance::failures, fmt::format("Pattern: {}", title),
                      pattern_body(pattern, extent), true});
  }
}

void add_observability(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const Observability& watched = advice.design->observability;
  blocks.push_back(
      {Section::observability, Importance::failures, "Alerts", alerts_body(watched.alerts), true});
  blocks.push_back({Section::observability, Importance::details, "Metrics",
                    metrics_table(watched.metrics, extent), true});
  blocks.push_back({Section::observability, Importance::sources, "Log lines",
                    log_body(watched.log_samples), true});
}

void add_checklist(MarkdownBlocks& blocks, const Advice& advice, const Extent& extent) {
  const auto& items = advice.design->checklist;
  if (extent.full) {
    blocks.push_back({Section::checklist, Importance::decision, "Checklist",
                      checklist_table(items, extent, false)});
    return;
  }
  blocks.push_back({Section::checklist, Importance::decision, "Open points",
                    checklist_table(items, extent, true)});
}

void add_troubleshooting(MarkdownBlocks& blocks, const Advice& advice, const Extent& /*extent*/) {
  std::string body;
  for (const TroubleshootingEntry& entry : advice.design->troubleshooting) {
    body += troubleshooting_entry(entry);
  }
  blocks.push_back(
      {Section::troubleshooting, Importance::details, "Troubleshooting", std::move(body), true});
}

}  // namespace eventarch::report
