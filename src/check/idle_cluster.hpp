#pragma once

/// A cluster that has next to nothing to do, where a small team would run it.

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/sizing.hpp"

namespace eventarch::check {

/// Adds to the verdict on the winner and to the rationale how little the chosen cluster is used,
/// and what that qualifies leaves nothing to run. Says nothing where it has work, the team is not
/// small, a broker is pinned, or nothing smaller qualifies. What would be chosen instead is decided
/// anew. Requires a winner, and its sizes.
void tell_of_idle_cluster(const EventContext& context, const Catalogue& catalogue,
                          const Sizing& sizing, Decision& decision);

}  // namespace eventarch::check
