#include "simulation/invariants/evidence.hpp"

namespace eventarch::simulation {

void Report::violated(const Violation& violation) {
  if (evidence_.violations++ == 0) evidence_.first = violation;
}

void Report::violated(Cause cause, const Event& event, std::uint32_t other) {
  violated(Violation{cause, event, other});
}

}  // namespace eventarch::simulation
