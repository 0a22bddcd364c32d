#pragma once

/// Criteria: how well an eligible mode suits. Each gives a rating from 0 to 1 with a reason;
/// weights are data in one table. A score is the sum of its parts. One file each in criteria/.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "selection/subject.hpp"

namespace eventarch::selection {

struct Assessment {
  double (*rate)(const Subject&);         ///< 0 (worst) .. 1 (best); makes no text
  std::string (*reason)(const Subject&);  ///< for the rating, without the mode's name
};

struct Criterion {
  std::string_view name;
  double weight = 0;
  std::string_view question;
  const Assessment* assessment = nullptr;
};

/// In the order of a report; the weights add up to 1.
[[nodiscard]] std::span<const Criterion> criterion_table();

/// What a rating is worth: of 100 points in all, rounded to a tenth so that printed parts add up.
[[nodiscard]] double points_of(const Criterion& criterion, double rating);

/// What the criteria give to a mode together, whether or not it meets the hard constraints.
[[nodiscard]] double score_of(const Subject& subject);

/// The score, or nothing where it is below `least`: known as soon as the criteria left to ask
/// cannot make up for what the others did not give.
[[nodiscard]] std::optional<double> score_reaching(double least, const Subject& subject);

/// Of two modes of one broker the difference of points that says nothing: a judgement. The one that
/// the catalogue lists first, the simpler and cheaper one, is then chosen.
inline constexpr double hardly_less = 0.5;
/// Requires points as `score_of` rounds them.
[[nodiscard]] constexpr bool is_hardly_less(double score, double best) {
  constexpr double rounding_error = 1e-6;
  return score >= best - hardly_less - rounding_error;
}

}  // namespace eventarch::selection
