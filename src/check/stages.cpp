#include "check/stages.hpp"

#include <algorithm>
#include <utility>

#include "check/tried_relaxations.hpp"
#include "input/declaration_reader.hpp"
#include "input/input_rules.hpp"
#include "input/overrides.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"
#include "selection/rank.hpp"
#include "sizing/stages.hpp"

namespace eventarch::check {
namespace {

using rules::Quotes;
using sizing::Account;

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

namespace {

/// Words take most of the time: what is found on numbers is found again with those that it quotes.
class Judgement {
 public:
  Judgement(const Declaration& declaration, const EventContext& context, const Catalogue& catalogue)
      : declaration_(declaration),
        context_(context),
        catalogue_(catalogue),
        decision_(selection::wordless_decision(context, catalogue)) {}

  void judge_decision(Findings& findings) {
    Findings found;
    if (run_rules(nullptr, found) != Quotes::nothing) {
      decision_ = selection::bare_decision(context_, catalogue_);
      found = {};
      run_rules(nullptr, found);
    }
    findings.add_all(found);
  }

  /// Requires a winner.
  void judge_sizing(Findings& findings) {
    Sizing sizing = sizing::size_once(context_, *decision_.winner(), Account::numbers_only);
    Findings found;
    const Quotes quoted = run_rules(&sizing, found);
    if (quoted != Quotes::nothing) {
      put_into_words(quoted, sizing);
      found = {};
      run_rules(&sizing, found);
    }
    findings.add_all(found);
  }

  const Decision& decision() const { return decision_; }

 private:
  Quotes run_rules(const Sizing* sizing, Findings& findings) const {
    return rules::run_rules({declaration_, catalogue_, &decision_, &context_, sizing}, findings);
  }

  void put_into_words(Quotes quoted, Sizing& sizing) {
    if (quoted == Quotes::decision) decision_ = selection::bare_decision(context_, catalogue_);
    if (quoted == Quotes::limits) {
      sizing.limits = sizing::limits_in_words(context_, *decision_.winner(), sizing);
    } else {
      sizing = sizing::size_once(context_, *decision_.winner(), Account::without_figures);
    }
  }

  const Declaration& declaration_;
  const EventContext& context_;
  const Catalogue& catalogue_;
  Decision decision_;
};

}  // namespace

bool check_design(const Declaration& declaration, const std::string& stem,
                  const Catalogue& catalogue, Findings& findings) {
  // No rule says what was assumed, and why.
  const EventContext context = model::resolve(declaration, stem, model::ResolvedFor::verdict);
  Judgement judgement(declaration, context, catalogue);
  judgement.judge_decision(findings);
  if (judgement.decision().winner() != nullptr) {
    judgement.judge_sizing(findings);
    return true;
  }
  // With what to give up: that takes long, and is asked for here alone.
  Decision undecided = judgement.decision();
  undecided.relaxations = tried_relaxations(declaration, context, catalogue, undecided);
  rules::run_rules(rules::Stage::undecided, {declaration, catalogue, &undecided, &context},
                   findings);
  return false;
}

}  // namespace eventarch::check
