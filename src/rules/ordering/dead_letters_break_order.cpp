#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule dead_letters_break_order_rule{
    .name = "dead_letters_break_order",
    .severity = Severity::info,
    .summary = "Messages are set aside from an order that must not have gaps",
    .rationale =
        "What is set aside is processed later or never, and the messages behind it go on without "
        "it. Where each message builds upon the one before, as in an event store or under one "
        "order for all, everything after the gap rests on a wrong state.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, ordering: "
        "global}, decisions: {dead_letter_queue: true}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 100 msg/s, ordering: none}, "
        "decisions: {dead_letter_queue: true}}",
    .source =
        "Confluent, Error Handling Patterns for Apache Kafka Applications: stop on error where all "
        "events must be processed in order",
};

void check_dead_letters_break_order(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const auto& queue = file.decisions.dead_letter_queue;
  const auto& ordering = file.requirements.ordering;
  const auto& delivery = file.requirements.delivery;
  if (!queue || !queue->value || !ordering || ordering->value == Ordering::none) return;
  if (delivery && delivery->value == Delivery::at_most_once) return;
  const bool global = ordering->value == Ordering::global;
  const bool sourced = file.use_case && file.use_case->value == UseCase::event_sourcing;
  if (!global && !sourced) return;
  auto& finding = findings.add(
      dead_letters_break_order_rule, queue->where,
      fmt::format("a message that is set aside leaves a gap in {}, and those behind it are "
                  "processed without it",
                  global ? "the order over all messages" : "the history of its entity"),
      fmt::format("stop {} at a failure and alert, or set aside what follows under the same key as "
                  "well until the gap is closed",
                  global ? "the flow" : "the partition"));
  finding.label = "leaves gaps";
  finding.related.push_back({ordering->where, "order is required here"});
}

}  // namespace

extern const Check dead_letters_break_order;
constinit const Check dead_letters_break_order{&dead_letters_break_order_rule,
                                               check_dead_letters_break_order};

}  // namespace eventarch::rules
