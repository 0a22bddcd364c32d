#pragma once

/// Constraints and criteria applied to every mode that takes part; no explanation beyond that.

#include <optional>
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

/// Who comes first, without a word said: what flips and stability ask hundreds of times.
struct Winner {
  const Broker* broker = nullptr;
  const Mode* mode = nullptr;
  double score = 0;
};

/// The first of `rank_candidates`, where it is eligible.
[[nodiscard]] std::optional<Winner> quick_winner(const EventContext& context,
                                                 const Catalogue& catalogue);

}  // namespace eventarch::selection
