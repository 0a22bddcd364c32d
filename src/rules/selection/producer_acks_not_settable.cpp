#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule producer_acks_not_settable_rule{
    .name = "producer_acks_not_settable",
    .severity = Severity::info,
    .summary = "Acknowledgements that the chosen broker does not let a producer choose",
    .rationale =
        "How many copies confirm a message is a setting of Kafka's protocol. Services such as "
        "Amazon "
        "SQS answer once the message is safe, RabbitMQ and NATS once a majority has it: what the "
        "file decides has no effect, and who reads it expects less latency or more losses than "
        "there "
        "are.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 200 msg/s, ordering: "
        "none, "
        "latency: 5 s, delivery: at_least_once}, decisions: {broker: sqs, producer_acks: leader}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 200 msg/s, ordering: "
        "none, "
        "latency: 5 s, delivery: at_least_once}, decisions: {broker: sqs}}",
    .source =
        "AWS, Amazon SQS Developer Guide: messages are stored on multiple servers before they are "
        "confirmed; RabbitMQ 4.3 documentation, confirms; NATS documentation, JetStream "
        "clustering; "
        "Apache Pulsar documentation, ack quorum",
};

/// What happens whatever the file decides; empty where it is what was decided, or can be chosen.
std::string_view what_holds(ProducerConfirmation offered, ProducerAcks acks) {
  if (can_choose(offered, acks)) return {};
  return offered == ProducerConfirmation::always
             ? "a send is confirmed once the message is safe"
             : "a confirmation comes when all that must have the message have it, or not at all";
}

void check_producer_acks_not_settable(const RuleInput& input, Findings& findings) {
  const auto& acks = input.declaration.decisions.producer_acks;
  const Candidate* chosen = input.decision->winner();
  if (!acks || chosen == nullptr) return;
  const std::string_view holds = what_holds(confirmation_of(*chosen->broker), acks->value);
  if (holds.empty()) return;
  auto& finding = findings.add(producer_acks_not_settable_rule, acks->where,
                               fmt::format("{} has no setting for `producer_acks: {}`: {}",
                                           chosen->display_name(), name_of(acks->value), holds),
                               "leave decisions.producer_acks out");
  finding.label = "has no effect";
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check producer_acks_not_settable;
constinit const Check producer_acks_not_settable{&producer_acks_not_settable_rule,
                                                 check_producer_acks_not_settable, Stage::decided};

}  // namespace eventarch::rules
