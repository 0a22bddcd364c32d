#pragma once

/// What one load run measures. Everything is kept by segments of the run, so that the warm-up can
/// be cut when all seeds are known, and added up over seeds: what a message goes through by the
/// segment of the message, what consumers do by the segment in which they do it. What they do after
/// the last arrival belongs to none: it is not what the design does at that rate.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "simulation/engine/time.hpp"
#include "simulation/statistics/histogram.hpp"

namespace eventarch::simulation {

/// A message belongs to the segment of its place among all messages of the run.
inline constexpr std::uint32_t segment_count = 20;
/// Points at which the lag of a run is looked at.
inline constexpr std::uint32_t lag_points = 200;

/// The way of a message to one group: when each stage was over.
struct Way {
  Time intended = 0;
  Time departed = 0;  ///< its batch was sent
  Time appended = 0;
  Time stored = 0;
  Time visible = 0;
  Time started = 0;
  Time processed = 0;
  Time finished = 0;  ///< processed, or shown by its transaction
};

enum class Stage : std::uint8_t {
  batch,
  request,
  replication,
  fetch,
  queueing,
  processing,
  commit
};
inline constexpr std::size_t stage_count = 7;

/// Sums in ns.
struct StageSums {
  std::array<std::uint64_t, stage_count> spans{};
  std::uint64_t latency = 0;
  std::uint64_t messages = 0;

  void add(const Way& way);
  void add(const StageSums& other);
};

class GroupMeasurements {
 public:
  explicit GroupMeasurements(std::uint32_t instances)
      : busy_(static_cast<std::size_t>(instances) * (segment_count + 1)) {}

  void processed(std::uint32_t segment, const Way& way) {
    latency_[segment].record(way.finished - way.intended);
    beside_broker_[segment].record((way.departed - way.intended) + (way.finished - way.visible));
    queueing_[segment].record(way.started - way.visible);
    sums_[segment].add(way);
    ++done_[now_in_];
  }
  /// An instance has worked from then until now, through one segment or several.
  void busy(std::uint32_t instance, Time from, Time now) {
    Time* const all = &busy_[static_cast<std::size_t>(instance) * (segment_count + 1)];
    std::uint32_t segment = now_in_;
    for (; segment > 0 && begins_[segment] > from; --segment) {
      all[segment] += now - begins_[segment];
      now = begins_[segment];
    }
    all[segment] += now - from;
  }
  void lag_changes(Time now, bool more) {
    lag_area_ += static_cast<double>(now - lag_since_) * static_cast<double>(lag_);
    lag_since_ = now;
    lag_ += more ? 1 : std::uint64_t{0} - 1;
    if (lag_ > lag_peak_) lag_peak_ = lag_;
    if (lag_ <= drained_at_ && drained_ == never) drained_ = now;
  }
  // An outage of all consumers: when its lag is worked off but for a share that is left.
  void outage_begins(Time now) { lag_usual_ = now > 0 ? lag_area_ / static_cast<double>(now) : 0; }
  void outage_ends(double left) {
    const double more = std::max(0.0, static_cast<double>(lag_) - lag_usual_);
    drained_at_ = static_cast<std::uint64_t>(lag_usual_ + more * left);
    drained_ = never;
  }
  /// never: it was not.
  [[nodiscard]] Time drained() const { return drained_; }
  /// The arrivals of a segment begin; with `segment_count`: those of the last one are over.
  void segment_begins(std::uint32_t segment, Time now) {
    now_in_ = segment;
    begins_[segment] = now;
    lag_area_until_[segment] =
        lag_area_ + static_cast<double>(now - lag_since_) * static_cast<double>(lag_);
  }
  void look_at_lag() { lag_series_.push_back(static_cast<double>(lag_)); }

  [[nodiscard]] const Histogram& latency(std::uint32_t segment) const { return latency_[segment]; }
  /// What of the latency is not the way through the broker.
  [[nodiscard]] const Histogram& beside_broker(std::uint32_t segment) const {
    return beside_broker_[segment];
  }
  [[nodiscard]] const Histogram& queueing(std::uint32_t segment) const {
    return queueing_[segment];
  }
  [[nodiscard]] const StageSums& sums(std::uint32_t segment) const { return sums_[segment]; }
  [[nodiscard]] Time busy(std::uint32_t instance, std::uint32_t segment) const {
    return busy_[static_cast<std::size_t>(instance) * (segment_count + 1) + segment];
  }
  /// Messages finished while the arrivals of a segment went on; `segment_count`: after the last
  /// one.
  [[nodiscard]] std::uint64_t done(std::uint32_t segment) const { return done_[segment]; }
  [[nodiscard]] std::uint64_t lag() const { return lag_; }
  [[nodiscard]] std::uint64_t lag_peak() const { return lag_peak_; }
  /// Messages times ns, of the whole run.
  [[nodiscard]] double lag_area() const { return lag_area_; }
  /// From when the arrivals of a segment begin to the last arrival of all: not yet the time in
  /// which the run comes to rest, and the lag with it.
  [[nodiscard]] double lag_area_from(std::uint32_t segment) const {
    return lag_area_until_[segment_count] - lag_area_until_[segment];
  }
  [[nodiscard]] const std::vector<double>& lag_series() const { return lag_series_; }

 private:
  std::array<Histogram, segment_count> latency_;
  std::array<Histogram, segment_count> beside_broker_;
  std::array<Histogram, segment_count> queueing_;
  std::array<StageSums, segment_count> sums_;
  std::vector<Time> busy_;  ///< of each instance, by segment
  std::array<std::uint64_t, segment_count + 1> done_{};
  std::array<Time, segment_count + 1> begins_{};
  std::uint32_t now_in_ = 0;  ///< the segment whose arrivals go on
  std::uint64_t lag_ = 0;     ///< visible and not finished
  std::uint64_t lag_peak_ = 0;
  Time lag_since_ = 0;
  double lag_usual_ = 0;          ///< on average, before an outage
  std::uint64_t drained_at_ = 0;  ///< messages
  Time drained_ = never;
  double lag_area_ = 0;
  std::array<double, segment_count + 1> lag_area_until_{};
  std::vector<double> lag_series_;
};

/// Of a whole run.
struct Measurements {
  std::vector<GroupMeasurements> groups;
  std::array<Time, segment_count + 1> segment_begins{};  ///< of the arrivals; the last is their end
  std::uint64_t sent = 0;
  std::uint64_t stored = 0;
  std::uint64_t unfinished = 0;  ///< in flight when the run ended
  Time end = 0;
  bool overflowed = false;  ///< more in flight than the run may hold
};

}  // namespace eventarch::simulation
