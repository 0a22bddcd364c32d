#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/named_among.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule unknown_broker_rule{
    .name = "unknown_broker",
    .severity = Severity::error,
    .summary = "A broker that is not in the catalogue",
    .rationale = "Nothing is known about it, so it can be neither chosen nor ruled out.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "constraints: {allowed_brokers: [kafak]}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "constraints: {allowed_brokers: [kafka]}}",
    .source = {},
};

void check(const Given<std::string>& name, const Catalogue& catalogue, Findings& findings) {
  if (catalogue.find(name.value) != nullptr) return;
  std::vector<std::string_view> ids;
  for (const Broker& broker : catalogue.brokers) ids.emplace_back(broker.id);
  auto meant = text::closest(name.value, ids);
  if (!meant) meant = text::named_among(name.value, ids);
  auto& finding =
      findings.add(unknown_broker_rule, name.where,
                   fmt::format("the catalogue has no broker {}", text::quoted(name.text)),
                   meant ? fmt::format("did you mean `{}`?", *meant)
                         : fmt::format("known: {}", fmt::join(ids, ", ")));
  finding.label = "not in the catalogue";
}

void check_unknown_broker(const RuleInput& input, Findings& findings) {
  const DeclaredConstraints& constraints = input.declaration.constraints;
  for (const auto& name : constraints.allowed_brokers) check(name, input.catalogue, findings);
  for (const auto& name : constraints.forbidden_brokers) check(name, input.catalogue, findings);
  const auto& pinned = input.declaration.decisions.broker;
  if (pinned) check(*pinned, input.catalogue, findings);
}

}  // namespace

extern const Check unknown_broker;
constinit const Check unknown_broker{&unknown_broker_rule, check_unknown_broker};

}  // namespace eventarch::rules
