#pragma once

/// Spans of time, counted in buckets whose width grows with the value: the middle of a bucket is
/// never further than 0.1 % from what fell into it. Histograms of several runs are added up.
/// Idea: log-linear buckets, as in HdrHistogram (Tene).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "simulation/engine/time.hpp"

namespace eventarch::simulation {

class Histogram {
 public:
  /// Values up to `longest_value` are told apart; longer ones count as that, and `maximum` stays
  /// exact.
  static constexpr Time longest_value = Time{8} * 86'400 * one_second;

  void record(Time value) {
    const std::size_t index = bucket_of(value > longest_value ? longest_value : value);
    if (index >= counts_.size()) counts_.resize(index + 1);
    ++counts_[index];
    ++count_;
    if (value > maximum_) maximum_ = value;
    sum_ += static_cast<double>(value);
  }
  void add(const Histogram& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] Time maximum() const { return maximum_; }
  /// 0 where nothing was recorded.
  [[nodiscard]] double mean_nanoseconds() const {
    return count_ == 0 ? 0 : sum_ / static_cast<double>(count_);
  }
  /// The value below which `share` of all lie, by the middle of its bucket. Requires: 0 < share
  /// < 1. Empty with fewer than 10 / (1 - share) values: fewer than ten of them would lie above it.
  [[nodiscard]] std::optional<Time> quantile(double share) const;
  /// Whether enough values lie beyond that share of all for it to be a quantile of theirs.
  [[nodiscard]] bool tells(double share) const;

  /// How many values lie about where, rising: 32 points an octave, each the mean of its values.
  struct Point {
    double nanoseconds = 0;
    double count = 0;
  };
  [[nodiscard]] std::vector<Point> points() const;

 private:
  /// 512 buckets an octave; below 1024 ns each value has its own.
  static constexpr unsigned sub_bucket_bits = 9;

  [[nodiscard]] static std::size_t bucket_of(Time value);
  [[nodiscard]] static Time middle_of(std::size_t bucket);

  std::vector<std::uint64_t> counts_;
  std::uint64_t count_ = 0;
  Time maximum_ = 0;
  double sum_ = 0;
};

}  // namespace eventarch::simulation
