/// The design of the JSON report: topology, sizing, configurations and what goes with them.

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "report/json_numbers.hpp"
#include "report/json_parts.hpp"
#include "report/json_schema_of_fields.hpp"

namespace eventarch::report {
namespace {

Json setting_value(const SettingValue& value) {
  return std::visit([](const auto& v) { return Json(v); }, value);
}

Json settings(const std::vector<Setting>& list) {
  Json out = Json::array();
  for (const Setting& s : list) {
    out.push_back({{"key", s.key}, {"value", setting_value(s.value)}, {"why", s.why}});
  }
  return out;
}

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
                      {"config", std::move(config)}});
  }
  return {{"topics", std::move(topics)},
          {"partitions", t.partitions},
          {"replication_factor", t.replication_factor},
          {"min_in_sync_replicas", t.min_in_sync_replicas}};
}

Json consumer_config(const ConsumerConfig& c) {
  Json groups = Json::array();
  for (const ConsumerGroupConfig& group : c.groups) {
    groups.push_back(
        {{"group", group.group},
         {"instances", group.instances},
         {"subscribes_to", group.subscribes_to},
         {"dead_letter", group.dead_letter.empty() ? Json(nullptr) : Json(group.dead_letter)}});
  }
  Json delays = Json::array();
  for (const double delay : c.retry.delays_ms()) delays.push_back(number(delay));
  return {{"group_strategy", c.group_strategy},
          {"error_handling", c.error_handling},
          {"dlq",
           {{"enabled", c.dead_letter.enabled},
            {"topic_suffix", c.dead_letter.topic_suffix},
            {"retention_days", c.dead_letter.retention_days},
            {"alert_threshold", c.dead_letter.alert_threshold},
            {"mechanism", c.dead_letter.mechanism}}},
          {"retry",
           {{"mode", c.retry.mode},
            {"max_attempts", c.retry.max_attempts},
            {"initial_delay_ms", c.retry.initial_delay_ms},
            {"max_delay_ms", c.retry.max_delay_ms},
            {"multiplier", c.retry.multiplier},
            {"jitter_factor", c.retry.jitter_factor},
            {"delays_ms", std::move(delays)},
            {"why", c.retry.why}}},
          {"circuit_breaker",
           {{"failure_threshold", c.circuit_breaker.failure_threshold},
            {"reset_timeout_seconds", c.circuit_breaker.reset_timeout_seconds},
            {"half_open_attempts", c.circuit_breaker.half_open_attempts},
            {"while_open", c.circuit_breaker.while_open}}},
          {"error_classification",
           {{"retryable", c.errors.retryable}, {"non_retryable", c.errors.non_retryable}}},
          {"settings", settings(c.settings)},
          {"groups", std::move(groups)}};
}

Json patterns(const Design& design) {
  Json out = Json::array();
  for (const Pattern& p : design.patterns) {
    out.push_back({{"name", p.name}, {"why", p.why}, {"parts", p.parts}});
  }
  return out;
}

Json observability(const Observability& o) {
  Json metrics = Json::array();
  for (const Metric& m : o.metrics) {
    Json metric{{"name", m.name}, {"type", m.type}, {"labels", m.labels}, {"meaning", m.meaning}};
    if (!m.buckets.empty()) {
      for (const double bucket : m.buckets) metric["buckets"].push_back(number(bucket));
    }
    metrics.push_back(std::move(metric));
  }
  Json alerts = Json::array();
  for (const Alert& a : o.alerts) {
    alerts.push_back(
        {{"name", a.name}, {"expression", a.expression}, {"severity", a.severity}, {"why", a.why}});
  }
  return {{"log_schema", json_schema_of("log line", o.log_fields)},
          {"metrics", std::move(metrics)},
          {"alerts", std::move(alerts)}};
}

Json checklist(const Design& design) {
  Json out = Json::array();
  for (const ChecklistItem& i : design.checklist) {
    out.push_back({{"item", i.item}, {"status", i.status}, {"evidence", i.evidence}});
  }
  return out;
}

Json troubleshooting(const Design& design) {
  Json out = Json::array();
  for (const TroubleshootingEntry& t : design.troubleshooting) {
    out.push_back({{"issue", t.issue},
                   {"cause", t.cause},
                   {"resolution", t.resolution},
                   {"in_this_design", t.in_this_design}});
  }
  return out;
}

}  // namespace

void add_design(Json& out, const Design& design) {
  out["topology"] = topology(design.topology);
  out["sizing"] = sizing_of(design.sizing);
  out["message_schema"] = message_schema_of(design.message_schema);
  out["producer_config"] = {{"guarantee", design.producer.guarantee},
                            {"settings", settings(design.producer.settings)}};
  out["consumer_config"] = consumer_config(design.consumer);
  out["patterns"] = patterns(design);
  out["observability"] = observability(design.observability);
  out["checklist"] = checklist(design);
  out["troubleshooting"] = troubleshooting(design);
}

}  // namespace eventarch::report
