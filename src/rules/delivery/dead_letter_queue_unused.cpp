#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule dead_letter_queue_unused_rule{
    .name = "dead_letter_queue_unused",
    .severity = Severity::info,
    .summary = "A dead-letter queue that no message ever reaches",
    .rationale =
        "Under at_most_once a message counts as consumed before it is processed and has one "
        "attempt: the broker never sees it fail, and the design sets nothing aside. Who reads the "
        "decision looks in the queue for failures that are not there.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{dead_letter_queue: true}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{dead_letter_queue: true}}",
    .source = "Hohpe and Woolf, Enterprise Integration Patterns: dead letter channel",
};

void check_dead_letter_queue_unused(const RuleInput& input, Findings& findings) {
  const auto& queue = input.declaration.decisions.dead_letter_queue;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!queue || !queue->value) return;
  if (!delivery || delivery->value != Delivery::at_most_once) return;
  auto& finding = findings.add(dead_letter_queue_unused_rule, queue->where,
                               "at_most_once lets failed messages go: the design has no "
                               "dead-letter queue, in spite of the decision",
                               "use `delivery: at_least_once` to set failed messages aside, or "
                               "leave dead_letter_queue out");
  finding.label = "stays empty";
  finding.related.push_back({delivery->where, "what fails is let go"});
}

}  // namespace

extern const Check dead_letter_queue_unused;
constinit const Check dead_letter_queue_unused{&dead_letter_queue_unused_rule,
                                               check_dead_letter_queue_unused};

}  // namespace eventarch::rules
