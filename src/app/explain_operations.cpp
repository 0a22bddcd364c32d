/// Metrics, log events and alerts; what to look for is in explain_diagnosis.cpp.

#include <fmt/format.h>

#include "app/explanation.hpp"
#include "assembly/alert.hpp"
#include "assembly/log_event.hpp"
#include "assembly/metric.hpp"
#include "assembly/troubleshooting_unit.hpp"

namespace eventarch {
namespace {

using assembly::AlertUnit;
using assembly::LogEvent;
using assembly::MetricUnit;
using report::TextPage;

/// The pages of those units that are called so.
template <class Units, class Page>
std::vector<std::string> pages_of(const Units& units, std::string_view name, Page page) {
  std::vector<std::string> found;
  for (const auto& unit : units) {
    if (unit.name == name) found.push_back(page(unit));
  }
  return found;
}

std::vector<IndexRow> metric_rows() {
  std::vector<IndexRow> all;
  all.reserve(assembly::metric_units().size());
  for (const MetricUnit& unit : assembly::metric_units()) {
    all.push_back({std::string(unit.name), fmt::format("{}: {}", unit.type, unit.meaning)});
  }
  return all;
}

std::string metric_page(const MetricUnit& unit) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (metric)", unit.name));
  page.paragraph(unit.meaning, 0);
  page.blank();
  page.row("Type", unit.type, 10);
  page.row("Labels", fmt::format("{}", fmt::join(unit.labels, ", ")), 10);
  page.row("Unit", unit.unit, 10);
  if (!unit.buckets.empty()) {
    page.row("Buckets",
             fmt::format("{}; further decades where planned work takes longer",
                         fmt::join(unit.buckets, ", ")),
             10);
  }
  page.heading("OPENTELEMETRY");
  if (!unit.opentelemetry.empty()) page.row("Instrument", unit.opentelemetry, 12);
  page.paragraph(unit.mapping);
  print_part(page, "WHAT IS OFTEN GOT WRONG", unit.trap);
  page.heading("SOURCE");
  page.paragraph(
      "name, type and labels are the same in every design, and so are the buckets that are listed, "
      "so that dashboards can rely on them");
  page.paragraph(assembly::opentelemetry_source);
  return page.take();
}

std::vector<std::string> metric_pages(std::string_view name) {
  return pages_of(assembly::metric_units(), name, metric_page);
}

std::vector<IndexRow> log_event_rows() {
  std::vector<IndexRow> all;
  all.reserve(assembly::log_events().size());
  for (const LogEvent& event : assembly::log_events()) {
    all.push_back({std::string(event.name), fmt::format("{}: {}", event.level, event.meaning)});
  }
  return all;
}

std::string log_event_page(const LogEvent& event) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (log event, level {})", event.name, event.level));
  page.paragraph(event.meaning, 0);
  print_part(page, "WRITTEN WHEN", event.when);
  print_part(page, "WHAT TO MAKE OF IT", event.look);
  print_part(
      page, "SOURCE",
      "log schema of the report: level, timestamp, skill, event, context {topic, partition, "
      "offset, consumer_group, latency_ms}; a sample line of a design: eventarch design FILE "
      "-f json, observability");
  return page.take();
}

std::vector<std::string> log_event_pages(std::string_view name) {
  return pages_of(assembly::log_events(), name, log_event_page);
}

std::string_view first_sentence(std::string_view text) { return text.substr(0, text.find(". ")); }

std::vector<IndexRow> alert_rows() {
  std::vector<IndexRow> all;
  all.reserve(assembly::alert_units().size());
  for (const AlertUnit& unit : assembly::alert_units()) {
    all.push_back({std::string(unit.name),
                   fmt::format("{}: {}", unit.severity, first_sentence(unit.meaning))});
  }
  return all;
}

std::string entry_named(std::string_view issue) {
  for (const auto& unit : assembly::troubleshooting_units()) {
    if (unit.issue == issue) return std::string(unit.name);
  }
  return std::string(issue);
}

std::string alert_page(const AlertUnit& unit) {
  TextPage page(Color::off);
  page.title(fmt::format("{} (alert, {})", unit.name, unit.severity));
  page.paragraph(unit.meaning, 0);
  print_part(page, "WHAT TO DO", unit.action);
  page.paragraph(fmt::format("Then: eventarch explain {}", entry_named(unit.leads_to)));
  print_part(
      page, "THRESHOLD",
      "Calculated for each design: eventarch design FILE -v prints the expression and how it "
      "follows from the sizes.");
  print_part(page, "SOURCE", unit.source);
  return page.take();
}

std::vector<std::string> alert_pages(std::string_view name) {
  return pages_of(assembly::alert_units(), name, alert_page);
}

}  // namespace

ExplainedKind metric_kind() { return {"metric", "Metrics", metric_rows, metric_pages}; }

ExplainedKind log_event_kind() {
  return {"log event", "Log events", log_event_rows, log_event_pages};
}

ExplainedKind alert_kind() { return {"alert", "Alerts", alert_rows, alert_pages}; }

}  // namespace eventarch
