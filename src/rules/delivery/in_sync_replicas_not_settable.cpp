#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule in_sync_replicas_not_settable_rule{
    .name = "in_sync_replicas_not_settable",
    .severity = Severity::info,
    .summary = "A quorum that the broker does not let anyone choose",
    .rationale =
        "Redpanda, quorum queues and streams of RabbitMQ, and NATS JetStream replicate by Raft: a "
        "write is confirmed once a majority of the copies has it, and nothing sets another number. "
        "A number that is stated all the same makes people count on what is not there.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: redpanda, replication_factor: 5, min_in_sync_replicas: 2}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: redpanda, replication_factor: 5, min_in_sync_replicas: 3}}",
    .source =
        "Redpanda documentation, topic properties; RabbitMQ 4.3 documentation, quorum queues; NATS "
        "documentation, JetStream clustering",
};

/// What the design uses where the file states nothing.
constexpr std::uint64_t assumed_factor_in_sync_replicas_not_settable = 3;

void check_in_sync_replicas_not_settable(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const auto& demanded = file.decisions.min_in_sync_replicas;
  const Candidate* chosen = input.decision->winner();
  if (!demanded || chosen == nullptr || !confirms_by_majority(*chosen->broker)) return;
  if (!chosen->mode->fact(FactKey::replication).is(Word::replicated)) return;
  const auto& factor = declared_copies(file);
  const std::uint64_t copies =
      factor ? factor->value.value : assumed_factor_in_sync_replicas_not_settable;
  const std::uint64_t majority = copies / 2 + 1;
  if (demanded->value.value == majority) return;
  auto& finding = findings.add(
      in_sync_replicas_not_settable_rule, demanded->where,
      fmt::format("{} confirms a write with {} of {} copies, a majority; {} cannot be set",
                  chosen->display_name(), majority, copies, demanded->value.value),
      fmt::format("state {}, or change the replication factor", majority));
  finding.label = "cannot be set";
  add_cause(finding, factor, "so many copies");
  finding.notes.push_back(fmt::format("a majority of {} is {}", copies, majority));
}

}  // namespace

extern const Check in_sync_replicas_not_settable;
constinit const Check in_sync_replicas_not_settable{
    &in_sync_replicas_not_settable_rule, check_in_sync_replicas_not_settable, Stage::decided};

}  // namespace eventarch::rules
