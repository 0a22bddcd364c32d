#include <fmt/format.h>

#include <string>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule copies_not_settable_rule{
    .name = "copies_not_settable",
    .severity = Severity::info,
    .summary = "A number of copies that the chosen service does not take",
    .rationale =
        "Services such as Amazon SQS keep copies by themselves and have no setting for how many. "
        "What the file decides has no effect, and who reads it may count on it.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {broker: sqs, replication_factor: 3}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {broker: sqs}}",
    .source = "AWS, Amazon SQS Developer Guide: messages are stored on multiple servers",
};

void check(const Declared<Count>& decided, std::string_view path, const Candidate& chosen,
           Findings& findings) {
  if (!decided) return;
  auto& finding = findings.add(copies_not_settable_rule, decided->where,
                               fmt::format("{} has no setting for {}: {} has no effect",
                                           chosen.display_name(), path, decided->value.value),
                               fmt::format("leave {} out, or choose a broker that takes it", path));
  finding.label = "has no effect";
}

void check_copies_not_settable(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  // A broker that was chosen for the file may change; one that it names is meant.
  if (chosen == nullptr || !input.decision->pinned) return;
  if (!chosen->mode->fact(FactKey::replication).is(Word::service_managed)) return;
  const Decisions& decided = input.declaration.decisions;
  check(decided.replication_factor, "decisions.replication_factor", *chosen, findings);
  check(decided.min_in_sync_replicas, "decisions.min_in_sync_replicas", *chosen, findings);
}

}  // namespace

extern const Check copies_not_settable;
constinit const Check copies_not_settable{&copies_not_settable_rule, check_copies_not_settable,
                                          Stage::decided};

}  // namespace eventarch::rules
