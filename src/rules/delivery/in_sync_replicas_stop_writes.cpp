#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule in_sync_replicas_stop_writes_rule{
    .name = "in_sync_replicas_stop_writes",
    .severity = Severity::warning,
    .summary = "One lost copy stops all writes",
    .rationale =
        "With acknowledgements of `all` a write needs so many copies in sync. Where that is every "
        "copy, each restart of a broker, for an update too, makes producers wait or fail.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: kafka, replication_factor: 3, min_in_sync_replicas: 3}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: kafka, replication_factor: 3, min_in_sync_replicas: 2}}",
    .source = "Apache Kafka documentation, topic configuration, min.insync.replicas",
};

void check_in_sync_replicas_stop_writes(const RuleInput& input, Findings& findings) {
  const auto& demanded = input.declaration.decisions.min_in_sync_replicas;
  const Candidate* chosen = input.decision->winner();
  // Kafka's setting: the others take a majority, or replace a lost copy while they write.
  if (!demanded || chosen == nullptr || chosen->broker->id != "kafka") return;
  const auto& acks = input.declaration.decisions.producer_acks;
  if (acks && acks->value != ProducerAcks::all) return;
  const Sizing& sizing = *input.sizing;
  if (sizing.replication_factor < 2) return;
  if (sizing.min_in_sync_replicas != sizing.replication_factor) return;
  auto& finding = findings.add(
      in_sync_replicas_stop_writes_rule, demanded->where,
      fmt::format("{} of {} copies must be in sync: {} - {} = 0 may be missing",
                  sizing.min_in_sync_replicas, sizing.replication_factor, sizing.replication_factor,
                  sizing.min_in_sync_replicas),
      sizing.replication_factor == 2
          ? "use three copies with two in sync: one may then be missing, and none is lost"
          : "use a majority: 2 of 3, 3 of 5");
  finding.label = "none may be missing";
  add_cause(finding, declared_copies(input.declaration), "so many copies");
}

}  // namespace

extern const Check in_sync_replicas_stop_writes;
constinit const Check in_sync_replicas_stop_writes{
    &in_sync_replicas_stop_writes_rule, check_in_sync_replicas_stop_writes, Stage::sized};

}  // namespace eventarch::rules
