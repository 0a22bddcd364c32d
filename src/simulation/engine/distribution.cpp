#include "simulation/engine/distribution.hpp"

#include <cmath>

#include "simulation/engine/mathematics.hpp"
#include "simulation/engine/random_stream.hpp"

namespace eventarch::simulation {

Distribution Distribution::deterministic(double nanoseconds) {
  Distribution out;
  out.scale_ = nanoseconds;
  return out;
}

Distribution Distribution::exponential(double mean_nanoseconds) {
  Distribution out;
  out.shape_ = Shape::exponential;
  out.scale_ = mean_nanoseconds;
  return out;
}

Distribution Distribution::lognormal(double mean_nanoseconds, double variation) {
  if (!(variation > 0) || !(mean_nanoseconds > 0)) return deterministic(mean_nanoseconds);
  Distribution out;
  out.shape_ = Shape::lognormal;
  const double variance = natural_logarithm(1 + variation * variation);
  out.sigma_ = std::sqrt(variance);
  out.scale_ = mean_nanoseconds * simulation::exponential(-variance / 2);
  return out;
}

Distribution Distribution::lognormal_by_percentiles(double median_nanoseconds,
                                                    double p99_nanoseconds) {
  if (!(p99_nanoseconds > median_nanoseconds) || !(median_nanoseconds > 0)) {
    return deterministic(median_nanoseconds);
  }
  Distribution out;
  out.shape_ = Shape::lognormal;
  out.sigma_ = natural_logarithm(p99_nanoseconds / median_nanoseconds) / normal_quantile(0.99);
  out.scale_ = median_nanoseconds;
  return out;
}

Time Distribution::draw(std::uint64_t random) const {
  switch (shape_) {
    case Shape::deterministic: return from_nanoseconds(scale_);
    case Shape::exponential:
      return from_nanoseconds(-scale_ * natural_logarithm(unit_interval(random)));
    case Shape::lognormal:
      return from_nanoseconds(
          scale_ * simulation::exponential(sigma_ * normal_quantile(unit_interval(random))));
  }
  return 0;
}

void Distribution::draw(const std::array<std::uint64_t, drawn_at_once>& random,
                        std::array<Time, drawn_at_once>& spans) const {
  if (shape_ != Shape::exponential) {
    for (std::size_t i = 0; i < drawn_at_once; ++i) spans[i] = draw(random[i]);
    return;
  }
  std::array<double, drawn_at_once> logarithms{};
  for (std::size_t i = 0; i < drawn_at_once; ++i) logarithms[i] = unit_interval(random[i]);
  replace_by_logarithms(logarithms);
  for (std::size_t i = 0; i < drawn_at_once; ++i) {
    spans[i] = from_nanoseconds(-scale_ * logarithms[i]);
  }
}

double Distribution::mean_nanoseconds() const {
  if (shape_ != Shape::lognormal) return scale_;
  return scale_ * simulation::exponential(sigma_ * sigma_ / 2);
}

double Distribution::variation() const {
  switch (shape_) {
    case Shape::deterministic: return 0;
    case Shape::exponential: return 1;
    case Shape::lognormal: return std::sqrt(simulation::exponential(sigma_ * sigma_) - 1);
  }
  return 0;
}

}  // namespace eventarch::simulation
