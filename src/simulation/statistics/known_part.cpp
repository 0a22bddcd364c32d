#include "simulation/statistics/known_part.hpp"

#include <algorithm>

#include "simulation/engine/mathematics.hpp"

namespace eventarch::simulation {
namespace {

/// The draw for which inversion gives the value that `below` of a distribution lies under.
std::uint64_t draw_at(double below) {
  constexpr double all = 18446744073709551616.0;   // 2^64
  constexpr double most = 18446744073709549568.0;  // the last double before it
  return static_cast<std::uint64_t>(std::min(below * all, most));
}

}  // namespace

KnownPart::KnownPart(const Distribution& distribution) {
  // Points lie the closer the further out: the tail decides the quantiles that are asked for.
  constexpr int halvings = 24;
  constexpr int each = 32;
  constexpr double ln_2 = 0.6931471805599453;
  const auto tail_at = [](int place) {
    return exponential(-ln_2 * (1 + static_cast<double>(place) / each));
  };
  const auto value_at = [&](double below) {
    return static_cast<double>(distribution.draw(draw_at(below)));
  };
  for (int place = halvings * each; place > 0; --place) {
    points_.push_back({value_at(tail_at(place)), 1 - tail_at(place)});
  }
  for (int place = 0; place <= halvings * each; ++place) {
    points_.push_back({value_at(1 - tail_at(place)), tail_at(place)});
  }
}

double KnownPart::share_above(double nanoseconds) const {
  const auto next = std::ranges::upper_bound(points_, nanoseconds, {}, &Point::nanoseconds);
  if (next == points_.begin()) return 1;
  if (next == points_.end()) return 0;
  const Point& left = *(next - 1);
  const double way = (nanoseconds - left.nanoseconds) / (next->nanoseconds - left.nanoseconds);
  return left.above + (next->above - left.above) * way;
}

std::optional<double> KnownPart::quantile_of_sum(const Histogram& measured, double share) const {
  if (!measured.tells(share)) return std::nullopt;
  const std::vector<Histogram::Point> parts = measured.points();
  const double wanted = (1 - share) * static_cast<double>(measured.count());
  double low = parts.front().nanoseconds + points_.front().nanoseconds;
  double high = parts.back().nanoseconds + points_.back().nanoseconds;
  constexpr double exact_enough = 1e-5;
  while (high - low > exact_enough * high) {
    const double middle = (low + high) / 2;
    double above = 0;
    for (const Histogram::Point& part : parts) {
      above += part.count * share_above(middle - part.nanoseconds);
    }
    (above > wanted ? low : high) = middle;
  }
  return high;
}

}  // namespace eventarch::simulation
