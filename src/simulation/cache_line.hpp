#pragma once

/// What the processor fetches at once. Records that every message passes begin at such a line, so
/// that each costs one fetch and not two: the state of a run is larger than the fastest cache.

#include <cstddef>

namespace eventarch::simulation {

inline constexpr std::size_t cache_line = 64;

}  // namespace eventarch::simulation
