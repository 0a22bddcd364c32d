/// Figures, times and counts of simulations, as reports for people write them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/simulation_words.hpp"
#include "support/notation.hpp"

namespace eventarch::report {
namespace {

constexpr int digits_of_figures = 3;

std::string interval(const Estimate& estimate, double factor) {
  if (!estimate.low || !estimate.high) return {};
  return fmt::format(" ({} to {})", notation::number(*estimate.low * factor, digits_of_figures),
                     notation::number(*estimate.high * factor, digits_of_figures));
}

}  // namespace

TimeUnit unit_of(double milliseconds) {
  constexpr double microsecond = 0.001;
  constexpr double second = 1000;
  constexpr double minute = 60 * second;
  constexpr double hour = 60 * minute;
  constexpr double day = 24 * hour;
  // 0.9996 ms are shown as 1 ms, not as 1,000 us.
  if (milliseconds > 0 && milliseconds < 0.9995) return {"us", 1 / microsecond};
  if (milliseconds < second) return {"ms", 1};
  if (milliseconds < 2 * minute) return {"s", 1 / second};
  if (milliseconds < 2 * hour) return {"min", 1 / minute};
  if (milliseconds < 2 * day) return {"hours", 1 / hour};
  return {"days", 1 / day};
}

std::string time_text(double milliseconds) {
  const TimeUnit unit = unit_of(milliseconds);
  return fmt::format(
      "{} {}", notation::number(milliseconds * unit.per_millisecond, digits_of_figures), unit.name);
}

std::string time_estimate(const Estimate& estimate) {
  const TimeUnit unit = unit_of(estimate.value);
  return time_text(estimate.value) + interval(estimate, unit.per_millisecond);
}

std::string share_estimate(const Estimate& estimate) {
  return notation::percent(estimate.value) + interval(estimate, 100);
}

std::string quantile_name(double share) {
  return fmt::format("p{}", notation::number(share * 100));
}

std::string count_text(std::uint64_t count) {
  constexpr int all_digits = 16;
  return notation::number(static_cast<double>(count), all_digits);
}

HistoryClock clock_of(const std::vector<HistoryLine>& lines) {
  constexpr double minute = 60'000;
  const bool long_lasting =
      std::ranges::any_of(lines, [](const HistoryLine& line) { return line.time_ms >= minute; });
  return long_lasting ? HistoryClock::hours_minutes_seconds : HistoryClock::milliseconds;
}

std::string_view clock_name(HistoryClock clock) {
  return clock == HistoryClock::milliseconds ? "ms" : "h:min:s";
}

std::string history_time(double milliseconds, HistoryClock clock) {
  if (clock == HistoryClock::milliseconds) return fmt::format("{:>12.3f} ms", milliseconds);
  constexpr std::uint64_t second = 1'000'000;  // in microseconds
  constexpr std::uint64_t minute = 60 * second;
  constexpr std::uint64_t hour = 60 * minute;
  const auto all = static_cast<std::uint64_t>(std::llround(milliseconds * 1000));
  return fmt::format("{:>15}", fmt::format("{}:{:02}:{:02}.{:06}", all / hour, all % hour / minute,
                                           all % minute / second, all % second));
}

std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace eventarch::report
