#include <fmt/format.h>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule exactly_once_scope_rule{
    .name = "exactly_once_scope",
    .severity = Severity::info,
    .summary = "How far the chosen broker's exactly-once reaches",
    .rationale =
        "The same word stands for three promises: transactions inside one cluster, a window in "
        "which the broker drops repeated sends, and no second delivery after an acknowledgement. "
        "What lies outside is at least once, and the settings that the promise needs are mostly "
        "off by default.",
    .flagged =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: exactly_once}, producers: [checkout], consumers: [payment, shipping]}",
    .accepted =
        "event_context: {use_case: saga, requirements: {throughput: 500 msg/s, latency: 1 s, "
        "delivery: at_least_once}, producers: [checkout], consumers: [payment, shipping]}",
    .source =
        "Apache Kafka documentation, delivery semantics; AWS, Amazon SQS FIFO delivery logic; "
        "Apache Pulsar documentation, transactions",
};

/// Empty where the broker promises nothing: the exclusion of a pinned broker says so already.
std::string_view boundary_of(const Fact& scope) {
  if (scope.is(Word::cluster)) return "inside one cluster";
  if (scope.is(Word::deduplication_window)) return "within its deduplication window";
  if (scope.is(Word::subscription)) return "for each subscription by itself";
  return {};
}

void check_exactly_once_scope(const RuleInput& input, Findings& findings) {
  const auto& delivery = input.declaration.requirements.delivery;
  const Candidate* chosen = input.decision->winner();
  if (chosen == nullptr || !delivery || delivery->value != Delivery::exactly_once) return;
  const Fact& scope = chosen->mode->fact(FactKey::exactly_once_scope);
  const std::string_view boundary = boundary_of(scope);
  if (boundary.empty()) return;
  auto& finding = findings.add(
      exactly_once_scope_rule, delivery->where,
      fmt::format("{} gives exactly-once {} only", chosen->display_name(), boundary),
      scope.conditions.empty()
          ? "make the consumers idempotent for all that lies outside"
          : fmt::format("what that takes: {}", text::without_full_stop(scope.conditions)));
  finding.label = "not beyond the broker";
  add_cause(finding, input.declaration.decisions.broker, "the broker");
}

}  // namespace

extern const Check exactly_once_scope;
constinit const Check exactly_once_scope{&exactly_once_scope_rule, check_exactly_once_scope,
                                         Stage::decided};

}  // namespace eventarch::rules
