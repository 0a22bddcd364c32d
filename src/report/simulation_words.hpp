#pragma once

/// Sentences and figures of simulations that reports share. They hold the input as it is: each
/// report makes them safe in its own way.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventarch/simulation_report.hpp"

namespace eventarch::report {

/// A time in the unit that suits: its name, and how many of it a millisecond is.
struct TimeUnit {
  std::string_view name;
  double per_millisecond = 1;
};
[[nodiscard]] TimeUnit unit_of(double milliseconds);

/// "27.4 ms", "1.25 s", "3.1 min": three significant digits.
[[nodiscard]] std::string time_text(double milliseconds);

/// "27.4 ms (26.9 to 27.9)"; without an interval the value alone.
[[nodiscard]] std::string time_estimate(const Estimate& estimate);

/// "58.3 % (58.1 to 58.5)" of a share.
[[nodiscard]] std::string share_estimate(const Estimate& estimate);

/// "p50", "p99.9"
[[nodiscard]] std::string quantile_name(double share);

/// "1,234"
[[nodiscard]] std::string count_text(std::uint64_t count);

/// How the times of a history are written, all in one way so that they can be compared: in ms, or
/// as "1:00:00.500000" where it goes on for a minute or longer.
enum class HistoryClock : std::uint8_t { milliseconds, hours_minutes_seconds };
[[nodiscard]] HistoryClock clock_of(const std::vector<HistoryLine>& lines);
/// What the column of times holds.
[[nodiscard]] std::string_view clock_name(HistoryClock clock);
/// Fifteen characters, or more for hundreds of hours.
[[nodiscard]] std::string history_time(double milliseconds, HistoryClock clock);

/// The hash as 16 hex digits.
[[nodiscard]] std::string hash_text(std::uint64_t hash);

/// How many guarantees, faults and requirements came to what.
struct SimulationCounts {
  std::uint64_t promised = 0;  ///< guarantees that apply
  std::uint64_t kept = 0;      ///< of them hold
  std::uint64_t broken = 0;
  std::uint64_t untested = 0;   ///< of them not exercised
  std::uint64_t undecided = 0;  ///< guarantees
  std::uint64_t required = 0;   ///< requirements that apply and count
  std::uint64_t met = 0;
  std::uint64_t missed = 0;
  std::uint64_t unanswered = 0;  ///< requirements undecided
  std::uint64_t struck = 0;      ///< faults that met their dangerous moment
  std::uint64_t missed_their_moment = 0;
  std::uint64_t faults_out = 0;  ///< asked for, and do not apply
  std::uint64_t guarantees_out = 0;
};
[[nodiscard]] SimulationCounts counts_of(const SimulationResult& result);

/// What follows the headline: the figures that decide, and what was not tested.
[[nodiscard]] std::vector<std::string> second_lines(const SimulationReport& report);

/// What groups are ordered by: unstable ones above all others, then by the 99th percentile in ms,
/// or the mean where there are too few messages for one.
[[nodiscard]] std::pair<bool, double> slowness_of(const GroupPerformance& group);
/// The group that is slowest by its 99th percentile; an unstable one before all others. Null where
/// there is none.
[[nodiscard]] const GroupPerformance* slowest_group(const Performance& performance);
[[nodiscard]] const LatencyQuantile* quantile_of(const GroupPerformance& group, double share);

/// The command that makes all runs again.
[[nodiscard]] std::string repeat_command(const SimulationReport& report);
/// The command that shows the history of one run.
[[nodiscard]] std::string replay_command(const SimulationReport& report, std::string_view fault,
                                         std::uint64_t seed);

}  // namespace eventarch::report
