#pragma once

/// Constraints and criteria applied to every mode of the catalogue; no explanation beyond that.
/// Cheap: the flips and relaxations call it many times.

#include <vector>

#include "eventarch/decision.hpp"

namespace eventarch::selection {

/// Eligible candidates by falling score, ties by broker and mode; then the excluded ones, fewest
/// exclusions first.
[[nodiscard]] std::vector<Candidate> rank_candidates(const EventContext& context,
                                                     const Catalogue& catalogue);

}  // namespace eventarch::selection
