#pragma once

/// Constraints and criteria applied to every mode that takes part; no explanation beyond that.

#include <vector>

#include "eventarch/decision.hpp"
#include "selection/subject.hpp"

namespace eventarch::selection {

/// Eligible candidates by falling score, ties by broker and mode; then the excluded ones, fewest
/// exclusions first, ties by the score that each would have.
[[nodiscard]] std::vector<Candidate> rank_candidates(const EventContext& context,
                                                     const Catalogue& catalogue);

/// The candidates with the pinned broker in front, and nothing said of them.
[[nodiscard]] Decision bare_decision(const EventContext& context, const Catalogue& catalogue);

/// One of them, whether or not it takes part, without a verdict.
[[nodiscard]] Candidate judged(const Subject& subject);

/// The winner alone, without contributions, where the file leaves the choice open and somebody
/// qualifies: all that rules ask which find nothing. Otherwise the bare decision.
[[nodiscard]] Decision wordless_decision(const EventContext& context, const Catalogue& catalogue);

}  // namespace eventarch::selection
