#pragma once

/// Why the winner won, what would change it, and what to give up where nothing qualifies.

#include <string>
#include <vector>

#include "eventarch/decision.hpp"

namespace eventarch::selection {

/// Says of each candidate why it won, lost or is out.
void add_verdicts(Decision& decision);

/// Two or three sentences. Empty where nothing qualifies.
[[nodiscard]] std::string rationale(const Decision& decision);

/// For each requirement and constraint the nearest change that makes another broker win, or, where
/// there is none, that leaves no broker at all.
[[nodiscard]] std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                                      const Candidate& winner);

/// How many of the neighbouring inputs keep the winning broker.
[[nodiscard]] Stability stability(const EventContext& context, const Catalogue& catalogue,
                                  const Candidate& winner);

/// Every minimal set of changes that makes a mode qualify, nearest first; none contains another
/// one.
[[nodiscard]] std::vector<Relaxation> relaxations(const EventContext& context,
                                                  const Decision& decision);

}  // namespace eventarch::selection
