#include "check/stages.hpp"

#include "input/declaration_reader.hpp"
#include "input/overrides.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"
#include "selection/explain.hpp"
#include "selection/rank.hpp"
#include "sizing/stages.hpp"

namespace eventarch::check {

std::optional<Declaration> load_and_validate(input::ReadDocument& read, const Catalogue& catalogue,
                                             const std::vector<Override>& overrides,
                                             Findings& findings) {
  if (read.document.empty()) return std::nullopt;
  for (const Override& change : overrides) {
    input::apply_override(read.document, change.path, change.value, findings);
  }
  Declaration declaration = input::read_declaration(read.document, read.complete, findings);
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
