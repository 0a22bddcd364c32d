#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule poor_fit_for_use_case_rule{
    .name = "poor_fit_for_use_case",
    .severity = Severity::warning,
    .summary = "The chosen broker meets the requirements and is made for something else",
    .rationale =
        "Requirements are numbers and guarantees; what a broker is made for shows when something "
        "fails: a slow job that blocks its partition, a history that has to stay in memory, a "
        "failed step without a dead-letter queue. The work that this takes is not in the design.",
    .flagged =
        "event_context: {use_case: work_queue, requirements: {throughput: 200 msg/s, latency: 2 s, "
        "ordering: none, retention: 3 days}, workload: {processing_time: 20 ms}, decisions: "
        "{broker: kinesis}}",
    .accepted =
        "event_context: {use_case: work_queue, requirements: {throughput: 200 msg/s, latency: 2 s, "
        "ordering: none, retention: 3 days}, workload: {processing_time: 20 ms}, decisions: "
        "{broker: sqs}}",
    .source =
        "the facts `fit_...` of the catalogue; `eventarch explain` shows them with their sources",
};

FactKey fit_for(UseCase use_case) {
  switch (use_case) {
    case UseCase::pub_sub: return FactKey::fit_pub_sub;
    case UseCase::work_queue: return FactKey::fit_work_queue;
    case UseCase::event_sourcing: return FactKey::fit_event_sourcing;
    case UseCase::cqrs: return FactKey::fit_cqrs;
    case UseCase::saga: break;
  }
  return FactKey::fit_saga;
}

/// A broker that qualifies with modes that fit and no others, so that naming it is enough.
const Broker* better(const Decision& decision, FactKey fit) {
  const auto poor = [&](const Candidate& one) { return one.mode->fact(fit).is(Word::avoid); };
  const auto found = std::ranges::find_if(decision.candidates, [&](const Candidate& one) {
    return one.eligible() && std::ranges::none_of(decision.candidates, [&](const Candidate& other) {
             return other.broker == one.broker && other.eligible() && poor(other);
           });
  });
  return found == decision.candidates.end() ? nullptr : found->broker;
}

/// queue_cannot_replay speaks of read models on a queue.
bool told_elsewhere(const RuleInput& input, const Candidate& chosen) {
  return input.context->use_case == UseCase::cqrs &&
         chosen.mode->fact(FactKey::model).is(Word::queue);
}

void check_poor_fit_for_use_case(const RuleInput& input, Findings& findings) {
  const Candidate* chosen = input.decision->winner();
  const Declaration& file = input.declaration;
  // What does not qualify at all is found unfit already.
  if (chosen == nullptr || !chosen->eligible() || !file.use_case) return;
  const FactKey key = fit_for(input.context->use_case);
  const Fact& fit = chosen->mode->fact(key);
  if (!fit.is(Word::avoid) || told_elsewhere(input, *chosen)) return;
  const Broker* other = better(*input.decision, key);
  const bool pinned = input.decision->pinned && file.decisions.broker;
  auto& finding = findings.add(
      poor_fit_for_use_case_rule, pinned ? file.decisions.broker->where : file.use_case->where,
      fmt::format("{} qualifies, and is a poor fit for {}: {}", chosen->display_name(),
                  name_of(file.use_case->value),
                  text::without_full_stop(fit.estimate.empty() ? fit.conditions : fit.estimate)),
      other == nullptr
          ? std::string("plan for what it lacks: nothing that qualifies fits better")
          : fmt::format(
                "take {}, which fits and qualifies as well (`decisions.broker: {}`), or plan "
                "for what it lacks",
                other->name, other->id));
  finding.label = "made for something else";
  if (pinned) finding.related.push_back({file.use_case->where, "the use case"});
  // Where nobody named the broker, the requirements leave nothing better.
  if (!pinned) finding.severity = Severity::info;
}

}  // namespace

extern const Check poor_fit_for_use_case;
constinit const Check poor_fit_for_use_case{
    &poor_fit_for_use_case_rule, check_poor_fit_for_use_case, Stage::decided, Quotes::decision};

}  // namespace eventarch::rules
