#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule rule{
    .name = "exactly_once_complexity",
    .severity = Severity::warning,
    .summary = "Exactly-once delivery asks for more than a broker gives",
    .rationale =
        "Brokers give exactly-once only within themselves: Kafka and Pulsar for "
        "read-process-write inside one cluster, SQS FIFO within a five-minute window. As soon as a "
        "consumer writes to a database or calls a service, it must recognise a message that it has "
        "seen before.",
    .flagged = "event_context: {use_case: saga, requirements: {delivery: exactly_once}}",
    .accepted = "event_context: {use_case: saga, requirements: {delivery: at_least_once}}",
    .source = "Apache Kafka documentation, design, delivery semantics",
};

void run(const RuleInput& input, Findings& findings) {
  const auto& delivery = input.declaration.requirements.delivery;
  if (!delivery || delivery->value != Delivery::exactly_once) return;
  const auto& idempotent = input.declaration.decisions.idempotent_consumers;
  const bool decided = idempotent && idempotent->value;
  auto& finding = findings.add(
      rule, delivery->where,
      "Exactly-once requires idempotent consumers: a broker's guarantee ends where a "
      "consumer writes to anything else",
      decided ? "`decisions.idempotent_consumers` says that they are: keep the guarantee "
                "inside the broker where you can"
              : "use `at_least_once` with idempotent consumers, or state "
                "`decisions.idempotent_consumers: true`");
  finding.label = "ends at the broker";
  add_cause(finding, idempotent, "what the consumers do");
}

}  // namespace

extern const Check exactly_once_complexity;
constinit const Check exactly_once_complexity{&rule, run};

}  // namespace eventarch::rules
