#include "check/stages.hpp"

#include "eventarch/decision.hpp"
#include "eventarch/sizing.hpp"
#include "input/declaration_reader.hpp"
#include "input/overrides.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"

namespace eventarch::check {

std::optional<Declaration> load_and_validate(input::ReadDocument& read, const Catalogue& catalogue,
                                             const std::vector<Override>& overrides,
                                             Findings& findings) {
  findings.add_all(read.findings);
  if (read.document.empty()) return std::nullopt;
  for (const Override& change : overrides) {
    input::apply_override(read.document, change.path, change.value, findings);
  }
  Declaration declaration = input::read_declaration(read.document, read.complete, findings);
  // From here on nothing knows that the input was YAML.

  rules::run_rules({declaration, catalogue}, findings);  // on whatever could be read
  return declaration;
}

bool judge_design(const Declaration& declaration, std::string_view stem, const Catalogue& catalogue,
                  Findings& findings) {
  const EventContext context = model::resolve(declaration, stem);
  const Decision decision = decide_only(context, catalogue);
  rules::run_rules({declaration, catalogue, &decision, &context}, findings);
  const Candidate* chosen = decision.winner();
  if (chosen == nullptr) return false;
  const Sizing sizing = size_only(context, *chosen);
  rules::run_rules({declaration, catalogue, &decision, &context, &sizing}, findings);
  return true;
}

}  // namespace eventarch::check
