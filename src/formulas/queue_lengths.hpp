#pragma once

/// How long queues may grow, and queues in which messages wait for a given time, where the broker
/// delays nothing by itself.

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "eventarch/units.hpp"

namespace eventarch::formulas {

struct WaitingTime {
  double seconds;
  std::string_view name;  ///< value of the header, and end of the queue's name
};

/// A design file says that messages wait, not for how long: a ladder to begin with.
inline constexpr std::array waiting_ladder{WaitingTime{10, "10s"}, WaitingTime{60, "1m"},
                                           WaitingTime{600, "10m"}, WaitingTime{3'600, "1h"},
                                           WaitingTime{86'400, "1d"}};

inline constexpr double least_queue_length = 10'000;  ///< an estimate
/// Beyond it quorum queues are advised against (RabbitMQ documentation, quorum queues).
inline constexpr double most_queue_length = 5e6;

/// How many queues there would be if all were as full as the fullest of `queues`: where keys choose
/// the queue, it has the busiest key and its part of the other messages.
[[nodiscard]] inline double queues_like_the_fullest(double queues, double hot_key_share) {
  if (hot_key_share == 0) return queues;
  return 1 / (hot_key_share + (1 - hot_key_share) / queues);
}

/// What gathers in each of equally loaded queues, in messages.
struct QueueGrowth {
  static constexpr double outages = 2;  ///< that a queue should outlast one after the other

  double kept = 0;  ///< in the retention, at the average rate
  double left = 0;  ///< by one outage of the consumers, at the peak
};
[[nodiscard]] inline QueueGrowth queue_growth(MessageRate average, Duration retention,
                                              MessageRate peak, Duration outage, double queues) {
  return {average.per_second * retention.seconds() / queues,
          peak.per_second * outage.seconds() / queues};
}

/// How many messages the queue of one waiting time may hold: all of them at this rate.
[[nodiscard]] inline double waiting_length(const WaitingTime& time, MessageRate average) {
  return std::clamp(std::ceil(average.per_second * time.seconds), least_queue_length,
                    most_queue_length);
}

}  // namespace eventarch::formulas
