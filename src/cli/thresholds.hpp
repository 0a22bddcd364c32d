#pragma once

/// From which severity on the answer is no: the flag decides, then the repository, then error.

#include <optional>

#include "cli/options.hpp"
#include "eventarch/configuration.hpp"

namespace eventarch::cli {

[[nodiscard]] FailOn threshold_of(const std::optional<FailOn>& flag,
                                  const Configuration& configuration);

}  // namespace eventarch::cli
