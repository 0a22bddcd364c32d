#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule schemas_unchecked_rule{
    .name = "schemas_unchecked",
    .severity = Severity::info,
    .summary = "Nothing checks a changed schema before consumers read it",
    .rationale =
        "Producers and consumers are deployed at different times. Without a registry the first to "
        "learn of an incompatible change is a consumer, from messages that are already written and "
        "stay so.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, consumers: [billing, shipping], decisions: {schema_registry: "
        "false}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, consumers: [billing, shipping], decisions: {schema_registry: "
        "true}}",
    .source = "Confluent documentation, schema evolution and compatibility",
};

void check_schemas_unchecked(const RuleInput& input, Findings& findings) {
  const auto& registry = input.declaration.decisions.schema_registry;
  const auto& consumers = input.declaration.consumers;
  // One consumer can be deployed together with its producer.
  if (!registry || registry->value || consumers.size() < 2) return;
  auto& finding = findings.add(
      schemas_unchecked_rule, registry->where,
      fmt::format("{} consumers read what no registry has checked: an incompatible change is "
                  "noticed when the first of them fails",
                  consumers.size()),
      "set `schema_registry: true`, or test each change against the schemas in use before it is "
      "deployed");
  finding.label = "no schema is checked";
  finding.related.push_back({consumers.front().where, "the first of those who read"});
}

}  // namespace

extern const Check schemas_unchecked;
constinit const Check schemas_unchecked{&schemas_unchecked_rule, check_schemas_unchecked};

}  // namespace eventarch::rules
