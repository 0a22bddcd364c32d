#pragma once

/// Constraints and criteria applied to every mode that takes part; no explanation beyond that.

#include <string_view>
#include <vector>

#include "eventarch/decision.hpp"
#include "selection/subject.hpp"

namespace eventarch::selection {

/// Eligible candidates by falling score, ties by broker; a mode that has hardly less than the best
/// one of its broker and is listed before it in the catalogue stands before it. Then the excluded
/// ones, fewest exclusions first, ties by the score that each would have. The modes of the broker
/// `kept` are not excluded for what their sizes go beyond.
[[nodiscard]] std::vector<Candidate> rank_candidates(const EventContext& context,
                                                     const Catalogue& catalogue,
                                                     std::string_view kept = {});

/// The candidates with the pinned broker in front, and nothing said of them.
[[nodiscard]] Decision bare_decision(const EventContext& context, const Catalogue& catalogue);

/// One of them, whether or not it takes part, without a verdict.
[[nodiscard]] Candidate judged(const Subject& subject);

/// The winner alone, without contributions, where the file leaves the choice open and somebody
/// qualifies: all that rules ask which find nothing. Otherwise the bare decision.
[[nodiscard]] Decision wordless_decision(const EventContext& context, const Catalogue& catalogue);

}  // namespace eventarch::selection
