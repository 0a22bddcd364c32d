#include "simulation/invariants/evidence.hpp"

namespace eventarch::simulation {

void Report::note(Evidence& evidence, const Violation& violation) {
  if (evidence.violations++ == 0) evidence.first = violation;
}

void Report::note(Evidence& evidence, Cause cause, const Event& event, std::uint32_t other) {
  note(evidence, Violation{cause, event, other});
}

}  // namespace eventarch::simulation
