/// What operations need of the JSON report: log lines, metrics, alerts, checklist, troubleshooting.

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "report/json_design_parts.hpp"
#include "report/json_numbers.hpp"
#include "report/json_schema_of_fields.hpp"
#include "report/json_text.hpp"
#include "report/summary.hpp"

namespace eventarch::report {
namespace {

Json metric(const Metric& m) {
  Json out{{"name", m.name},
           {"type", m.type},
           {"labels", m.labels},
           {"meaning", m.meaning},
           {"unit", text_or_null(m.unit)},
           {"opentelemetry", text_or_null(m.opentelemetry)},
           {"mapping", text_or_null(m.mapping)}};
  for (const double bucket : m.buckets) out["buckets"].push_back(number(bucket));
  return out;
}

Json alert(const Alert& a) {
  return {{"name", a.name}, {"expression", a.expression},  {"severity", a.severity},
          {"why", a.why},   {"for", text_or_null(a.hold)}, {"leads_to", text_or_null(a.leads_to)}};
}

}  // namespace

Json log_line_of(const LogSample& sample) {
  Json context = Json::object();
  for (const auto& [key, value] : sample.context) {
    const auto* const real = std::get_if<double>(&value);
    context[key] = real == nullptr ? setting_value(value) : rounded(*real);
  }
  // A sample needs a time, and a report must not depend on when it is written.
  return {{"level", sample.level},
          {"timestamp", "2025-01-01T00:00:00.000Z"},
          {"skill", "event-driven"},
          {"event", sample.event},
          {"context", std::move(context)}};
}

std::string log_line(const LogSample& sample) {
  return log_line_of(sample).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json observability_of(const Observability& o) {
  Json samples = Json::array();
  Json events = Json::array();
  for (const LogSample& sample : o.log_samples) {
    samples.push_back(log_line_of(sample));
    events.push_back({{"event", sample.event}, {"level", sample.level}, {"when", sample.when}});
  }
  Json metrics = Json::array();
  for (const Metric& one : o.metrics) metrics.push_back(metric(one));
  Json alerts = Json::array();
  for (const Alert& one : o.alerts) alerts.push_back(alert(one));
  return {{"log_schema", json_schema_of("log line", o.log_fields)},
          {"log_samples", std::move(samples)},
          {"log_events", std::move(events)},
          {"metrics", std::move(metrics)},
          {"alerts", std::move(alerts)}};
}

Json checklist_of(const std::vector<ChecklistItem>& items) {
  Json out = Json::array();
  for (const ChecklistItem& i : items) {
    out.push_back({{"item", i.item},
                   {"status", i.status},
                   {"evidence", i.evidence},
                   {"scope", text_or_null(i.scope)},
                   {"remedy", text_or_null(i.remedy)}});
  }
  return out;
}

Json troubleshooting_of(const std::vector<TroubleshootingEntry>& entries) {
  Json out = Json::array();
  for (const TroubleshootingEntry& t : entries) {
    out.push_back({{"issue", t.issue},
                   {"cause", t.cause},
                   {"resolution", t.resolution},
                   {"in_this_design", t.in_this_design},
                   {"first_metric", text_or_null(t.first_metric)},
                   {"first_command", text_or_null(t.first_command)}});
  }
  return out;
}

}  // namespace eventarch::report
