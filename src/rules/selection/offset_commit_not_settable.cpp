#include <fmt/format.h>

#include "eventarch/automatic_commit.hpp"
#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule offset_commit_not_settable_rule{
    .name = "offset_commit_not_settable",
    .severity = Severity::info,
    .summary = "An automatic commit is decided, and the clients of the broker have none",
    .rationale =
        "The clients of Kafka commit by themselves. Those of Pulsar, Amazon Kinesis and Azure "
        "Event "
        "Hubs acknowledge or write a checkpoint when the application calls for it: what the file "
        "decides has no effect, and a team that relies on it never stores a position.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 200 msg/s, latency: 5 s}, "
        "decisions: {broker: kinesis, offset_commit: auto}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 200 msg/s, latency: 5 s}, "
        "decisions: {broker: kinesis, offset_commit: after_processing}}",
    .source =
        "Apache Pulsar documentation, acknowledgement; AWS, Kinesis Client Library, checkpoint; "
        "Azure SDK, EventProcessorClient, UpdateCheckpointAsync",
};

void check_offset_commit_not_settable(const RuleInput& input, Findings& findings) {
  const auto& commit = input.declaration.decisions.offset_commit;
  const Candidate* chosen = input.decision->winner();
  if (!commit || commit->value != OffsetCommit::automatic || chosen == nullptr) return;
  if (automatic_commit_of(*chosen->broker, *chosen->mode) != AutomaticCommit::absent) return;
  const bool before = input.context->requirements.delivery == Delivery::at_most_once;
  const std::string_view when = before ? "before_processing" : "after_processing";
  auto& finding = findings.add(
      offset_commit_not_settable_rule, commit->where,
      fmt::format("the clients of {} have no automatic commit: the application has to acknowledge, "
                  "and this design does so {} processing",
                  chosen->broker->name, before ? "before" : "after"),
      fmt::format("use `{}`, which is what is configured", when));
  finding.label = "has no effect";
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check offset_commit_not_settable;
constinit const Check offset_commit_not_settable{&offset_commit_not_settable_rule,
                                                 check_offset_commit_not_settable, Stage::decided};

}  // namespace eventarch::rules
