#include <fmt/format.h>

#include <string>
#include <string_view>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule exactly_once_complexity_rule{
    .name = "exactly_once_complexity",
    .severity = Severity::warning,
    .summary = "Exactly-once delivery asks for more than a broker gives",
    .rationale =
        "Brokers give exactly-once only within themselves: Kafka and Pulsar for "
        "read-process-write inside one cluster, SQS FIFO within a five-minute window. As soon as a "
        "consumer writes to a database or calls a service, it must recognise a message that it has "
        "seen before.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, ordering: "
        "partition, "
        "delivery: exactly_once}, consumers: [payment, shipping]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, ordering: "
        "partition, "
        "delivery: at_least_once}, consumers: [payment, shipping], decisions: "
        "{idempotent_consumers: true}}",
    .source = "Apache Kafka documentation, design, delivery semantics",
};

/// The rule speaks wherever the guarantee is asked for. What the file says of the consumers changes
/// what is left to do, not that it has to be done.
std::string_view help_of_exactly_once_complexity(const Declared<bool>& idempotent) {
  if (!idempotent) {
    return "make the consumers idempotent (decisions.idempotent_consumers), which it takes either "
           "way, and ask for `delivery: at_least_once`: with them it is enough; where the "
           "guarantee "
           "of the broker is wanted as well, suppress this with a reason";
  }
  if (!idempotent->value) {
    return "make the consumers idempotent (decisions.idempotent_consumers), and ask for `delivery: "
           "at_least_once`: with them it is enough";
  }
  return "with idempotent consumers, as stated here, `delivery: at_least_once` is enough; where "
         "the "
         "guarantee of the broker is wanted as well, suppress this with a reason";
}

void check_exactly_once_complexity(const RuleInput& input, Findings& findings) {
  const auto& delivery = input.declaration.requirements.delivery;
  if (!delivery || delivery->value != Delivery::exactly_once) return;
  const auto& idempotent = input.declaration.decisions.idempotent_consumers;
  auto& finding = findings.add(
      exactly_once_complexity_rule, delivery->where,
      fmt::format("Exactly-once requires idempotent consumers{}: a broker's guarantee ends where a "
                  "consumer writes to anything else",
                  idempotent && !idempotent->value ? ", and these are not" : ""),
      std::string(help_of_exactly_once_complexity(idempotent)));
  finding.label = "ends at the broker";
  add_cause(
      finding, idempotent,
      idempotent && idempotent->value ? "the consumers are" : "these process duplicates twice");
}

}  // namespace

extern const Check exactly_once_complexity;
constinit const Check exactly_once_complexity{&exactly_once_complexity_rule,
                                              check_exactly_once_complexity};

}  // namespace eventarch::rules
