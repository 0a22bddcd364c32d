#pragma once

/// Criteria: how well an eligible mode suits. Each gives a rating from 0 to 1 with a reason;
/// weights are data in one table. A score is the sum of its parts.

#include <span>
#include <string>
#include <string_view>

#include "selection/constraint.hpp"

namespace eventarch::selection {

struct Rating {
  double value = 0;  ///< 0 (worst) .. 1 (best)
  std::string reason;
};

struct Criterion {
  std::string_view name;
  double weight = 0;
  std::string_view question;
  Rating (*rate)(const Subject&);
};

/// In the order of a report; the weights add up to 1.
[[nodiscard]] std::span<const Criterion> criterion_table();

Rating rate_use_case_fit(const Subject& subject);
Rating rate_guarantee(const Subject& subject);
Rating rate_operations(const Subject& subject);
Rating rate_latency_margin(const Subject& subject);
Rating rate_headroom(const Subject& subject);
Rating rate_features(const Subject& subject);
Rating rate_failure_handling(const Subject& subject);
Rating rate_history(const Subject& subject);
Rating rate_portability(const Subject& subject);
Rating rate_cost_shape(const Subject& subject);

}  // namespace eventarch::selection
