#include "simulation/statistics/measurements.hpp"

namespace eventarch::simulation {

void StageSums::add(const Way& way) {
  spans[0] += way.departed - way.intended;
  spans[1] += way.appended - way.departed;
  spans[2] += way.stored - way.appended;
  spans[3] += way.visible - way.stored;
  spans[4] += way.started - way.visible;
  spans[5] += way.processed - way.started;
  spans[6] += way.finished - way.processed;
  latency += way.finished - way.intended;
  ++messages;
}

void StageSums::add(const StageSums& other) {
  for (std::size_t i = 0; i < stage_count; ++i) spans[i] += other.spans[i];
  latency += other.latency;
  messages += other.messages;
}

}  // namespace eventarch::simulation
