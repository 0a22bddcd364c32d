#include <array>

#include "selection/criterion.hpp"

namespace eventarch::selection {
namespace {

// clang-format off
// One row each.
constexpr std::array all{
    Criterion{"use_case_fit", 0.28, "Is it made for this kind of flow?", rate_use_case_fit},
    Criterion{"operations", 0.22, "Can the team run it?", rate_operations},
    Criterion{"features", 0.14, "Are the features asked for built in?", rate_features},
    Criterion{"guarantee", 0.10, "Does it keep order and messages without extra work?", rate_guarantee},
    Criterion{"latency_margin", 0.06, "How far below the target does it stay?", rate_latency_margin},
    Criterion{"headroom", 0.05, "How far above the rate does it go?", rate_headroom},
    Criterion{"history", 0.05, "Does it keep what was read?", rate_history},
    Criterion{"failure_handling", 0.03, "Are dead letters built in?", rate_failure_handling},
    Criterion{"portability", 0.04, "Does it tie the team to one cloud?", rate_portability},
    Criterion{"cost_shape", 0.03, "Is paid for what is used?", rate_cost_shape},
};
// clang-format on

constexpr double sum() {
  double total = 0;
  for (const Criterion& criterion : all) total += criterion.weight;
  return total;
}
static_assert(sum() > 0.999999 && sum() < 1.000001, "the weights add up to 1");

}  // namespace

std::span<const Criterion> criterion_table() { return all; }

}  // namespace eventarch::selection
