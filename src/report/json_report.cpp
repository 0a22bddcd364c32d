/// The JSON report of one document. Key order is fixed; numbers that are whole are written as such.

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "eventarch/advise.hpp"
#include "eventarch/report.hpp"
#include "report/json_schema_of_fields.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

using Json = nlohmann::ordered_json;

/// A number as JSON: whole ones without a fraction, since 12.0 partitions look like an accident.
Json number(double value) {
  constexpr double largest = 9007199254740992.0;  // 2^53
  if (!std::isfinite(value)) return nullptr;
  if (std::floor(value) == value && std::abs(value) <= largest) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

/// To six significant digits: what follows is noise of the arithmetic.
Json rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return number(value);
  const double scale = std::pow(10, 5 - std::floor(std::log10(std::abs(value))));
  return number(std::round(value * scale) / scale);
}

template <class T>
Json optional_number(const std::optional<T>& value) {
  return value ? rounded(*value) : Json(nullptr);
}

Json location(const SourceSpan& where) {
  Json out{{"file", where.file}};
  if (where.line == 0) return out;  // the file as a whole
  out["line"] = where.line;
  out["column"] = where.column;
  out["end_line"] = where.end_line;
  out["end_column"] = where.end_column;
  return out;
}

Json diagnostic(const Diagnostic& finding) {
  Json out{{"rule", finding.rule->name},
           {"severity", name_of(finding.severity)},
           {"message", finding.message},
           {"help", finding.help},
           {"location", location(finding.where)}};
  if (finding.related.empty()) return out;
  Json related = Json::array();
  for (const RelatedPlace& place : finding.related) {
    related.push_back({{"message", place.message}, {"location", location(place.where)}});
  }
  out["related"] = std::move(related);
  return out;
}

Json validation(const Findings& findings) {
  Json errors = Json::array();
  Json warnings = Json::array();
  Json notes = Json::array();
  for (const Diagnostic& finding : findings.all()) {
    Json& list = finding.severity == Severity::error     ? errors
                 : finding.severity == Severity::warning ? warnings
                                                         : notes;
    list.push_back(diagnostic(finding));
  }
  return {{"valid", !findings.has_errors()},
          {"errors", std::move(errors)},
          {"warnings", std::move(warnings)},
          {"infos", std::move(notes)}};
}

Json workload(const EventContext& c) {
  const Workload& w = c.workload;
  Json out{{"message_size_bytes", number(w.message_size.bytes)},
           {"peak_factor", number(w.peak_factor.value)},
           {"growth_factor", number(w.growth_factor.value)},
           {"processing_time_ms", rounded(w.processing_time.milliseconds)},
           {"compression_ratio", number(w.compression_ratio.value)},
           {"outage_seconds", rounded(w.outage.seconds())},
           {"recover_within_seconds", rounded(w.recover_within.seconds())}};
  if (w.distinct_keys) out["distinct_keys"] = w.distinct_keys->value;
  if (w.hot_key_share) out["hot_key_share"] = rounded(w.hot_key_share->value);
  return out;
}

Json capacity(const EventContext& c) {
  Json out{{"utilization_target", rounded(c.capacity.utilization_target.value)},
           {"availability_zones", c.capacity.availability_zones.value},
           {"replication_factor", c.capacity.replication_factor.value}};
  const Capacity& given = c.capacity;
  if (given.partition_write) {
    out["partition_write_bytes_per_second"] = number(given.partition_write->per_second);
  }
  if (given.partition_read) {
    out["partition_read_bytes_per_second"] = number(given.partition_read->per_second);
  }
  if (given.partition_throughput) {
    out["partition_messages_per_second"] = number(given.partition_throughput->per_second);
  }
  return out;
}

Json constraints(const Constraints& c) {
  Json out{{"allowed_brokers", c.allowed_brokers},
           {"forbidden_brokers", c.forbidden_brokers},
           {"cloud", name_of(c.cloud)},
           {"deployment", name_of(c.deployment)},
           {"operations_capacity", nullptr},
           {"replay", c.replay},
           {"priority", c.priority},
           {"delayed_delivery", c.delayed_delivery},
           {"complex_routing", c.complex_routing},
           {"request_reply", c.request_reply},
           {"multi_tenancy", c.multi_tenancy},
           {"geo_replication", c.geo_replication}};
  if (c.operations_capacity) out["operations_capacity"] = name_of(*c.operations_capacity);
  return out;
}

Json messages(const EventContext& context) {
  Json out = Json::array();
  for (const MessageType& message : context.messages) {
    Json fields = Json::object();
    for (const PayloadField& field : message.payload) fields[field.name.value] = field.type.value;
    Json entry{{"type", message.type ? Json(message.type->value) : Json(nullptr)},
               {"key", message.key ? Json(message.key->value) : Json(nullptr)},
               {"payload", std::move(fields)}};
    out.push_back(std::move(entry));
  }
  return out;
}

template <class T>
void put(Json& out, const char* key, const Declared<T>& declared) {
  if (!declared) return;
  if constexpr (std::is_same_v<T, Count>) {
    out[key] = declared->value.value;
  } else if constexpr (std::is_enum_v<T>) {
    out[key] = name_of(declared->value);
  } else {
    out[key] = declared->value;
  }
}

Json decisions(const Decisions& d) {
  Json out = Json::object();
  put(out, "broker", d.broker);
  put(out, "partitions", d.partitions);
  put(out, "replication_factor", d.replication_factor);
  put(out, "min_in_sync_replicas", d.min_in_sync_replicas);
  put(out, "producer_acks", d.producer_acks);
  put(out, "offset_commit", d.offset_commit);
  put(out, "idempotent_consumers", d.idempotent_consumers);
  put(out, "dead_letter_queue", d.dead_letter_queue);
  put(out, "max_attempts", d.max_attempts);
  put(out, "dlq_alerts", d.dlq_alerts);
  put(out, "lag_monitoring", d.lag_monitoring);
  put(out, "schema_registry", d.schema_registry);
  return out;
}

Json context_of(const EventContext& c) {
  return {{"name", c.name},
          {"description", c.description},
          {"use_case", name_of(c.use_case)},
          {"throughput_per_second", number(c.requirements.throughput.per_second)},
          {"latency_ms", number(c.requirements.latency.milliseconds)},
          {"ordering", name_of(c.requirements.ordering)},
          {"delivery", name_of(c.requirements.delivery)},
          {"retention_hours", number(c.requirements.retention.hours())},
          {"producers", c.producers},
          {"consumers", c.consumers},
          {"workload", workload(c)},
          {"capacity", capacity(c)},
          {"constraints", constraints(c.constraints)},
          {"messages", messages(c)},
          {"decisions", decisions(c.decisions)}};
}

Json assumptions(const EventContext& context) {
  Json out = Json::array();
  for (const Assumption& a : context.assumptions) {
    out.push_back({{"field", a.field}, {"value", a.value}, {"reason", a.reason}});
  }
  return out;
}

Json exclusions(const Candidate& candidate) {
  Json out = Json::array();
  for (const Exclusion& e : candidate.exclusions) {
    out.push_back({{"constraint", e.constraint},
                   {"reason", e.reason},
                   {"required", e.required},
                   {"offered", e.offered},
                   {"source", e.source}});
  }
  return out;
}

Json candidate_of(const Candidate& c) {
  Json parts = Json::array();
  for (const Contribution& part : c.contributions) {
    parts.push_back({{"criterion", part.criterion},
                     {"weight", part.weight},
                     {"rating", rounded(part.rating)},
                     {"points", rounded(part.points)},
                     {"reason", part.reason}});
  }
  return {
      {"technology", c.broker->name}, {"mode", c.mode->id},
      {"eligible", c.eligible()},     {"score", c.eligible() ? rounded(c.score()) : Json(nullptr)},
      {"verdict", c.verdict},
      {"excluded_by", exclusions(c)}, {"contributions", std::move(parts)}};
}

Json flips(const Decision& decision) {
  Json out = Json::array();
  for (const Flip& flip : decision.flips) {
    const bool none = flip.technology.empty();
    out.push_back({{"field", flip.field},
                   {"from", flip.from},
                   {"to", flip.to},
                   {"technology", none ? Json(nullptr) : Json(flip.technology)},
                   {"mode", none ? Json(nullptr) : Json(flip.mode)},
                   {"reason", flip.reason}});
  }
  return out;
}

Json relaxations(const Decision& decision) {
  Json out = Json::array();
  for (const Relaxation& relaxation : decision.relaxations) {
    Json changes = Json::array();
    for (const RelaxedField& change : relaxation.changes) {
      changes.push_back({{"field", change.field}, {"from", change.from}, {"to", change.to}});
    }
    out.push_back({{"changes", std::move(changes)},
                   {"technology", relaxation.technology},
                   {"mode", relaxation.mode}});
  }
  return out;
}

Json broker_of(const Decision& decision) {
  const Candidate* winner = decision.winner();
  Json candidates = Json::array();
  for (const Candidate& candidate : decision.candidates) {
    candidates.push_back(candidate_of(candidate));
  }
  Json weights = Json::array();
  for (const CriterionWeight& criterion : criteria()) {
    weights.push_back(
        {{"name", criterion.name}, {"weight", criterion.weight}, {"question", criterion.question}});
  }
  return {{"technology", winner == nullptr ? Json(nullptr) : Json(winner->broker->name)},
          {"mode", winner == nullptr ? Json(nullptr) : Json(winner->mode->id)},
          {"rationale", decision.rationale},
          {"pinned", decision.pinned},
          {"candidates", std::move(candidates)},
          {"criteria", std::move(weights)},
          {"flips", flips(decision)},
          {"relaxations", relaxations(decision)}};
}

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

Json partition_needs(const Sizing& s) {
  Json out = Json::array();
  for (const PartitionNeed& need : s.needs) {
    Json inputs = Json::object();
    for (const FigureInput& input : need.inputs) inputs[input.name] = rounded(input.value);
    out.push_back({{"name", need.name},
                   {"partitions", need.partitions},
                   {"formula", need.formula},
                   {"substituted", need.substituted},
                   {"inputs", std::move(inputs)},
                   {"source", need.source}});
  }
  return out;
}

Json consumer_groups(const Sizing& s) {
  Json out = Json::array();
  for (const ConsumerGroup& group : s.consumers) {
    out.push_back({{"group", group.group},
                   {"instances", group.instances},
                   {"binding_constraint", group.binding_constraint},
                   {"utilization", rounded(group.utilization)},
                   {"idle", group.idle}});
  }
  return out;
}

Json latency(const LatencyBudget& budget) {
  Json terms = Json::array();
  for (const LatencyTerm& term : budget.terms) {
    terms.push_back({{"name", term.name},
                     {"ms", rounded(term.p99_ms)},
                     {"p50_ms", rounded(term.p50_ms)},
                     {"p99_ms", rounded(term.p99_ms)},
                     {"formula", term.formula}});
  }
  return {{"p50_ms", optional_number(budget.p50_ms)}, {"p99_ms", optional_number(budget.p99_ms)},
          {"target_ms", rounded(budget.target_ms)},   {"met", budget.met},
          {"stable", budget.p99_ms.has_value()},      {"terms", std::move(terms)}};
}

Json sizing(const Sizing& s) {
  return {{"unit", s.unit},
          {"binding_constraint", s.binding_constraint},
          {"constraints", partition_needs(s)},
          {"rounding",
           {{"raw", s.rounding.raw},
            {"even", s.rounding.even},
            {"multiple_of", s.rounding.multiple_of},
            {"reason", s.rounding.reason}}},
          {"single_unit_utilization", optional_number(s.single_unit_utilization)},
          {"replication_note", s.replication_note},
          {"traffic",
           {{"average_messages_per_second", rounded(s.traffic.average.per_second)},
            {"peak_messages_per_second", rounded(s.traffic.peak.per_second)},
            {"average_bytes_per_second", rounded(s.traffic.average_bytes.per_second)},
            {"peak_bytes_per_second", rounded(s.traffic.peak_bytes.per_second)}}},
          {"storage",
           {{"bytes_per_replica", rounded(s.storage.per_replica.bytes)},
            {"bytes_total", rounded(s.storage.total.bytes)},
            {"bytes_provisioned", rounded(s.storage.provisioned.bytes)},
            {"formula", s.storage.formula}}},
          {"network",
           {{"ingress_bytes_per_second", rounded(s.network.ingress.per_second)},
            {"replication_bytes_per_second", rounded(s.network.replication.per_second)},
            {"egress_bytes_per_second", rounded(s.network.egress.per_second)},
            {"formula", s.network.formula}}},
          {"brokers",
           {{"count", s.brokers.count},
            {"binding_constraint", s.brokers.binding_constraint},
            {"substituted", s.brokers.substituted}}},
          {"consumers", consumer_groups(s)},
          {"latency", latency(s.latency)},
          {"recovery",
           {{"outage_seconds", rounded(s.recovery.outage_seconds)},
            {"backlog_messages", rounded(s.recovery.backlog_messages)},
            {"drain_seconds", optional_number(s.recovery.drain_seconds)},
            {"within_target", s.recovery.within_target},
            {"retention_margin_seconds", rounded(s.recovery.retention_margin_seconds)}}},
          {"unmeasured", s.unmeasured}};
}

Json message_schema(const MessageSchema& m) {
  Json events = Json::array();
  for (const EventSchema& event : m.events) {
    events.push_back({{"event_type", event.event_type},
                      {"key", event.key},
                      {"schema", report::json_schema_of(event.event_type, event.envelope)}});
  }
  // `schema` is the one event's, or a choice among several.
  Json schema = events.front()["schema"];
  if (events.size() > 1) {
    schema = {{"$schema", report::json_schema_dialect}};
    for (const Json& event : events) {
      Json one = event["schema"];
      one.erase("$schema");
      schema["oneOf"].push_back(std::move(one));
    }
  }
  return {{"format", m.format},
          {"reason", m.reason},
          {"schema", std::move(schema)},
          {"versioning", m.versioning},
          {"events", std::move(events)}};
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
  return {{"log_schema", report::json_schema_of("log line", o.log_fields)},
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

void add_design(Json& out, const Design& design) {
  out["topology"] = topology(design.topology);
  out["sizing"] = sizing(design.sizing);
  out["message_schema"] = message_schema(design.message_schema);
  out["producer_config"] = {{"guarantee", design.producer.guarantee},
                            {"settings", settings(design.producer.settings)}};
  out["consumer_config"] = consumer_config(design.consumer);
  out["patterns"] = patterns(design);
  out["observability"] = observability(design.observability);
  out["checklist"] = checklist(design);
  out["troubleshooting"] = troubleshooting(design);
}

Json report_of(const Advice& advice) {
  Json out{{"schema_version", "1"},
           {"tool", {{"name", "eventarch"}, {"version", version()}}},
           {"source", {{"file", advice.file}, {"document", advice.document}}}};
  if (advice.context) {
    out["context"] = context_of(*advice.context);
    out["assumptions"] = assumptions(*advice.context);
  }
  out["validation"] = validation(advice.findings);
  if (advice.decision) out["broker"] = broker_of(*advice.decision);
  if (advice.design) add_design(out, *advice.design);
  return out;
}

std::string dump(const Json& json, int indent) {
  // File names may hold any bytes; `replace` turns what is not UTF-8 into U+FFFD instead of
  // throwing.
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_json(const Advice& advice) { return dump(report_of(advice), 2); }
std::string render_json_line(const Advice& advice) { return dump(report_of(advice), -1); }

}  // namespace eventarch
