#pragma once

/// Whether a report is coloured: the flag decides, then the environment, then the terminal.

#include "cli/options.hpp"
#include "cli/streams.hpp"

namespace eventarch::cli {

/// For standard output.
[[nodiscard]] Color color_for(ColorChoice choice, const Environment& environment);

}  // namespace eventarch::cli
