#pragma once

/// Whether a group works off what arrives, or falls behind for ever.

#include "eventarch/simulation.hpp"
#include "simulation/run/bottleneck.hpp"
#include "simulation/run/slice.hpp"

namespace eventarch::simulation {

/// What the runs of all seeds saw of a group's lag.
struct ObservedLag {
  Estimate growth;            ///< messages a second in the second half; no bounds with one seed
  double mean_messages = 0;   ///< after the warm-up
  double seconds = 0;         ///< of arrivals in a run, warm-up included
  double judged_seconds = 0;  ///< the same without it
  double way_seconds = 0;     ///< that a message takes on average, waiting for a consumer left out
  bool more_than_fits = false;  ///< a run was ended by how many messages were in flight
};

/// Sets the stability of `out`, its reason, and how fast its lag grows. By the traffic equations
/// where they say that it is full, otherwise by whether the lag grows beyond doubt. Not determined
/// where the runs are too short for that: while the first messages are still on their way the lag
/// of every design grows.
void judge_stability(GroupPerformance& out, const ObservedLag& lag, const LoadSlice& slice,
                     std::size_t group);

}  // namespace eventarch::simulation
