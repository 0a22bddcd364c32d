#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule feature_needs_own_work_rule{
    .name = "feature_needs_own_work",
    .severity = Severity::info,
    .summary = "The chosen broker offers a feature only in part",
    .rationale =
        "A feature that is there in part keeps a broker in the choice and costs it points, but the "
        "rest of it is left to the application or to a second product. That work is not in the "
        "design.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "constraints: {request_reply: true}, decisions: {broker: kafka}}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping], "
        "constraints: {request_reply: true}, decisions: {broker: rabbitmq}}",
    .source = "the facts of the catalogue; `eventarch explain` shows them with their sources",
};

struct Feature {
  Declared<bool> DeclaredConstraints::*wanted;
  FactKey fact;
  std::string_view name;
};

constexpr std::array features{
    Feature{&DeclaredConstraints::priority, FactKey::priority, "message priorities"},
    Feature{&DeclaredConstraints::delayed_delivery, FactKey::delayed_delivery, "delayed delivery"},
    Feature{&DeclaredConstraints::complex_routing, FactKey::complex_routing,
            "routing by pattern or header"},
    Feature{&DeclaredConstraints::request_reply, FactKey::request_reply, "request and reply"},
    Feature{&DeclaredConstraints::multi_tenancy, FactKey::multi_tenancy, "tenants"},
    Feature{&DeclaredConstraints::geo_replication, FactKey::geo_replication,
            "replication between regions"},
};

/// The condition of the fact, or what the estimate rests on.
std::string part_offered(const Fact& fact) {
  return text::without_full_stop(fact.conditions.empty() ? fact.estimate : fact.conditions);
}

std::string remedy_feature_needs_own_work(const Decision& decision, const Feature& feature) {
  const auto found = std::ranges::find_if(decision.candidates, [&](const Candidate& other) {
    return other.eligible() && other.mode->fact(feature.fact).is(Word::native);
  });
  if (found == decision.candidates.end()) {
    return "plan for the rest of it: nothing that qualifies has it built in";
  }
  return fmt::format("plan for the rest of it, or take {}, which has it built in",
                     found->display_name());
}

void check_feature_needs_own_work(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr) return;
  for (const Feature& feature : features) {
    const Declared<bool>& wanted = input.declaration.constraints.*feature.wanted;
    const Fact& fact = chosen->mode->fact(feature.fact);
    if (!wanted || !wanted->value || !fact.is(Word::partial)) continue;
    auto& finding =
        findings.add(feature_needs_own_work_rule, wanted->where,
                     fmt::format("{} offers {} only in part: {}", chosen->display_name(),
                                 feature.name, part_offered(fact)),
                     remedy_feature_needs_own_work(*input.decision, feature));
    finding.label = "only in part";
    add_cause(finding, input.declaration.decisions.broker, "the broker");
  }
}

}  // namespace

extern const Check feature_needs_own_work;
constinit const Check feature_needs_own_work{
    &feature_needs_own_work_rule, check_feature_needs_own_work, Stage::decided, Quotes::decision};

}  // namespace eventarch::rules
