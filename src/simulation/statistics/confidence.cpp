#include "simulation/statistics/confidence.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace eventarch::simulation {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// The sum of squared distances from the mean.
double squares_of(std::span<const double> values, double mean) {
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum;
}

/// The correlation of neighbours; 0 for a constant series.
double neighbours_correlation(std::span<const double> values) {
  const double mean = mean_of(values);
  const double squares = squares_of(values, mean);
  if (squares <= 0) return 0;
  double products = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    products += (values[i - 1] - mean) * (values[i] - mean);
  }
  return products / squares;
}

std::vector<double> batch_means(std::span<const double> series, std::size_t size) {
  std::vector<double> means;
  for (std::size_t begin = 0; begin + size <= series.size(); begin += size) {
    means.push_back(mean_of(series.subspan(begin, size)));
  }
  return means;
}

}  // namespace

double student_t_95(std::size_t degrees_of_freedom) {
  static constexpr std::array table{12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060,
                                    2.2622,  2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199,
                                    2.1098,  2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639,
                                    2.0595,  2.0555, 2.0518, 2.0484, 2.0452, 2.0423};
  if (degrees_of_freedom == 0) return table.front();
  if (degrees_of_freedom <= table.size()) return table[degrees_of_freedom - 1];
  constexpr double z = 1.959963984540054;
  const auto n = static_cast<double>(degrees_of_freedom);
  const double z3 = z * z * z;
  return z + (z3 + z) / (4 * n) + (5 * z3 * z * z + 16 * z3 + 3 * z) / (96 * n * n);
}

std::optional<Interval> interval_of(std::span<const double> independent) {
  if (independent.size() < 2) return std::nullopt;
  const double mean = mean_of(independent);
  const auto n = static_cast<double>(independent.size());
  const double error = std::sqrt(squares_of(independent, mean) / (n - 1) / n);
  const double half = student_t_95(independent.size() - 1) * error;
  return Interval{mean, mean - half, mean + half, independent.size()};
}

std::optional<Interval> interval_by_batches(std::span<const double> series) {
  constexpr std::size_t fewest = 10;
  constexpr std::size_t wanted = 30;
  constexpr double correlated = 0.2;
  for (std::size_t size = std::max<std::size_t>(1, series.size() / wanted);
       series.size() / size >= fewest; size *= 2) {
    const std::vector<double> means = batch_means(series, size);
    if (std::abs(neighbours_correlation(means)) < correlated) return interval_of(means);
  }
  return std::nullopt;
}

std::optional<std::size_t> warm_up_end(std::span<const double> series, std::size_t batch) {
  const std::vector<double> means = batch_means(series, batch);
  if (means.size() < 4) return std::nullopt;
  // From the end, so that sums of the rest grow by one term a step.
  double sum = 0;
  double squares = 0;
  double least = -1;
  std::size_t best = 0;
  for (std::size_t cut = means.size(); cut-- > 0;) {
    sum += means[cut];
    squares += means[cut] * means[cut];
    const auto n = static_cast<double>(means.size() - cut);
    if (n < 2) continue;
    const double error = std::max(0.0, squares - sum * sum / n) / (n * n);
    if (cut <= means.size() / 2 && (least < 0 || error <= least)) {
      least = error;
      best = cut;
    }
  }
  if (best >= means.size() / 2) return std::nullopt;
  return best * batch;
}

}  // namespace eventarch::simulation
