#pragma once

/// Which changes of the file lead to which changes of the design. Found out, not guessed: the old
/// file is designed again with each change alone, and the new one with each change left out.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "eventarch/diff.hpp"

namespace eventarch::diff {

/// The changes of a design against the old one; nothing where there is no such design, or no more
/// are to be made.
using Trial = std::function<std::optional<std::vector<Change>>(std::size_t requirement)>;

struct Trials {
  std::size_t requirements = 0;
  Trial with_one;     ///< the old file with one change made
  Trial without_one;  ///< the new file with one change taken back
};

/// Fills in the causes of every change.
void find_causes(std::vector<Change>& changes, const Trials& trials);

}  // namespace eventarch::diff
