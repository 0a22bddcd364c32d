#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule failed_messages_dropped_rule{
    .name = "failed_messages_dropped",
    .severity = Severity::warning,
    .summary = "Messages that cannot be processed are lost in silence",
    .rationale =
        "After the last attempt there is nowhere to put the message: one that no attempt can "
        "process either stops its partition or is dropped, and a guarantee of delivery does not "
        "hold for it.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], decisions: "
        "{dead_letter_queue: false}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], decisions: "
        "{dead_letter_queue: true}}",
    .source = "Hohpe and Woolf, Enterprise Integration Patterns: dead letter channel",
};

void check_failed_messages_dropped(const RuleInput& input, Findings& findings) {
  const auto& wanted = input.declaration.decisions.dead_letter_queue;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!wanted || wanted->value) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  auto& finding = findings.add(
      failed_messages_dropped_rule, wanted->where,
      fmt::format("without a dead-letter queue a message that fails every time is dropped, "
                  "and {} is asked for",
                  name_of(delivery ? delivery->value : Delivery::at_least_once)),
      "set `dead_letter_queue: true`, or `delivery: at_most_once` where losing messages is "
      "acceptable");
  finding.label = "nowhere to put them";
  add_cause(finding, delivery, "asked for here");
}

}  // namespace

extern const Check failed_messages_dropped;
constinit const Check failed_messages_dropped{&failed_messages_dropped_rule,
                                              check_failed_messages_dropped};

}  // namespace eventarch::rules
