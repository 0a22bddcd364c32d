#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule in_sync_replicas_exceed_factor_rule{
    .name = "in_sync_replicas_exceed_factor",
    .severity = Severity::error,
    .summary = "More in-sync replicas demanded than there are replicas",
    .rationale = "No write could ever be confirmed.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "decisions: {replication_factor: 2, min_in_sync_replicas: 3}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "decisions: {replication_factor: 3, min_in_sync_replicas: 2}}",
    .source = "Apache Kafka documentation, topic configuration, min.insync.replicas",
};

/// What the design uses where the file states nothing.
constexpr std::uint64_t assumed_factor_in_sync_replicas_exceed_factor = 3;

void check_in_sync_replicas_exceed_factor(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const auto& demanded = file.decisions.min_in_sync_replicas;
  if (!demanded) return;
  const auto& factor = declared_copies(file);
  const std::uint64_t copies =
      factor ? factor->value.value : assumed_factor_in_sync_replicas_exceed_factor;
  if (demanded->value.value <= copies) return;
  auto& finding = findings.add(
      in_sync_replicas_exceed_factor_rule, demanded->where,
      fmt::format("{} of {} copies can never be in sync", demanded->value.value, copies),
      "use a majority: 2 of 3, 3 of 5");
  finding.label = "more than there are";
  add_cause(finding, factor, "so many copies");
  if (!factor) finding.notes.emplace_back("the design keeps 3 copies where the file states none");
}

}  // namespace

extern const Check in_sync_replicas_exceed_factor;
constinit const Check in_sync_replicas_exceed_factor{&in_sync_replicas_exceed_factor_rule,
                                                     check_in_sync_replicas_exceed_factor};

}  // namespace eventarch::rules
