#pragma once

/// What a consumer that was replaced still has in hand.

#include <cstdint>

#include "simulation/engine/slab.hpp"

namespace eventarch::simulation {

/// Work of a consumer that was replaced meanwhile.
struct LateWork {
  Slot slot = no_slot;
  std::uint16_t group = 0;
  std::uint16_t actor = 0;
  std::uint16_t attempt = 1;
  std::uint64_t offset = 0;
  std::uint64_t luck = 0;
};

}  // namespace eventarch::simulation
