#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule two_copies_stop_writes_rule{
    .name = "two_copies_stop_writes",
    .severity = Severity::warning,
    .summary = "Two copies survive no loss of a node",
    .rationale =
        "Where a majority must confirm, it takes both of two copies. The second one costs storage "
        "and a write, and writes stop with either node: that is twice as often as with one.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: nats_jetstream, replication_factor: 2}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: nats_jetstream, replication_factor: 3}}",
    .source = "NATS documentation, JetStream clustering; RabbitMQ 4.3 documentation, quorum queues",
};

/// Redpanda takes no even number of copies at all.
bool asks_majority(const Broker& broker) {
  return confirms_by_majority(broker) && broker.id != "redpanda";
}

void check_two_copies_stop_writes(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || !asks_majority(*chosen->broker)) return;
  if (!chosen->mode->fact(FactKey::replication).is(Word::replicated)) return;
  const auto& copies = declared_copies(file);
  if (!copies || copies->value.value != 2) return;
  auto& finding =
      findings.add(two_copies_stop_writes_rule, copies->where,
                   fmt::format("2 copies in {} need both to confirm: writes stop with either node",
                               chosen->display_name()),
                   "use 3: one node may then be lost");
  finding.label = "none may be lost";
  finding.notes.emplace_back("a majority of 2 is 2 / 2 + 1 = 2; 2 - 2 = 0 copies may be missing");
}

}  // namespace

extern const Check two_copies_stop_writes;
constinit const Check two_copies_stop_writes{&two_copies_stop_writes_rule,
                                             check_two_copies_stop_writes, Stage::decided};

}  // namespace eventarch::rules
