#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule no_capacity_after_loss_rule{
    .name = "no_capacity_after_loss",
    .severity = Severity::warning,
    .summary = "With one broker lost, the others cannot carry the peak",
    .rationale =
        "Brokers are restarted, patched and lost. What the lost one carried moves to the others, "
        "or "
        "waits until it is back; where they have no room for it, the loss of one is an outage of "
        "the flow. Designs with copies are sized for it; without copies nothing can move.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 70K msg/s, retention: 1 "
        "hour}, decisions: "
        "{broker: kafka, replication_factor: 1}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 70K msg/s, retention: 1 "
        "hour}, decisions: "
        "{broker: kafka, replication_factor: 3}}",
    .source = "the busiest resource of the report, shared by one broker fewer",
};

void judge(const RuleInput& input, const BrokerCount& brokers, std::string_view kind,
           Findings& findings) {
  if (!brokers.utilization_after_loss || *brokers.utilization_after_loss <= 1) return;
  auto& finding = findings.add(
      no_capacity_after_loss_rule, place_of(declared_copies(input.declaration), input.declaration),
      fmt::format("with one of {} lost, the others would be {} busy at peak",
                  notation::counted(brokers.count, kind),
                  notation::percent(*brokers.utilization_after_loss)),
      "keep copies (`decisions.replication_factor: 3`): brokers are then counted so that one "
      "may be lost");
  finding.label = "no spare broker";
  finding.notes.push_back(fmt::format("{} for {}: {}", notation::counted(brokers.count, kind),
                                      brokers.binding_constraint, brokers.substituted));
}

void check_no_capacity_after_loss(const RuleInput& input, Findings& findings) {
  judge(input, input.sizing->brokers, "broker", findings);
  judge(input, input.sizing->bookies, "bookie", findings);
}

}  // namespace

extern const Check no_capacity_after_loss;
constinit const Check no_capacity_after_loss{
    &no_capacity_after_loss_rule, check_no_capacity_after_loss, Stage::sized, Quotes::sizing};

}  // namespace eventarch::rules
