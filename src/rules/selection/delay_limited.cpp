#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule delay_limited_rule{
    .name = "delay_limited",
    .severity = Severity::info,
    .summary = "The chosen broker delays messages for a limited time",
    .rationale =
        "A reminder for tomorrow cannot wait in a queue that holds messages back for a quarter of "
        "an "
        "hour: the call is refused, or the message comes early. Longer delays need a scheduler.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 2 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], "
        "constraints: {delayed_delivery: true}, decisions: {broker: sqs}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 2 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], "
        "constraints: {delayed_delivery: true}, decisions: {broker: pulsar}}",
    .source = "the fact `delay_max` of the catalogue; `eventarch explain` shows it with its source",
};

void check_delay_limited(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const Declared<bool>& wanted = input.declaration.constraints.delayed_delivery;
  if (chosen == nullptr || !wanted || !wanted->value) return;
  const Fact& most = chosen->mode->fact(FactKey::delay_max);
  if (!most.number || most.unlimited()) return;
  auto& finding = findings.add(
      delay_limited_rule, wanted->where,
      fmt::format("{} holds a message back for {} at most", chosen->display_name(),
                  notation::duration(Duration{*most.number})),
      "keep longer delays in a scheduler or a table of due times, and publish when they "
      "are due");
  finding.label = "not for longer";
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check delay_limited;
constinit const Check delay_limited{&delay_limited_rule, check_delay_limited, Stage::decided};

}  // namespace eventarch::rules
