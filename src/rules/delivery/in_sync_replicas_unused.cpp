#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule in_sync_replicas_unused_rule{
    .name = "in_sync_replicas_unused",
    .severity = Severity::info,
    .summary = "In-sync copies are demanded and no producer waits for them",
    .rationale =
        "min.insync.replicas counts for producers that wait for all copies. With weaker "
        "acknowledgements a write is confirmed whatever the number says: it protects nothing.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: kafka, min_in_sync_replicas: 2, producer_acks: leader}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: kafka, min_in_sync_replicas: 2, producer_acks: all}}",
    .source = "Apache Kafka documentation, topic configuration, min.insync.replicas",
};

void check_in_sync_replicas_unused(const RuleInput& input, Findings& findings) {
  const auto& demanded = input.declaration.decisions.min_in_sync_replicas;
  const auto& acks = input.declaration.decisions.producer_acks;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || chosen->broker->id != "kafka") return;
  if (!demanded || !acks || acks->value == ProducerAcks::all) return;
  // One copy in sync is what every confirmation has.
  if (demanded->value.value < 2) return;
  auto& finding = findings.add(
      in_sync_replicas_unused_rule, demanded->where,
      fmt::format("{} copies in sync are demanded of producers that wait for all copies only, and "
                  "`producer_acks` is {}",
                  demanded->value.value, name_of(acks->value)),
      "use `producer_acks: all`, or leave min_in_sync_replicas out");
  finding.label = "has no effect";
  finding.related.push_back({acks->where, "nobody waits for them"});
}

}  // namespace

extern const Check in_sync_replicas_unused;
constinit const Check in_sync_replicas_unused{&in_sync_replicas_unused_rule,
                                              check_in_sync_replicas_unused, Stage::decided};

}  // namespace eventarch::rules
