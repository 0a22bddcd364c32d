#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule in_sync_replicas_alone_rule{
    .name = "in_sync_replicas_alone",
    .severity = Severity::warning,
    .summary = "A confirmed message may lie on one node only",
    .rationale =
        "Where one copy in sync is enough, a write is confirmed while all others lag or are down. "
        "If that node is lost then, so is what it confirmed, in spite of acknowledgements of "
        "`all`.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: kafka, replication_factor: 3, min_in_sync_replicas: 1}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: kafka, replication_factor: 3, min_in_sync_replicas: 2}}",
    .source =
        "Apache Kafka documentation, topic configuration, min.insync.replicas; Apache BookKeeper, "
        "ack quorum",
};

/// Where the file says how many copies there are, or must confirm.
std::optional<SourceSpan> place_of_copies_in_sync_replicas_alone(const Declaration& file) {
  if (file.decisions.min_in_sync_replicas) return file.decisions.min_in_sync_replicas->where;
  const auto& copies = declared_copies(file);
  return copies ? std::optional(copies->where) : std::nullopt;
}

/// Elsewhere a majority of the copies confirms, and no setting changes that.
bool counts_confirmations(const Broker& broker) {
  return broker.id == "kafka" || broker.id == "pulsar";
}

std::string message_of_in_sync_replicas_alone(const Sizing& sizing, bool demanded) {
  if (sizing.replication_factor == 1) {
    return "there is 1 copy: what was confirmed is lost with its node";
  }
  if (demanded) {
    return fmt::format(
        "1 of {} copies is enough to confirm a write: {} nodes may be down, and "
        "what was confirmed is lost with 1",
        sizing.replication_factor, sizing.replication_factor - 1);
  }
  return "2 copies leave the choice of losing with 1 node what was confirmed (1 in sync, as "
         "designed here) or stopping writes (2 in sync)";
}

void check_in_sync_replicas_alone(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const auto where = place_of_copies_in_sync_replicas_alone(input.declaration);
  if (chosen == nullptr || !where) return;
  const auto& decided = input.declaration.decisions;
  // weak_producer_acks speaks of the other acknowledgements.
  if (decided.producer_acks && decided.producer_acks->value != ProducerAcks::all) return;
  if (input.context->requirements.delivery == Delivery::at_most_once) return;
  if (!chosen->mode->fact(FactKey::replication).is(Word::replicated)) return;
  const Sizing& sizing = *input.sizing;
  if (sizing.min_in_sync_replicas != 1) return;
  if (sizing.replication_factor > 1 && !counts_confirmations(*chosen->broker)) return;
  auto& finding = findings.add(
      in_sync_replicas_alone_rule, *where,
      message_of_in_sync_replicas_alone(sizing, decided.min_in_sync_replicas.has_value()),
      sizing.replication_factor > 2
          ? fmt::format("demand a majority (`decisions.min_in_sync_replicas: {}`)",
                        sizing.replication_factor / 2 + 1)
      : decided.min_in_sync_replicas
          ? std::string("keep three copies, of which two must confirm: "
                        "decisions.replication_factor, decisions.min_in_sync_replicas")
          : std::string("keep three copies (`decisions.replication_factor: 3`); two must "
                        "then confirm"));
  finding.label = "one node";
  if (decided.min_in_sync_replicas) {
    add_cause(finding, declared_copies(input.declaration), "so many copies");
  }
  // Of one copy there is nothing to calculate.
  if (sizing.replication_factor == 1) return;
  finding.notes.push_back(fmt::format("1 copy confirms: {} - 1 = {} may lack what was confirmed",
                                      sizing.replication_factor, sizing.replication_factor - 1));
}

}  // namespace

extern const Check in_sync_replicas_alone;
constinit const Check in_sync_replicas_alone{&in_sync_replicas_alone_rule,
                                             check_in_sync_replicas_alone, Stage::sized};

}  // namespace eventarch::rules
