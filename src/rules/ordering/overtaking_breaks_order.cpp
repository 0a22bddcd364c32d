#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule overtaking_breaks_order_rule{
    .name = "overtaking_breaks_order",
    .severity = Severity::warning,
    .summary = "Messages that overtake and an order that must hold",
    .rationale =
        "A message with priority is delivered before those that were sent earlier, and a delayed "
        "one after those that were sent later. Order and overtaking exclude each other.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {ordering: partition, throughput: 100 "
        "msg/s}, constraints: {priority: true}, decisions: {broker: pulsar}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {ordering: none, throughput: 100 "
        "msg/s}, decisions: {broker: rabbitmq}, constraints: {priority: true}}",
    .source = "RabbitMQ 4.3 documentation, priority queues and message ordering",
};

void check(const Declared<bool>& wanted, std::string_view what, const Given<Ordering>& ordering,
           Findings& findings) {
  if (!wanted || !wanted->value) return;
  auto& finding = findings.add(overtaking_breaks_order_rule, wanted->where,
                               fmt::format("{} overtake others, and {} order must hold", what,
                                           ordering.value == Ordering::global ? "global" : "the"),
                               "give them a flow of their own, or state `ordering: none`");
  finding.label = "overtakes";
  finding.related.push_back({ordering.where, "order is required here"});
}

void check_overtaking_breaks_order(const RuleInput& input, Findings& findings) {
  const auto& ordering = input.declaration.requirements.ordering;
  if (!ordering || ordering->value == Ordering::none) return;
  const auto& constraints = input.declaration.constraints;
  check(constraints.priority, "messages with priority", *ordering, findings);
  // Within a key a delay is mostly meant for the messages that follow as well.
  if (ordering->value != Ordering::global) return;
  check(constraints.delayed_delivery, "messages that are not delayed", *ordering, findings);
}

}  // namespace

extern const Check overtaking_breaks_order;
constinit const Check overtaking_breaks_order{&overtaking_breaks_order_rule,
                                              check_overtaking_breaks_order};

}  // namespace eventarch::rules
