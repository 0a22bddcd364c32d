#pragma once

/// The way of messages from producers through a broker to the effects of consumers, with one fault
/// at most. One run, from the first message until everything has come to rest.

#include <cstdint>
#include <functional>

#include "simulation/engine/pending_heap.hpp"
#include "simulation/engine/timing_wheel.hpp"
#include "simulation/models/aim.hpp"
#include "simulation/models/path_setup.hpp"
#include "simulation/models/recorder.hpp"
#include "simulation/models/strike.hpp"
#include "simulation/statistics/measurements.hpp"

namespace eventarch::simulation {

struct PathRun {
  const PathSetup* setup = nullptr;
  Recorder* recorder = nullptr;
  Aim* aim = nullptr;                    ///< null: no fault
  Measurements* measurements = nullptr;  ///< null: nothing is measured
  /// Asked a few times a second; where it says no, the run is cut. Null or empty: nobody is asked.
  const std::function<bool()>* go_on = nullptr;
};

struct PathEnd {
  bool at_rest = false;  ///< otherwise it was cut
  bool overflowed = false;
  bool interrupted = false;
  Time time = 0;
  std::uint64_t sent = 0;
  std::uint64_t in_flight = 0;
  std::uint64_t in_flight_peak = 0;
  std::uint64_t steps = 0;
};

/// `pending` is empty and of the kind to be used: the result does not depend on which.
[[nodiscard]] PathEnd run_message_path(const PathRun& run, PendingHeap pending);
[[nodiscard]] PathEnd run_message_path(const PathRun& run, TimingWheel pending);

}  // namespace eventarch::simulation
