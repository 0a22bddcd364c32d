#pragma once

/// A consumer that takes whatever message comes next.

#include <cstdint>
#include <vector>

#include "simulation/engine/ring.hpp"
#include "simulation/engine/slab.hpp"
#include "simulation/engine/time.hpp"

namespace eventarch::simulation {

/// One of the consumers of a group.
struct Worker {
  Time started = 0;
  Slot working_on = no_slot;
  std::uint64_t luck = 0;  ///< of the attempt in hand
  std::uint32_t generation = 0;
  bool alive = true;
  bool waiting = false;              ///< for the next attempt of what it has in hand
  Ring<Slot> in_hand;                ///< received with what it works on, and not begun
  std::vector<Slot> unacknowledged;  ///< done, and the broker does not know yet
};

}  // namespace eventarch::simulation
