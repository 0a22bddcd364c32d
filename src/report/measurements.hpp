#pragma once

/// What to measure first, the assumed inputs that the numbers hang on most, and how.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

struct Measurement {
  std::string field;  ///< path below event_context
  std::string
      text;  ///< what is assumed, the figures at which the design changes, and how to measure
};

/// "the busiest minute of a week over its mean, by NumberOfMessagesSent of CloudWatch". Empty for
/// an input that is not measured.
[[nodiscard]] std::string_view way_to_measure(std::string_view field, std::string_view broker);

/// "-20 %: partitions 24 -> 18", one a direction.
[[nodiscard]] std::vector<std::string> steps_of(const Sensitivity& one);

/// At most three, the heaviest first; none where everything that counts is stated. Requires a
/// design.
[[nodiscard]] std::vector<Measurement> measurements(const Advice& advice);

}  // namespace eventarch::report
