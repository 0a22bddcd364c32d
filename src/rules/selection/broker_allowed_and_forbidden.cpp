#include <fmt/format.h>

#include <algorithm>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule broker_allowed_and_forbidden_rule{
    .name = "broker_allowed_and_forbidden",
    .severity = Severity::warning,
    .summary = "A broker is allowed and forbidden at once",
    .rationale =
        "What is forbidden is out, whatever else is allowed. One of the two lists says what nobody "
        "means, and who reads the other one expects a choice that is not made.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], constraints: "
        "{allowed_brokers: [kafka, sqs], forbidden_brokers: [sqs]}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], constraints: "
        "{allowed_brokers: [kafka]}}",
    .source = {},
};

void check_broker_allowed_and_forbidden(const RuleInput& input, Findings& findings) {
  const DeclaredConstraints& constraints = input.declaration.constraints;
  for (const Given<std::string>& allowed : constraints.allowed_brokers) {
    const auto forbidden =
        std::ranges::find(constraints.forbidden_brokers, allowed.value, &Given<std::string>::value);
    if (forbidden == constraints.forbidden_brokers.end()) continue;
    auto& finding =
        findings.add(broker_allowed_and_forbidden_rule, allowed.where,
                     fmt::format("{} is allowed here and forbidden as well: it is never chosen",
                                 text::quoted(allowed.text)),
                     "take it out of one of the two lists");
    finding.label = "never chosen";
    finding.related.push_back({forbidden->where, "forbidden here"});
  }
}

}  // namespace

extern const Check broker_allowed_and_forbidden;
constinit const Check broker_allowed_and_forbidden{&broker_allowed_and_forbidden_rule,
                                                   check_broker_allowed_and_forbidden};

}  // namespace eventarch::rules
