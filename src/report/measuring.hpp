#pragma once

/// How an input that a design hangs on is measured, with the tool of the chosen broker.

#include <string>
#include <string_view>
#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

/// "the busiest minute of a week over its mean, by NumberOfMessagesSent of CloudWatch". Empty for
/// an input that is not measured.
[[nodiscard]] std::string_view way_to_measure(std::string_view field, std::string_view broker);

/// The inputs whose measurement would sharpen the design most, a sentence each: what is assumed,
/// the figures at which the design changes, and how to measure. Requires: advice.design and
/// .decision with a winner.
[[nodiscard]] std::vector<std::string> measured_first(const Advice& advice);

}  // namespace eventarch::report
