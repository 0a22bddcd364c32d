#pragma once

/// Arithmetic whose results are always numbers: an input may be as large as a double can be, and
/// what lies beyond stays at the largest double instead of becoming infinite.

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/notation.hpp"

namespace eventarch::formulas {

/// What is used further goes through here first, so that infinity never meets zero or another
/// infinity: there is no NaN either.
inline double finite(double value) {
  constexpr double largest = std::numeric_limits<double>::max();
  return value < largest ? value : largest;
}

/// The next whole number, forgiving rounding errors. Doubles from 2^53 on are whole already.
inline double whole(double value) {
  constexpr double all_are_whole = 9007199254740992.0;  // 2^53
  if (value >= all_are_whole) return finite(value);
  return static_cast<double>(notation::guarded_ceil(value));
}

/// The whole number of things that cover `value`, rounding errors forgiven; at most 2^53.
inline double ceiling(double value) { return static_cast<double>(notation::guarded_ceil(value)); }

/// How many things of the size `one` fit into `room`, rounding errors forgiven: 3 of 0.2 into 0.6.
/// At least 1, though it be too large, and at most `all`.
inline double fitting(double room, double one, double all) {
  if (!(one * all > room)) return all;
  const double exact = room / one;
  const double nearest = std::round(exact);
  const double tolerance = std::min(0.25, std::abs(exact) * 1e-12 + 1e-9);
  const double whole = std::abs(exact - nearest) <= tolerance ? nearest : std::floor(exact);
  return std::clamp(whole, 1.0, all);
}

}  // namespace eventarch::formulas
