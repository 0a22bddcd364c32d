#pragma once

/// A cluster that has next to nothing to do, where a small team would run it.

#include <string>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"
#include "eventarch/sizing.hpp"

namespace eventarch::check {

/// A sentence on how little the chosen cluster is used and what that qualifies leaves nothing to
/// run; empty where it has work, the team is not small, a broker is pinned, or nothing smaller
/// qualifies. What it says would be chosen instead is decided anew. Requires a winner, and its
/// sizes.
[[nodiscard]] std::string idle_cluster_note(const EventContext& context, const Catalogue& catalogue,
                                            const Decision& decision, const Sizing& sizing);

}  // namespace eventarch::check
