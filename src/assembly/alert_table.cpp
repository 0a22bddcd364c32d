#include <array>

#include "assembly/alert.hpp"

namespace eventarch::assembly {

// One declaration and one row an alert.
extern const AlertUnit consumer_lag_growing;
extern const AlertUnit consumer_lag_high;
extern const AlertUnit consumer_stalled;
extern const AlertUnit consumers_busy;
extern const AlertUnit dead_letter_queue_overflow;
extern const AlertUnit in_flight_near_limit;
extern const AlertUnit lag_near_retention;
extern const AlertUnit partition_lag_high;
extern const AlertUnit processing_slow;
extern const AlertUnit processing_tail;
extern const AlertUnit rebalance_storm;
extern const AlertUnit storage_over_plan;
extern const AlertUnit traffic_stopped;
extern const AlertUnit under_replicated;
extern const AlertUnit writes_refused;

std::span<const AlertUnit> alert_units() {
  // Consumers first, since they fail most often; then what was sent, then the broker.
  static const std::array all{
      consumer_lag_high,
      partition_lag_high,
      consumer_lag_growing,
      lag_near_retention,
      consumer_stalled,
      processing_slow,
      processing_tail,
      consumers_busy,
      rebalance_storm,
      traffic_stopped,
      dead_letter_queue_overflow,
      under_replicated,
      writes_refused,
      storage_over_plan,
      in_flight_near_limit,
  };
  return all;
}

}  // namespace eventarch::assembly
