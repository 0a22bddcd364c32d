#pragma once

/// What to measure first: the assumed inputs that the numbers hang on most.

#include <string>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

struct Measurement {
  std::string field;  ///< path below event_context
  std::string text;   ///< what is assumed, how it is measured, and which figures it changes
};

/// At most three, the heaviest first; none where everything that counts is stated. Requires a
/// design.
[[nodiscard]] std::vector<Measurement> measurements(const Advice& advice);

}  // namespace eventarch::report
