#include <array>
#include <cmath>

#include "selection/criteria/criteria.hpp"

namespace eventarch::selection {
namespace {

// clang-format off
// One row each.
constexpr std::array all_criteria{
    Criterion{"use_case_fit", 0.22, "Is it made for this kind of flow?", &criteria::use_case_fit},
    Criterion{"operations", 0.19, "Can the team run it?", &criteria::operations},
    Criterion{"features", 0.20, "Are the features asked for built in?", &criteria::features},
    Criterion{"guarantee", 0.07, "Does it keep order and messages without extra work?", &criteria::guarantee},
    Criterion{"latency_margin", 0.06, "How far below the target does it stay?", &criteria::latency_margin},
    Criterion{"headroom", 0.08, "How far above the rate does it go?", &criteria::headroom},
    Criterion{"history", 0.05, "Does it keep what was read?", &criteria::history},
    Criterion{"failure_handling", 0.04, "Are dead letters built in?", &criteria::failure_handling},
    Criterion{"portability", 0.06, "Does it tie the team to one cloud?", &criteria::portability},
    Criterion{"cost_shape", 0.03, "Does what is paid follow what is used?", &criteria::cost_shape},
};
// clang-format on

constexpr double sum() {
  double total = 0;
  for (const Criterion& criterion : all_criteria) total += criterion.weight;
  return total;
}
static_assert(sum() > 0.999999 && sum() < 1.000001, "the weights add up to 1");

/// Points are tenths.
constexpr double half_a_tenth = 0.05;

/// The most that a criterion gives, if its points are rounded upwards.
constexpr double most_of(const Criterion& criterion) {
  return criterion.weight * 100 + half_a_tenth;
}

constexpr double most_points() {
  double most = 0;
  for (const Criterion& criterion : all_criteria) most += most_of(criterion);
  return most;
}

/// Parts are tenths; their sum in binary is not, quite.
double in_tenths(double sum) { return std::round(sum * 10) / 10; }

}  // namespace

std::span<const Criterion> criterion_table() { return all_criteria; }

double points_of(const Criterion& criterion, double rating) {
  return std::round(criterion.weight * rating * 1000) / 10;
}

double score_of(const Subject& subject) {
  double total = 0;
  for (const Criterion& criterion : all_criteria) {
    total += points_of(criterion, criterion.assessment->rate(subject));
  }
  return in_tenths(total);
}

std::optional<double> score_reaching(double least, const Subject& subject) {
  double total = 0;
  constexpr double most = most_points();
  double open = most;
  for (const Criterion& criterion : all_criteria) {
    total += points_of(criterion, criterion.assessment->rate(subject));
    open -= most_of(criterion);
    if (total + open < least - half_a_tenth) return std::nullopt;
  }
  return in_tenths(total);
}

}  // namespace eventarch::selection
