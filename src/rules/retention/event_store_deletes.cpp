#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule event_store_deletes_rule{
    .name = "event_store_deletes",
    .severity = Severity::info,
    .summary = "An event store that deletes events",
    .rationale =
        "State that is rebuilt from events needs all of them. What is deleted by age is missing in "
        "every rebuild, unless a snapshot or an archive holds what it led to.",
    .flagged =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s, retention: "
        "4 weeks}}",
    .accepted =
        "event_context: {use_case: event_sourcing, requirements: {throughput: 10 msg/s, retention: "
        "520 weeks}}",
    .source =
        "Fowler, Event Sourcing: complete rebuild; Apache Kafka documentation, log compaction",
};

/// Who keeps events for a year and more has thought of what is older.
constexpr Duration considered = hours(52 * 7 * 24.0);
/// Nobody takes snapshots of everything in less than this.
constexpr Duration hardly = hours(7 * 24.0);

void check_event_store_deletes(const RuleInput& input, Findings& findings) {
  const auto& use_case = input.declaration.use_case;
  const auto& retention = input.declaration.requirements.retention;
  if (!use_case || use_case->value != UseCase::event_sourcing) return;
  if (!retention || retention->value >= considered) return;
  auto& finding = findings.add(
      event_store_deletes_rule, retention->where,
      fmt::format("events are deleted after {}: state that is older cannot be rebuilt from them",
                  notation::duration(retention->value)),
      "keep them as long as the state (requirements.retention), or archive them and start "
      "rebuilds from snapshots");
  finding.label = "deleted after that";
  finding.related.push_back({use_case->where, "state is rebuilt from events here"});
  if (retention->value < hardly) finding.severity = Severity::warning;
}

}  // namespace

extern const Check event_store_deletes;
constinit const Check event_store_deletes{&event_store_deletes_rule, check_event_store_deletes};

}  // namespace eventarch::rules
