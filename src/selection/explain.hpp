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

/// For each requirement and constraint the nearest change that changes the winning broker.
[[nodiscard]] std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                                      const Decision& decision);

/// The smallest sets of changes that make something qualify, fewest changes first; none contains
/// another one.
[[nodiscard]] std::vector<Relaxation> relaxations(const EventContext& context,
                                                  const Decision& decision);

}  // namespace eventarch::selection
