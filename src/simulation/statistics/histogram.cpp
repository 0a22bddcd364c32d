#include "simulation/statistics/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace eventarch::simulation {

// The highest bit of a value says which octave it is in, the nine below which bucket of that.
std::size_t Histogram::bucket_of(Time value) {
  constexpr Time exact = Time{1} << (sub_bucket_bits + 1);
  if (value < exact) return value;
  const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - (sub_bucket_bits + 1);
  return (static_cast<std::size_t>(shift) << sub_bucket_bits) + (value >> shift);
}

Time Histogram::middle_of(std::size_t bucket) {
  constexpr std::size_t exact = std::size_t{1} << (sub_bucket_bits + 1);
  if (bucket < exact) return bucket;
  const std::size_t shift = (bucket >> sub_bucket_bits) - 1;
  const Time low = (bucket - (shift << sub_bucket_bits)) << shift;
  return low + ((Time{1} << shift) - 1) / 2;
}

void Histogram::add(const Histogram& other) {
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  maximum_ = std::max(maximum_, other.maximum_);
  sum_ += other.sum_;
}

bool Histogram::tells(double share) const {
  constexpr double least_above = 10;
  // The product, since 1 - 0.999 is a little less than a thousandth.
  return static_cast<double>(count_) * (1 - share) >= least_above * (1 - 1e-9);
}

std::vector<Histogram::Point> Histogram::points() const {
  constexpr std::size_t together = 16;  // buckets of 512 an octave
  std::vector<Point> all;
  for (std::size_t begin = 0; begin < counts_.size(); begin += together) {
    Point point;
    for (std::size_t i = begin; i < std::min(begin + together, counts_.size()); ++i) {
      const auto count = static_cast<double>(counts_[i]);
      point.nanoseconds += static_cast<double>(middle_of(i)) * count;
      point.count += count;
    }
    if (point.count == 0) continue;
    point.nanoseconds /= point.count;
    all.push_back(point);
  }
  return all;
}

std::optional<Time> Histogram::quantile(double share) const {
  if (!tells(share)) return std::nullopt;
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    seen += counts_[bucket];
    if (seen >= rank) return std::min(middle_of(bucket), maximum_);
  }
  return maximum_;
}

}  // namespace eventarch::simulation
