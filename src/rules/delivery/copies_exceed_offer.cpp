#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/notation.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule copies_exceed_offer_rule{
    .name = "copies_exceed_offer",
    .severity = Severity::warning,
    .summary = "More copies are decided on than the cluster offers",
    .rationale =
        "A topic with more copies than the cluster has brokers for them cannot be created: the "
        "broker refuses it. The file says both, so that one of the two numbers is not meant.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing], capacity: "
        "{replication_factor: 3}, decisions: {broker: kafka, replication_factor: 5}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing], capacity: "
        "{replication_factor: 5}, decisions: {broker: kafka, replication_factor: 5}}",
    .source = "Apache Kafka documentation, protocol errors, INVALID_REPLICATION_FACTOR",
};

void check_copies_exceed_offer(const RuleInput& input, Findings& findings) {
  const auto& decided = input.declaration.decisions.replication_factor;
  const auto& offered = input.declaration.capacity.replication_factor;
  // What is not stated is assumed to follow what was decided.
  if (!decided || !offered || decided->value.value <= offered->value.value) return;
  auto& finding = findings.add(
      copies_exceed_offer_rule, decided->where,
      fmt::format("{} are decided on, and the cluster offers {}",
                  notation::counted(decided->value.value, "copy"), offered->value.value),
      fmt::format("decide on what it offers (`decisions.replication_factor: {}`), or state a "
                  "cluster that offers more (`capacity.replication_factor: {}`)",
                  offered->value.value, decided->value.value));
  finding.label = "more than there are";
  add_cause(finding, offered, "what the cluster offers");
}

}  // namespace

extern const Check copies_exceed_offer;
constinit const Check copies_exceed_offer{&copies_exceed_offer_rule, check_copies_exceed_offer};

}  // namespace eventarch::rules
