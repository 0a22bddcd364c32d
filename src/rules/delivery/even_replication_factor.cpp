#include <fmt/format.h>

#include "rules/rule.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule even_replication_factor_rule{
    .name = "even_replication_factor",
    .severity = Severity::warning,
    .summary = "A number of copies that the broker refuses",
    .rationale =
        "Redpanda replicates by Raft and takes odd factors only: of an even number of copies no "
        "more may be lost than of the odd one below.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: redpanda, replication_factor: 4}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [shop], consumers: [billing, search], decisions: "
        "{broker: redpanda, replication_factor: 5}}",
    .source = "Redpanda documentation, choose the replication factor",
};

void check_even_replication_factor(const RuleInput& input, Findings& findings) {
  const Declaration& file = input.declaration;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || chosen->broker->id != "redpanda") return;
  const auto& factor = declared_copies(file);
  if (!factor || factor->value.value % 2 == 1) return;
  auto& finding = findings.add(
      even_replication_factor_rule, factor->where,
      fmt::format("{} takes odd factors only, and {} is even: topics are created with {}",
                  chosen->display_name(), factor->value.value, factor->value.value + 1),
      fmt::format("use {}", factor->value.value + 1));
  finding.label = "even";
  add_cause(finding, file.decisions.broker, "the broker");
}

}  // namespace

extern const Check even_replication_factor;
constinit const Check even_replication_factor{&even_replication_factor_rule,
                                              check_even_replication_factor, Stage::decided};

}  // namespace eventarch::rules
