#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule retries_repeat_processing_rule{
    .name = "retries_repeat_processing",
    .severity = Severity::warning,
    .summary = "Several attempts where nothing may be processed twice",
    .rationale =
        "An attempt that fails late has had part of its effect already: to try again repeats it, "
        "which at_most_once rules out.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{max_attempts: 5}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{max_attempts: 5}}",
    .source = "Apache Kafka documentation, design, message delivery semantics",
};

void check_retries_repeat_processing(const RuleInput& input, Findings& findings) {
  const auto& attempts = input.declaration.decisions.max_attempts;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!attempts || attempts->value.value < 2) return;
  if (!delivery || delivery->value != Delivery::at_most_once) return;
  auto& finding = findings.add(
      retries_repeat_processing_rule, attempts->where,
      fmt::format("{} attempts process a message up to {} times, and at_most_once is asked "
                  "for",
                  attempts->value.value, attempts->value.value),
      "use `max_attempts: 1`, or `delivery: at_least_once` with idempotent consumers");
  finding.label = "repeats";
  add_cause(finding, delivery, "asked for here");
}

}  // namespace

extern const Check retries_repeat_processing;
constinit const Check retries_repeat_processing{&retries_repeat_processing_rule,
                                                check_retries_repeat_processing};

}  // namespace eventarch::rules
