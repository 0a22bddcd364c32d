#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule event_store_unordered_rule{
    .name = "event_store_unordered",
    .severity = Severity::warning,
    .summary = "An event store without order",
    .rationale =
        "The state of an entity is its events applied one after the other. Read in another order "
        "they give another state, or none: a withdrawal before the account is opened.",
    .flagged =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s, ordering: "
        "none}}",
    .accepted = "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s}}",
    .source = "Fowler, Event Sourcing; Richardson, Microservices Patterns: event sourcing",
};

void check_event_store_unordered(const RuleInput& input, Findings& findings) {
  const auto& use_case = input.declaration.use_case;
  const auto& ordering = input.declaration.requirements.ordering;
  if (!use_case || use_case->value != UseCase::event_sourcing) return;
  if (!ordering || ordering->value != Ordering::none) return;
  auto& finding = findings.add(event_store_unordered_rule, ordering->where,
                               "event_sourcing with `ordering: none`: the events of an entity may "
                               "be applied in any order",
                               "use `ordering: partition`, with the id of the entity as the key");
  finding.label = "no order";
  finding.related.push_back({use_case->where, "state is rebuilt from events here"});
}

}  // namespace

extern const Check event_store_unordered;
constinit const Check event_store_unordered{&event_store_unordered_rule,
                                            check_event_store_unordered};

}  // namespace eventarch::rules
