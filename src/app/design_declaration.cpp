#include "app/design_declaration.hpp"

#include "check/idle_cluster.hpp"
#include "check/tried_flips.hpp"
#include "check/tried_relaxations.hpp"
#include "model/resolve.hpp"
#include "rules/rule.hpp"
#include "selection/rank.hpp"
#include "sizing/stages.hpp"

namespace eventarch {
namespace {

/// What decides and what sizes: with explanations, or without.
struct Stages {
  Decision (*decide)(const Declaration&, const EventContext&, const Catalogue&);
  Sizing (*size)(const EventContext&, const Candidate&);
  bool explains = false;
};

void design_by(const Stages& stages, const Declaration& declaration, std::string_view stem,
               const Catalogue& catalogue, const DesignPreferences& preferences, Advice& advice) {
  advice.context = model::resolve(declaration, stem);
  const EventContext& context = *advice.context;
  advice.decision = stages.decide(declaration, context, catalogue);
  if (stages.explains && advice.decision->winner() == nullptr) {
    advice.decision->relaxations =
        check::tried_relaxations(declaration, context, catalogue, *advice.decision);
  }
  const Decision& decision = *advice.decision;
  rules::run_rules({declaration, catalogue, &decision, &context}, advice.findings);
  const Candidate* chosen = decision.winner();
  if (chosen == nullptr) return;
  // From here on there is a broker to design for.

  advice.design = assemble_design(context, *chosen, stages.size(context, *chosen), preferences);
  check::leave_out_what_is_missed_now(advice.design->sizing, *advice.decision);
  if (stages.explains) {
    check::tell_of_idle_cluster(context, catalogue, advice.design->sizing, *advice.decision);
  }
  rules::run_rules({declaration, catalogue, &decision, &context, &advice.design->sizing},
                   advice.findings);
}

Decision decide_to_compare(const Declaration& /*declaration*/, const EventContext& context,
                           const Catalogue& catalogue) {
  return selection::bare_decision(context, catalogue);
}

Sizing size_to_compare(const EventContext& context, const Candidate& chosen) {
  return sizing::size_once(context, chosen);
}

}  // namespace

void design_declaration(const Declaration& declaration, std::string_view stem,
                        const Catalogue& catalogue, const DesignPreferences& preferences,
                        Advice& advice) {
  design_by({check::decision_with_tried_flips, size_design, true}, declaration, stem, catalogue,
            preferences, advice);
}

void design_to_compare(const Declaration& declaration, std::string_view stem,
                       const Catalogue& catalogue, const DesignPreferences& preferences,
                       Advice& advice) {
  design_by({decide_to_compare, size_to_compare}, declaration, stem, catalogue, preferences,
            advice);
}

}  // namespace eventarch
