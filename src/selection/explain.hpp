#pragma once

/// Why the winner won, what would change it, and what to give up where nothing qualifies.

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eventarch/decision.hpp"

namespace eventarch::selection {

/// Who would be chosen where a broker is pinned; nobody where nothing is pinned, or the pinned
/// broker would be chosen too.
struct Unpinned {
  const Candidate* choice = nullptr;  ///< one of the decision's
  std::string gives_way;              ///< why the pinned one would, whatever its points; else empty
};

/// Says of each candidate why it won, lost or is out.
void add_verdicts(Decision& decision, const Unpinned& unpinned);

/// Two or three sentences. Empty where nothing qualifies.
[[nodiscard]] std::string rationale(const Decision& decision, const Unpinned& unpinned);

/// What the design with a candidate, of which nothing is said, would miss where a field of the
/// context has been changed, a sentence each. Whoever can size one says so; without a trial nothing
/// is said.
using Trial = std::function<std::vector<std::string>(
    std::string_view field, const EventContext& changed, const Candidate& winner)>;

/// For each requirement and constraint the nearest change that makes another broker win, several
/// where they are as near, or, where there is none, with which nothing does what is asked for. Each
/// is tried.
[[nodiscard]] std::vector<Flip> flips(const EventContext& context, const Catalogue& catalogue,
                                      const Candidate& winner, const Trial& trial);

/// The whole decision, with the design of each flip tried.
[[nodiscard]] Decision tried_decision(const EventContext& context, const Catalogue& catalogue,
                                      const Trial& trial);

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
