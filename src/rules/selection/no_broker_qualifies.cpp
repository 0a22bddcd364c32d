#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "rules/rule.hpp"
#include "support/text.hpp"

namespace eventarch::rules {
namespace {

constinit const Rule no_broker_qualifies_rule{
    .name = "no_broker_qualifies",
    .severity = Severity::error,
    .summary = "No broker of the catalogue meets every requirement",
    .rationale =
        "Each of the requirements may be right; together they ask for what nobody offers. `design` "
        "says for every broker what rules it out, and what to give up so that one qualifies.",
    .flagged =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500K msg/s, latency: 50 "
        "ms, ordering: global}}",
    .accepted =
        "event_context: {use_case: pub_sub, requirements: {throughput: 500K msg/s, latency: 50 "
        "ms, ordering: partition, retention: 1 hour}, workload: {processing_time: 100 us}}",
    .source = {},
};

/// More ways to give something up are listed by `design`.
constexpr std::size_t listed_ways = 2;

/// The places of what would have to be given up, as far as the file states them.
void add_place(Diagnostic& finding, std::string_view field, const DeclaredRequirements& asked) {
  constexpr std::string_view message = "one of those to give up, or to weaken";
  if (field == "requirements.throughput") add_cause(finding, asked.throughput, message);
  if (field == "requirements.latency") add_cause(finding, asked.latency, message);
  if (field == "requirements.ordering") add_cause(finding, asked.ordering, message);
  if (field == "requirements.delivery") add_cause(finding, asked.delivery, message);
  if (field == "requirements.retention") add_cause(finding, asked.retention, message);
}

std::string way_text(const Relaxation& relaxation) {
  std::vector<std::string> changes;
  for (const RelaxedField& change : relaxation.changes) {
    changes.push_back(fmt::format("{} {}", change.field, change.to));
  }
  return fmt::format("with {} {} qualifies{}", text::list_of(changes), relaxation.technology,
                     relaxation.shortfalls.empty() ? "" : ", though its design then falls short");
}

std::string help_text(const std::vector<Relaxation>& relaxations) {
  if (relaxations.empty()) return "`eventarch design` says what rules each broker out";
  std::string help;
  for (std::size_t i = 0; i < std::min(listed_ways, relaxations.size()); ++i) {
    help += (i == 0 ? "" : "; ") + way_text(relaxations[i]);
  }
  return help + "; `eventarch design` says what rules each broker out";
}

void check_no_broker_qualifies(const RuleInput& input, Findings& findings) {
  const Decision& decision = *input.decision;
  if (decision.winner() != nullptr) return;
  auto& finding = findings.add(
      no_broker_qualifies_rule, place_of(input.declaration.use_case, input.declaration),
      fmt::format("no broker qualifies: each of {} ways to run one misses a requirement",
                  decision.candidates.size()),
      help_text(decision.relaxations));
  finding.label = "nothing meets all that is asked";
  if (decision.relaxations.empty()) return;
  for (const RelaxedField& change : decision.relaxations.front().changes) {
    add_place(finding, change.field, input.declaration.requirements);
  }
}

}  // namespace

extern const Check no_broker_qualifies;
constinit const Check no_broker_qualifies{&no_broker_qualifies_rule, check_no_broker_qualifies,
                                          Stage::undecided};

}  // namespace eventarch::rules
