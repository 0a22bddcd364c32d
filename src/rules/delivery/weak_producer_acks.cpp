#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule weak_producer_acks_rule{
    .name = "weak_producer_acks",
    .severity = Severity::warning,
    .summary = "Producer acknowledgements below what the delivery guarantee needs",
    .rationale =
        "Where a producer does not wait until all copies in sync have a message, it is lost with "
        "one "
        "broker, after it was confirmed or without anybody noticing; Kafka's idempotence and "
        "transactions refuse to work. Services such as Amazon SQS have no such setting: they "
        "confirm "
        "what is safe.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "decisions: {broker: kafka, producer_acks: leader}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "decisions: {broker: kafka, producer_acks: all}}",
    .source = "Apache Kafka documentation, producer configuration, acks and enable.idempotence",
};

/// Whether the broker lets a producer wait for so little; as Kafka does where none is chosen.
bool lets(const Candidate* chosen, ProducerAcks acks) {
  const ProducerConfirmation offered =
      chosen == nullptr ? ProducerConfirmation::by_copies : confirmation_of(*chosen->broker);
  return can_choose(offered, acks);
}

void check_weak_producer_acks(const RuleInput& input, Findings& findings) {
  const auto& acks = input.declaration.decisions.producer_acks;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!acks || acks->value == ProducerAcks::all) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  const Candidate* chosen = input.decision->winner();
  if (!lets(chosen, acks->value)) return;
  const Delivery wanted = delivery ? delivery->value : Delivery::at_least_once;
  const bool unconfirmed = acks->value == ProducerAcks::none;
  auto& finding = findings.add(
      weak_producer_acks_rule, acks->where,
      unconfirmed
          ? fmt::format("without any confirmation nobody notices a message that is lost on its way "
                        "or with a broker, and {} is asked for",
                        name_of(wanted))
          : fmt::format("a message counts as confirmed once one copy has it, and is lost with that "
                        "broker; {} is asked for",
                        name_of(wanted)),
      "set `producer_acks: all`, or state `delivery: at_most_once` where losing messages is "
      "acceptable");
  finding.label = unconfirmed ? "not confirmed" : "confirmed too early";
  add_cause(finding, delivery, "asked for here");
  // Kafka's clients refuse transactions and idempotence with less than all.
  const bool refused =
      chosen != nullptr && confirmation_of(*chosen->broker) == ProducerConfirmation::by_copies;
  if (wanted == Delivery::exactly_once && refused) finding.severity = Severity::error;
}

}  // namespace

extern const Check weak_producer_acks;
constinit const Check weak_producer_acks{&weak_producer_acks_rule, check_weak_producer_acks,
                                         Stage::decided};

}  // namespace eventarch::rules
