#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule partitions_not_settable_rule{
    .name = "partitions_not_settable",
    .severity = Severity::info,
    .summary = "A number of partitions for a service that has none",
    .rationale =
        "Queues and subscriptions of a service share the work among any number of consumers by "
        "themselves. A number of partitions becomes that many resources, each with a consumer of "
        "its own, that every producer has to choose between by its own code.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {broker: sqs, partitions: 12}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, ordering: "
        "none, latency: 5 s, delivery: at_least_once}, producers: [upload-api], consumers: "
        "[mail-workers], decisions: {broker: sqs}}",
    .source =
        "AWS, Amazon SQS Developer Guide: nearly unlimited throughput of a standard queue; Google "
        "Cloud Pub/Sub documentation, architecture: no partitions",
};

bool is_partition(const Fact& unit) {
  return unit.is(Word::partition) || unit.is(Word::shard) || unit.is(Word::stream);
}

void check_partitions_not_settable(const RuleInput& input, Findings& findings) {
  const auto& decided = input.declaration.decisions.partitions;
  const Candidate* chosen = input.decision->winner();
  // A broker that was chosen for the file may change; one that it names is meant. One needs
  // nothing.
  if (chosen == nullptr || !input.decision->pinned || !decided || decided->value.value < 2) return;
  const Mode& mode = *chosen->mode;
  const bool service = mode.fact(FactKey::replication).is(Word::service_managed);
  if (!service || is_partition(mode.fact(FactKey::unit))) return;
  const std::string& unit = input.sizing->unit;
  auto& finding = findings.add(
      partitions_not_settable_rule, decided->where,
      fmt::format("{} has no partitions: {} become {}, and producers have to choose between them",
                  chosen->display_name(), decided->value.value,
                  notation::counted(decided->value.value, unit)),
      fmt::format("leave decisions.partitions out: one {} is shared by all consumers of a group",
                  unit));
  finding.label = "no partitions here";
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check partitions_not_settable;
constinit const Check partitions_not_settable{&partitions_not_settable_rule,
                                              check_partitions_not_settable, Stage::sized};

}  // namespace eventarch::rules
