#pragma once

/// Why the winner won, what would change it, and what to give up where nothing qualifies.

#include <set>
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

/// A set of changes with which a mode qualifies, and the context with all of them.
struct WayOut {
  Relaxation relaxation;
  EventContext context;
};

/// Every set of changes that was found, for each mode; some contain others.
[[nodiscard]] std::vector<WayOut> ways_out(const EventContext& context, const Decision& decision);

/// The fields that it changes.
[[nodiscard]] std::set<std::string> fields_of(const Relaxation& relaxation);

/// Those that contain no other one that is as good, without shortfalls first, then nearest first.
[[nodiscard]] std::vector<Relaxation> minimal(std::vector<Relaxation> all);

}  // namespace eventarch::selection
