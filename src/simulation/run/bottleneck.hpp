#pragma once

/// What of a group is full first, by the traffic equations: its busiest instance or, where one
/// consumer at a time works on a key, its busiest key.

#include <cstdint>

#include "simulation/run/slice.hpp"

namespace eventarch::simulation {

struct Bottleneck {
  double share = 0;    ///< of the load of the slice, > 0
  double seconds = 0;  ///< that one of its messages takes it
  std::uint32_t instance = 0;
  bool key = false;  ///< a key alone, however many instances there are

  /// Messages a second, of the slice, at which it is full; 0 where messages take no time.
  [[nodiscard]] double full_at() const;
};

/// Requires: the group has an instance.
[[nodiscard]] Bottleneck bottleneck_of(const LoadSlice& slice, std::size_t group);

/// What of the bottleneck's time its load takes, at the rate of the slice; 1 or more: it is full.
[[nodiscard]] double busy_of(const Bottleneck& bottleneck, const PathSetup& setup);

/// Messages a second, of the whole design, that arrive beyond what its instances, and its keys
/// each, can do. 0 where none of them is full.
[[nodiscard]] double surplus_of(const LoadSlice& slice, std::size_t group);

}  // namespace eventarch::simulation
