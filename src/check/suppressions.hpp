#pragma once

/// Comments that ask for silence, held to the findings of their document.

#include <cstdint>
#include <string>
#include <vector>

#include "check/comments.hpp"
#include "check/place_index.hpp"
#include "eventarch/check.hpp"
#include "input/source_positions.hpp"

namespace eventarch::check {

/// A document with all that was found in it.
struct FoundInDocument {
  const input::SourcePositions& source;
  const std::string& file;
  const PlaceIndex& places;
  Date today;
  bool all_rules_ran = false;  ///< else a comment may be about what was not looked at
};

/// Marks the findings that a comment speaks of. Returns what is wrong with the comments.
[[nodiscard]] Findings suppress(const std::vector<Comment>& comments,
                                const FoundInDocument& document,
                                std::vector<CheckFinding>& findings);

}  // namespace eventarch::check
