#pragma once

/// Assumptions that the design at hand rests on.

#include <vector>

#include "eventarch/design.hpp"

namespace eventarch::report {

/// Without those that play no part on the chosen broker: copies and zones where a service keeps
/// them. Reasons speak of partitions only where there are some. All where there is no design.
/// Requires a context.
[[nodiscard]] std::vector<Assumption> assumptions_in_use(const Advice& advice);

}  // namespace eventarch::report
