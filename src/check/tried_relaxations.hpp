#pragma once

/// What to give up where nothing qualifies, tried out: that a mode meets every hard constraint does
/// not yet mean that the design with it meets its targets.

#include <vector>

#include "eventarch/catalogue.hpp"
#include "eventarch/context.hpp"
#include "eventarch/decision.hpp"

namespace eventarch::check {

/// Every minimal set of changes after which a design follows, with the broker that it then has.
/// Each was decided and sized anew. Where the targets were missed, the set was extended by what
/// meets them (a longer target, less processing, a lower rate); where that was not enough, it says
/// what is still missed. Requires that nothing qualifies for `context`.
[[nodiscard]] std::vector<Relaxation> tried_relaxations(const Declaration& declaration,
                                                        const EventContext& context,
                                                        const Catalogue& catalogue,
                                                        const Decision& undecided);

}  // namespace eventarch::check
