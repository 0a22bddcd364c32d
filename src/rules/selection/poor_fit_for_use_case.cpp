#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/rule.hpp"
#include "rules/shortfalls.hpp"
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

/// Qualifies with modes that fit and no others, so that naming the broker is enough.
bool fits_by_name(const Candidate& one, const Decision& decision, FactKey fit) {
  return one.eligible() && std::ranges::none_of(decision.candidates, [&](const Candidate& other) {
           return other.broker == one.broker && other.eligible() &&
                  other.mode->fact(fit).is(Word::avoid);
         });
}

struct Better {
  const Broker* broker = nullptr;
  std::string shortfall;  ///< the first that its design has; empty where it does what is asked for
};

/// The first broker that fits and whose design does what is asked for; else the first that fits.
Better better(const RuleInput& input, FactKey fit) {
  const Decision& decision = *input.decision;
  Better out;
  const Broker* tried = nullptr;
  for (const Candidate& one : decision.candidates) {
    if (one.broker == tried || !fits_by_name(one, decision, fit)) continue;
    tried = one.broker;
    const auto shortfalls =
        shortfalls_of_design({input.declaration, *input.context, input.catalogue}, one);
    if (shortfalls.empty()) return {one.broker, {}};
    if (out.broker == nullptr) out = {one.broker, shortfalls.front().message};
  }
  return out;
}

std::string help_of_poor_fit(const Better& other) {
  if (other.broker == nullptr) return "plan for what it lacks: nothing that qualifies fits better";
  if (!other.shortfall.empty()) {
    return fmt::format(
        "plan for what it lacks: of what qualifies {} fits better, and its design falls short: {}",
        other.broker->name, other.shortfall);
  }
  return fmt::format(
      "take {}, which fits and qualifies as well (`decisions.broker: {}`), or plan for what it "
      "lacks",
      other.broker->name, other.broker->id);
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
  const bool pinned = input.decision->pinned && file.decisions.broker;
  auto& finding = findings.add(
      poor_fit_for_use_case_rule, pinned ? file.decisions.broker->where : file.use_case->where,
      fmt::format("{} qualifies, and is a poor fit for {}: {}", chosen->display_name(),
                  name_of(file.use_case->value),
                  text::without_full_stop(fit.estimate.empty() ? fit.conditions : fit.estimate)),
      help_of_poor_fit(better(input, key)));
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
