#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule duplicates_processed_twice_rule{
    .name = "duplicates_processed_twice",
    .severity = Severity::warning,
    .summary = "Consumers take repeated messages for new ones",
    .rationale =
        "Unless messages may be lost, they come more than once: after a crash, a rebalance or a "
        "timeout the broker hands out again what was processed and not yet confirmed.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{idempotent_consumers: false}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{idempotent_consumers: true}}",
    .source =
        "Apache Kafka documentation, design, message delivery semantics; Hohpe and Woolf, "
        "Enterprise Integration Patterns: idempotent receiver",
};

void check_duplicates_processed_twice(const RuleInput& input, Findings& findings) {
  const auto& idempotent = input.declaration.decisions.idempotent_consumers;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!idempotent || idempotent->value) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  // exactly_once_complexity says so, at the guarantee.
  if (delivery && delivery->value == Delivery::exactly_once) return;
  auto& finding = findings.add(
      duplicates_processed_twice_rule, idempotent->where,
      "at_least_once hands out messages again after a crash, and these consumers would process "
      "them "
      "twice",
      "set `idempotent_consumers: true` and remember the ids of processed messages, or state "
      "`delivery: at_most_once` where losing messages is better than repeating them");
  finding.label = "duplicates count twice";
  if (delivery) finding.related.push_back({delivery->where, "asked for here"});
}

}  // namespace

extern const Check duplicates_processed_twice;
constinit const Check duplicates_processed_twice{&duplicates_processed_twice_rule,
                                                 check_duplicates_processed_twice};

}  // namespace eventarch::rules
