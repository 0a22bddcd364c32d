#include "app/design_declaration.hpp"

#include "model/resolve.hpp"
#include "rules/rule.hpp"

namespace eventarch {

void design_declaration(const Declaration& declaration, std::string_view stem,
                        const Catalogue& catalogue, const DesignPreferences& preferences,
                        Advice& advice) {
  advice.context = model::resolve(declaration, stem);
  const EventContext& context = *advice.context;
  advice.decision = select_broker(context, catalogue);
  const Decision& decision = *advice.decision;
  rules::run_rules({declaration, catalogue, &decision, &context}, advice.findings);
  const Candidate* chosen = decision.winner();
  if (chosen == nullptr) return;
  // From here on there is a broker to design for.

  advice.design = assemble_design(context, *chosen, size_design(context, *chosen), preferences);
  rules::run_rules({declaration, catalogue, &decision, &context, &advice.design->sizing},
                   advice.findings);
}

}  // namespace eventarch
