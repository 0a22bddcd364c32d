#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule pinned_broker_unfit_rule{
    .name = "pinned_broker_unfit",
    .severity = Severity::error,
    .summary = "The pinned broker does not meet a requirement",
    .rationale =
        "The choice was made before, or the requirements have changed since. The design is "
        "made for the pinned broker all the same, so that the gap can be seen.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], "
        "constraints: {priority: true}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [upload-api], consumers: [mail-workers], "
        "constraints: {priority: true}, decisions: {broker: rabbitmq}}",
    .source = {},
};

void check_pinned_broker_unfit(const RuleInput& input, Findings& findings) {
  const auto& pinned = input.declaration.decisions.broker;
  const Candidate* chosen = input.decision->winner();
  if (!pinned || chosen == nullptr) return;
  for (const Exclusion& exclusion : chosen->exclusions) {
    auto& finding =
        findings.add(pinned_broker_unfit_rule, pinned->where,
                     fmt::format("{} {} (required: {}; offered: {})", chosen->display_name(),
                                 exclusion.reason, exclusion.required, exclusion.offered),
                     "pin another broker, or change the requirement");
    finding.label = "does not qualify";
  }
}

}  // namespace

extern const Check pinned_broker_unfit;
constinit const Check pinned_broker_unfit{&pinned_broker_unfit_rule, check_pinned_broker_unfit,
                                          Stage::decided};

}  // namespace eventarch::rules
