#pragma once

/// What one partition of the events holds, and up to where it may grow before the disks are full.

#include <optional>
#include <string>

#include "assembly/design_input.hpp"

namespace eventarch::assembly {

struct KeptBytes {
  double fullest = 0;   ///< what the fullest partition holds of the retention, on one copy
  double most = 0;      ///< `fullest` with some room, and never less
  double on_disks = 0;  ///< of all partitions at `most`, on all copies, with the other topics
};

/// How much more than the retention holds a partition may keep: traffic has better days, and the
/// busiest partition is a mean.
inline constexpr double kept_spare = 1.2;

/// The bound for each partition, from what the retention needs. `segment`: what a partition may
/// hold beyond the bound, since whole segments are deleted. Empty where the disks that are
/// provisioned could fill before each partition is at its bound, and where a service has them.
[[nodiscard]] std::optional<KeptBytes> kept_bytes(const DesignInput& input, ByteSize segment);

/// "1.2 x the 252 GB that each partition holds in 7 days"
[[nodiscard]] std::string kept_arithmetic(const DesignInput& input, const KeptBytes& kept);

}  // namespace eventarch::assembly
