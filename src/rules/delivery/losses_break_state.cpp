#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule losses_break_state_rule{
    .name = "losses_break_state",
    .severity = Severity::warning,
    .summary = "State is built from messages that may be lost",
    .rationale =
        "Event sourcing takes its state from the events, and a saga its next step from the last "
        "answer. A lost event is a wrong balance for good, a lost answer a process that hangs half "
        "done.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_most_once}, producers: [checkout], consumers: [payment, shipping]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping]}",
    .source = "Richardson, Microservices Patterns: saga, event sourcing, transactional messaging",
};

void check_losses_break_state(const RuleInput& input, Findings& findings) {
  const auto& use_case = input.declaration.use_case;
  const auto& delivery = input.declaration.requirements.delivery;
  if (!use_case || !delivery || delivery->value != Delivery::at_most_once) return;
  const bool sourced = use_case->value == UseCase::event_sourcing;
  if (!sourced && use_case->value != UseCase::saga) return;
  auto& finding =
      findings.add(losses_break_state_rule, delivery->where,
                   fmt::format("at_most_once may lose a message, and {}",
                               sourced ? "with it a part of the state that is rebuilt from events"
                                       : "the saga that waits for it never ends"),
                   "use `at_least_once` with idempotent consumers");
  finding.label = "may lose messages";
  finding.related.push_back({use_case->where, "every message counts here"});
}

}  // namespace

extern const Check losses_break_state;
constinit const Check losses_break_state{&losses_break_state_rule, check_losses_break_state};

}  // namespace eventarch::rules
