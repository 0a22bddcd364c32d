/// The design of the JSON report: topology, sizing, configurations and what goes with them.

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "report/json_design_parts.hpp"
#include "report/json_numbers.hpp"
#include "report/json_parts.hpp"
#include "report/json_schema_of_fields.hpp"
#include "report/json_text.hpp"

namespace eventarch::report {
namespace {

Json topology(const Topology& t) {
  Json topics = Json::array();
  for (const Topic& topic : t.topics) {
    Json config = Json::object();
    for (const Setting& s : topic.config) config[s.key] = setting_value(s.value);
    topics.push_back({{"name", topic.name},
                      {"kind", topic.kind},
                      {"resource", topic.resource},
                      {"partitions", topic.partitions},
                      {"replication_factor", topic.replication_factor},
                      {"retention_hours", optional_number(topic.retention_hours)},
                      {"key", topic.key},
                      {"purpose", topic.purpose},
                      {"config", std::move(config)},
                      {"settings", settings_of(topic.config)}});
  }
  return {{"topics", std::move(topics)},
          {"partitions", t.partitions},
          {"replication_factor", t.replication_factor},
          {"min_in_sync_replicas", t.min_in_sync_replicas}};
}

Json figures(const Pattern& pattern) {
  Json out = Json::array();
  for (const PatternFigure& figure : pattern.figures) {
    out.push_back({{"name", figure.name},
                   {"value", rounded(figure.value)},
                   {"text", figure.text},
                   {"formula", text_or_null(figure.formula)},
                   {"how", figure.how}});
  }
  return out;
}

Json flow(const Pattern& pattern) {
  Json out = Json::array();
  for (const FlowStep& step : pattern.flow) {
    out.push_back(
        {{"from", step.from}, {"to", step.to}, {"message", step.message}, {"answer", step.answer}});
  }
  return out;
}

Json patterns(const Design& design) {
  Json out = Json::array();
  for (const Pattern& p : design.patterns) {
    out.push_back({{"name", p.name},
                   {"title", p.title},
                   {"why", p.why},
                   {"parts", p.parts},
                   {"figures", figures(p)},
                   {"flow", flow(p)}});
  }
  return out;
}

}  // namespace

void add_design(Json& out, const Design& design) {
  out["topology"] = topology(design.topology);
  out["sizing"] = sizing_of(design.sizing);
  out["message_schema"] = message_schema_of(design.message_schema);
  out["producer_config"] = {{"guarantee", design.producer.guarantee},
                            {"settings", settings_of(design.producer.settings)}};
  out["consumer_config"] = consumer_config_of(design.consumer);
  out["patterns"] = patterns(design);
  out["observability"] = observability_of(design.observability);
  out["checklist"] = checklist_of(design.checklist);
  out["troubleshooting"] = troubleshooting_of(design.troubleshooting);
}

}  // namespace eventarch::report
