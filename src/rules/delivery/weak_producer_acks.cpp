#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "weak_producer_acks",
    .severity = Severity::warning,
    .summary = "Producer acknowledgements below what the delivery guarantee needs",
    .rationale =
        "Without the confirmation of all in-sync copies a confirmed message is lost with one "
        "broker; idempotence and transactions refuse to work.",
    .flagged =
        "event_context: {use_case: saga, requirements: {delivery: at_least_once}, decisions: "
        "{producer_acks: leader}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {delivery: at_least_once}, decisions: "
        "{producer_acks: all}}",
    .source = "Apache Kafka documentation, producer configuration, acks and enable.idempotence",
};

void run(const RuleInput& input, Findings& findings) {
  const auto& acks = input.declaration.decisions.producer_acks;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!acks || acks->value == ProducerAcks::all) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  const Delivery wanted = delivery ? delivery->value : Delivery::at_least_once;
  auto& finding = findings.add(
      rule, acks->where,
      fmt::format("with acknowledgements of `{}` a confirmed message can be lost, and {} is asked "
                  "for",
                  name_of(acks->value), name_of(wanted)),
      "use `all`");
  finding.label = "confirmed too early";
  add_cause(finding, delivery, "asked for here");
  if (wanted == Delivery::exactly_once) finding.severity = Severity::error;
}

}  // namespace

extern const Check weak_producer_acks;
constinit const Check weak_producer_acks{&rule, run};

}  // namespace eventarch::rules
