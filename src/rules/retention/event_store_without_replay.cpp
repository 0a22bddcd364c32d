#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule event_store_without_replay_rule{
    .name = "event_store_without_replay",
    .severity = Severity::warning,
    .summary = "An event store that is never read again",
    .rationale =
        "Event sourcing is rebuilding state from the events that led to it. Where they are never "
        "to be read again, they are notifications, and a broker without history would do.",
    .flagged =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s}, "
        "constraints: {replay: false}}",
    .accepted =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s}, "
        "constraints: {replay: true}}",
    .source = "Fowler, Event Sourcing: event replay",
};

void check_event_store_without_replay(const RuleInput& input, Findings& findings) {
  const auto& use_case = input.declaration.use_case;
  const auto& replay = input.declaration.constraints.replay;
  if (!use_case || use_case->value != UseCase::event_sourcing) return;
  if (!replay || replay->value) return;
  auto& finding = findings.add(
      event_store_without_replay_rule, replay->where,
      "`replay: false` contradicts event_sourcing, which rebuilds state by reading events again; "
      "the design has replay all the same",
      "leave constraints.replay out, or use `use_case: pub_sub` where events only notify");
  finding.label = "no history wanted";
  finding.related.push_back({use_case->where, "needs history"});
}

}  // namespace

extern const Check event_store_without_replay;
constinit const Check event_store_without_replay{&event_store_without_replay_rule,
                                                 check_event_store_without_replay};

}  // namespace eventarch::rules
