/// The sizing of the JSON report: every number, and how each came about.

#include <nlohmann/json.hpp>
#include <utility>

#include "report/json_numbers.hpp"
#include "report/json_parts.hpp"
#include "report/measurements.hpp"

namespace eventarch::report {
namespace {

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

Json unreachable(const Sizing& s) {
  Json out = Json::array();
  for (const UnreachableNeed& need : s.unreachable) {
    out.push_back({{"name", need.name},
                   {"formula", need.formula.empty() ? Json(nullptr) : Json(need.formula)},
                   {"substituted", need.substituted},
                   {"reason", need.reason}});
  }
  return out;
}

Json brokers(const BrokerCount& count, const char* counted) {
  Json needs = Json::array();
  for (const BrokerNeed& need : count.needs) {
    needs.push_back({{"name", need.name},
                     {counted, need.brokers},
                     {"formula", need.formula},
                     {"substituted", need.substituted}});
  }
  return {{"count", count.count},
          {"binding_constraint", count.binding_constraint},
          {"substituted", count.substituted},
          {"utilization_after_loss", optional_number(count.utilization_after_loss)},
          {"needs", std::move(needs)}};
}

Json consumer_groups(const Sizing& s) {
  Json out = Json::array();
  for (const ConsumerGroup& group : s.consumers) {
    out.push_back({{"group", group.group},
                   {"instances", group.instances},
                   {"binding_constraint", group.binding_constraint},
                   {"utilization", rounded(group.utilization)},
                   {"idle", group.idle},
                   {"for_stability", group.for_stability},
                   {"for_latency", group.for_latency},
                   {"for_recovery", group.for_recovery}});
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
  return {
      {"p50_ms", optional_number(budget.p50_ms)}, {"p99_ms", optional_number(budget.p99_ms)},
      {"target_ms", rounded(budget.target_ms)},   {"sized_for_ms", rounded(budget.sized_for_ms)},
      {"attainable", budget.attainable},          {"met", budget.met},
      {"stable", budget.p99_ms.has_value()},      {"terms", std::move(terms)}};
}

Json limits(const Sizing& s) {
  Json out = Json::array();
  for (const PlatformLimit& limit : s.limits) {
    out.push_back({{"name", limit.name},
                   {"value", rounded(limit.value)},
                   {"limit", rounded(limit.limit)},
                   {"unit", base_unit(limit.dimension)},
                   {"share", rounded(limit.share())},
                   {"source", limit.source}});
  }
  return out;
}

Json sensitivity(const Sizing& s) {
  Json out = Json::array();
  for (const Sensitivity& one : s.sensitivity) {
    out.push_back({{"field", one.field}, {"measured", one.measured}, {"changes", steps_of(one)}});
  }
  return out;
}

/// A number that a formula gave, or one that stands somewhere.
Json figure_of(const Figure& figure) {
  const Formula* formula = figure.formula;
  Json inputs = Json::object();
  for (std::size_t i = 0; i < figure.inputs.size(); ++i) {
    inputs[std::string(formula->inputs[i].name)] = exact_number(figure.inputs[i]);
  }
  const bool given = formula == nullptr;
  return {{"path", figure.path},
          {"value", figure.value ? exact_number(*figure.value) : Json(nullptr)},
          {"unit", given ? std::string_view{} : base_unit(formula->result)},
          {"formula", given ? Json(nullptr) : Json(formula->name)},
          {"inputs", std::move(inputs)},
          {"substituted", given ? std::string{} : substituted(*formula, figure.inputs)},
          {"given", given ? Json(figure.given) : Json(nullptr)}};
}

/// How each number came about, so that anyone can recompute it.
Json figures(const Sizing& s) {
  Json out = Json::array();
  for (const Figure& figure : s.figures) out.push_back(figure_of(figure));
  return out;
}

Json replication(const Replication& r) {
  return {{"losses_writes_survive", r.losses_writes_survive},
          {"losses_data_survives", r.losses_data_survives},
          {"after_one_loss", r.after_one_loss},
          {"after_two_losses", r.after_two_losses}};
}

Json storage(const Storage& s) {
  return {{"bytes_per_replica", rounded(s.per_replica.bytes)},
          {"segment_slack_bytes", rounded(s.segment_slack.bytes)},
          {"bytes_total", rounded(s.total.bytes)},
          {"bytes_admitted", rounded(s.admitted.bytes)},
          {"bytes_provisioned", rounded(s.provisioned.bytes)},
          {"formula", s.formula}};
}

Json recovery(const Recovery& r) {
  return {{"outage_seconds", rounded(r.outage_seconds)},
          {"backlog_messages", rounded(r.backlog_messages)},
          {"drain_seconds", optional_number(r.drain_seconds)},
          {"within_target", r.within_target},
          {"capacity_needed_per_second", rounded(r.capacity_needed_per_second)},
          {"retention_margin_seconds", rounded(r.retention_margin_seconds)},
          {"deletes_unread", r.deletes_unread}};
}

}  // namespace

Json sizing_of(const Sizing& s) {
  return {{"unit", s.unit},
          {"partitions_pinned", s.partitions_pinned},
          {"binding_constraint", s.binding_constraint},
          {"constraints", partition_needs(s)},
          {"unreachable", unreachable(s)},
          {"rounding",
           {{"raw", s.rounding.raw},
            {"even", s.rounding.even},
            {"multiple_of", s.rounding.multiple_of},
            {"reason", s.rounding.reason}}},
          {"single_unit_utilization", optional_number(s.single_unit_utilization)},
          {"keys_needed", s.keys_needed ? Json(*s.keys_needed) : Json(nullptr)},
          {"replication_note", s.replication_note},
          {"replication", replication(s.replication)},
          {"traffic",
           {{"average_messages_per_second", rounded(s.traffic.average.per_second)},
            {"peak_messages_per_second", rounded(s.traffic.peak.per_second)},
            {"average_bytes_per_second", rounded(s.traffic.average_bytes.per_second)},
            {"peak_bytes_per_second", rounded(s.traffic.peak_bytes.per_second)}}},
          {"further_flows",
           {{"messages_per_event", rounded(s.further.messages_per_event)},
            {"topics", s.further.topics},
            {"average_messages_per_second", rounded(s.further.average.per_second)},
            {"average_bytes_per_second", rounded(s.further.average_bytes.per_second)},
            {"peak_bytes_per_second", rounded(s.further.peak_bytes.per_second)},
            {"basis", s.further.basis}}},
          {"storage", storage(s.storage)},
          {"network",
           {{"ingress_bytes_per_second", rounded(s.network.ingress.per_second)},
            {"replication_bytes_per_second", rounded(s.network.replication.per_second)},
            {"egress_bytes_per_second", rounded(s.network.egress.per_second)},
            {"formula", s.network.formula}}},
          {"memory", {{"page_cache_bytes", rounded(s.page_cache.bytes)}}},
          {"brokers", brokers(s.brokers, "brokers")},
          {"bookies", s.bookies.count > 0 ? brokers(s.bookies, "bookies") : Json(nullptr)},
          {"consumers", consumer_groups(s)},
          {"latency", latency(s.latency)},
          {"recovery", recovery(s.recovery)},
          {"limits", limits(s)},
          {"sensitivity", sensitivity(s)},
          {"figures", figures(s)},
          {"unmeasured", s.unmeasured}};
}

}  // namespace eventarch::report
