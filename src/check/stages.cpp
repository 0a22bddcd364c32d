#include "check/stages.hpp"

#include <algorithm>

#include "input/declaration_reader.hpp"
#include "input/input_rules.hpp"
#include "input/overrides.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "sizing/stages.hpp"

namespace eventarch::check {
namespace {

/// What stands in the line in which YAML stopped making sense was not read whole: that it is of the
/// wrong type would be said of a piece of it.
bool is_about_broken_line(const Diagnostic& finding, const Findings& of_reading) {
  if (finding.rule != &input::wrong_type) return false;
  return std::ranges::any_of(of_reading.all(), [&](const Diagnostic& broken) {
    return broken.rule == &input::yaml_syntax && broken.where.line == finding.where.line;
  });
}

Declaration read_declaration(const input::ReadDocument& read, Findings& findings) {
  if (read.complete) return input::read_declaration(read.document, read.complete, findings);
  Findings found;
  Declaration declaration = input::read_declaration(read.document, read.complete, found);
  const Findings of_reading = findings;
  for (const Diagnostic& finding : found.all()) {
    if (!is_about_broken_line(finding, of_reading)) findings.add(finding);
  }
  return declaration;
}

}  // namespace

std::optional<Declaration> load_and_validate(input::ReadDocument& read, const Catalogue& catalogue,
                                             const std::vector<Override>& overrides,
                                             Findings& findings) {
  if (read.document.empty()) return std::nullopt;
  for (const Override& change : overrides) {
    input::apply_override(read.document, change.path, change.value, findings);
  }
  Declaration declaration = read_declaration(read, findings);
  // From here on nothing knows that the input was YAML.

  rules::run_rules({declaration, catalogue}, findings);  // on whatever could be read
  return declaration;
}

bool check_design(const Declaration& declaration, const std::string& stem,
                  const Catalogue& catalogue, Findings& findings) {
  const EventContext context = model::resolve(declaration, stem);
  const Decision decision = selection::bare_decision(context, catalogue);
  rules::run_rules({declaration, catalogue, &decision, &context}, findings);
  const Candidate* chosen = decision.winner();
  if (chosen == nullptr) {
    // With what to give up: that takes long, and is asked for here alone.
    Decision undecided = decision;
    undecided.relaxations = selection::relaxations(context, decision);
    rules::run_rules(rules::Stage::undecided, {declaration, catalogue, &undecided, &context},
                     findings);
    return false;
  }
  const auto judge = [&](sizing::Account account, Findings& found) {
    const Sizing sizing = sizing::size_once(context, *chosen, account);
    rules::run_rules({declaration, catalogue, &decision, &context, &sizing}, found);
  };
  Findings of_the_numbers;
  judge(sizing::Account::numbers_only, of_the_numbers);
  if (of_the_numbers.all().empty()) return true;
  // Only who is told something needs the arithmetic in words.
  judge(sizing::Account::in_words, findings);
  return true;
}

}  // namespace eventarch::check
