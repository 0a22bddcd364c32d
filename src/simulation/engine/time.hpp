#pragma once

/// Time of a simulation: unsigned 64-bit nanoseconds from its start, 584 years of them. Never
/// floating point on the clock: sums of doubles depend on the order of events.

#include <cstdint>
#include <limits>

namespace eventarch::simulation {

using Time = std::uint64_t;

inline constexpr Time one_nanosecond = 1;
inline constexpr Time one_microsecond = 1'000;
inline constexpr Time one_millisecond = 1'000'000;
inline constexpr Time one_second = 1'000'000'000;
/// Later than everything.
inline constexpr Time never = std::numeric_limits<Time>::max();
/// The longest span that a variate may give: 100 years. Sums of a few of them do not overflow.
inline constexpr Time longest_span = std::uint64_t{100} * 365 * 86'400 * one_second;

/// Rounds half up; negative and NaN give 0, more than `longest_span` gives that.
[[nodiscard]] constexpr Time from_nanoseconds(double nanoseconds) {
  if (!(nanoseconds > 0)) return 0;
  if (nanoseconds >= static_cast<double>(longest_span)) return longest_span;
  // A plain sum rounds alike on every machine; std::lround is no constant expression.
  return static_cast<Time>(nanoseconds + 0.5);  // NOLINT(bugprone-incorrect-roundings)
}
[[nodiscard]] constexpr Time from_seconds(double seconds) {
  return from_nanoseconds(seconds * static_cast<double>(one_second));
}
[[nodiscard]] constexpr Time from_milliseconds(double milliseconds) {
  return from_nanoseconds(milliseconds * static_cast<double>(one_millisecond));
}
[[nodiscard]] constexpr double to_seconds(Time time) {
  return static_cast<double>(time) / static_cast<double>(one_second);
}
[[nodiscard]] constexpr double to_milliseconds(Time time) {
  return static_cast<double>(time) / static_cast<double>(one_millisecond);
}

static_assert(from_milliseconds(1.5) == 1'500'000 && from_nanoseconds(-1) == 0);

}  // namespace eventarch::simulation
