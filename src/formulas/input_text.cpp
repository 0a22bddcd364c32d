/// What people are told about inputs and results.

#include <fmt/format.h>

#include <cmath>

#include "eventarch/formulas.hpp"
#include "support/notation.hpp"

namespace eventarch {
namespace {

bool is_tiny(double value) { return value != 0 && std::abs(value) < 1e-3; }

/// To ten digits: more than is known, and free of the noise of the arithmetic.
std::string precise(double value) {
  constexpr double grouped_least = 1e3;
  constexpr double grouped_most = 1e15;
  const double size = std::abs(value);
  if (size < grouped_least || size >= grouped_most) return fmt::format("{:.10g}", value);
  return notation::number(value, 10);
}

/// Nothing is nothing in every unit, and no argument lies between it and the least one.
std::string bound(Dimension dimension, double value) {
  if (std::abs(value) <= argument_least && dimension != Dimension::share) return "0";
  return show(dimension, value);
}

/// True where the lower bound itself is no value, as far as arguments can tell.
bool is_above(const Range& range) {
  const bool beyond_zero = range.least > 0 && range.least <= argument_least;
  return range.least_excluded || beyond_zero;
}

}  // namespace

std::string show_in_full(Dimension dimension, double value) {
  const std::string shown = show(dimension, value);
  const std::string_view unit = base_unit(dimension);
  std::string full = fmt::format("{}{}{}", precise(value), unit.empty() ? "" : " ", unit);
  const bool plain = dimension == Dimension::number || dimension == Dimension::count;
  if (shown == full || (plain && is_tiny(value))) return full;
  return fmt::format("{} ({})", shown, full);
}

std::string_view dimension_name(Dimension dimension) {
  switch (dimension) {
    case Dimension::count: return "count";
    case Dimension::share: return "share";
    case Dimension::message_rate: return "message rate";
    case Dimension::byte_rate: return "byte rate";
    case Dimension::bytes: return "size";
    case Dimension::duration: return "duration";
    case Dimension::number: break;
  }
  return "number";
}

std::string range_text(Dimension dimension, const Range& range) {
  const std::string least = bound(dimension, range.least);
  const std::string most = bound(dimension, range.most);
  const bool above = is_above(range);
  if (range.most >= argument_most) {
    if (range.least <= -argument_most) return "any";
    return above ? fmt::format("above {}", least) : fmt::format("{} or more", least);
  }
  if (range.least <= -argument_most) {
    return range.most_excluded ? fmt::format("below {}", most) : fmt::format("up to {}", most);
  }
  if (above && range.most_excluded) return fmt::format("above {} and below {}", least, most);
  if (above) return fmt::format("above {} up to {}", least, most);
  if (range.most_excluded) return fmt::format("{} or more and below {}", least, most);
  return fmt::format("{} to {}", least, most);
}

}  // namespace eventarch
